"""What a case's mails say: what it is about, what is new, what to do, and of a discreet case its number alone."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client

from cases import actions, notices
from cases.errors import TextIncomplete
from cases.models import Case, CaseType
from cases.wording import day
from cases.workflow import Status, Transition, Workflow
from forms_app.filling.saving import send_link
from forms_app.models import Draft
from ground.actor import SYSTEM
from people.models import CitySettings, Department
from people.roles import HANDLER
from records.service import drain_outbox, link_for, url_of
from tests.cases.factories import make_case, staff
from tests.trees import make_place, make_product

pytestmark = pytest.mark.django_db

GAP = "We gaan er niet op in. De reden is: "
WORKFLOW = Workflow(
    (
        Status("received", "Ontvangen", "We ontvingen alles", "Een medewerker kijkt het na."),
        Status("asked", "Vraag", "We hebben een vraag", "Met uw antwoord gaan we verder.", "citizen", act="answer"),
        Status("ready", "Klaar", "Uw kaart ligt klaar", "Breng uw oude kaart mee.", "citizen", act="collect"),
        Status("done", "Afgehaald", "U hebt uw kaart", "Alles is in orde.", "nobody", True),
        Status("refused", "Geweigerd", "We geven geen kaart", "Bel ons als u het niet eens bent.", "nobody", True,
               needs_reason=True),
    ),
    (
        Transition("received", "ready", "De kaart is er"),
        Transition("received", "asked", "Stel een vraag"),
        Transition("received", "refused", "Weiger", GAP),
        Transition("asked", "ready", "De kaart is er"),
        Transition("ready", "done", "Afgehaald"),
    ),
)  # fmt: skip


@pytest.fixture
def case(monkeypatch):
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", WORKFLOW)
    CitySettings.objects.update_or_create(defaults={"city_name": "Sint-Niklaas"}, site_id=1)
    return make_case(answers={"uitleg": "Ik verhuis."}, noun="report", place=make_place(), answer_term=None)


def sent(start=""):
    """Return the mails that left whose subject begins so."""
    drain_outbox()
    return [message for message in mail.outbox if message.subject.startswith(start)]


def discreet(case):
    CaseType.objects.update(is_discreet=True)
    return Case.objects.with_words().get(pk=case.pk)


def test_the_first_mail_names_subject_product_number_what_next_and_the_term(case):
    (first,) = sent()
    assert first.subject == f"We ontvingen uw melding: {case.title} ({case.reference})"
    for words in (
        "uw melding ‘",
        case.title,
        case.reference,
        "Een medewerker kijkt het na.",
        "Wij mailen u als er nieuws",
    ):
        assert words in first.body
    assert f"U krijgt ons antwoord ten laatste op {day(case.due)}." in first.body
    assert f"Volg uw melding:\n{url_of(link_for('case', case.pk))}" in first.body


def test_a_product_with_another_name_is_named(case):
    case.product = make_product("Verlies of diefstal")
    assert "Het gaat over: Verlies of diefstal." in notices.preview(case, "opened", case.current_status).text


def test_a_step_names_its_status_in_subject_and_text(case):
    actions.move(SYSTEM, case, "ready", lock_version=0)
    (news,) = sent("Uw kaart ligt klaar")
    assert news.subject == f"Uw kaart ligt klaar: {case.title} ({case.reference})"
    assert f"({case.reference}): Uw kaart ligt klaar." in news.body


def test_who_must_collect_reads_the_place_with_its_hours_and_not_the_town_hall(case):
    actions.move(SYSTEM, case, "ready", lock_version=0)
    (news,) = sent("Uw kaart ligt klaar")
    assert "U moet iets afhalen aan het loket." in news.body
    assert "Kom langs:\nStadswinkel\nParkstraat 1, 9100 Sint-Niklaas\n" in news.body
    assert "8.15 tot 12.15 uur" in news.body
    assert "Grote Markt 1" not in news.body


def test_without_a_place_a_mail_names_none(case):
    CaseType.objects.update(place=None)
    text = notices.preview(Case.objects.with_words().get(), "opened", case.current_status).text
    assert "Kom langs" not in text
    assert "Grote Markt" not in text
    assert "/plaatsen/" in text


def test_a_refusal_gives_the_reason_and_the_next_step(case):
    actions.move(SYSTEM, case, "refused", lock_version=0, message=GAP + "u woont er niet.")
    (news,) = sent("We geven geen kaart")
    assert GAP + "u woont er niet." in news.body
    assert "Bel ons als u het niet eens bent." in news.body


def test_what_staff_wrote_stays_behind_the_link_but_for_a_refusal(case):
    actions.move(SYSTEM, case, "asked", lock_version=0, message="Krijgt u een uitkering?")
    actions.message(SYSTEM, case, "Uw uitkering is goedgekeurd.", lock_version=1)
    for message in sent():
        for text in (message.subject, message.body, message.alternatives[0].content):
            for secret in ("uitkering", "Ik verhuis", "Jonas"):
                assert secret not in text


@pytest.mark.parametrize("text", ["", "   ", GAP, GAP + "...", GAP + "\n\nMet vriendelijke groet"])
def test_a_refusal_without_its_reason_does_not_happen(case, text):
    with pytest.raises(TextIncomplete):
        actions.move(SYSTEM, case, "refused", lock_version=0, message=text)
    assert Case.objects.get().status == "received"
    assert len(sent()) == 1


def test_a_message_that_ends_open_is_not_sent(case):
    with pytest.raises(TextIncomplete, match="Bezorg ons nog:"):
        actions.message(SYSTEM, case, "Bezorg ons nog: ", lock_version=0)
    assert len(sent()) == 1


@pytest.mark.parametrize(("text", "is_said"), [("De reden is:", True), ("De reden is ____.", False)])
def test_who_left_a_line_open_reads_that_the_rest_belongs_on_it(case, text, is_said):
    with pytest.raises(TextIncomplete) as refused:
        actions.message(SYSTEM, case, text, lock_version=0)
    assert ("Schrijf verder op dezelfde regel." in str(refused.value)) is is_said


@pytest.mark.parametrize("address", ["stap/refused/", "bericht/"])
def test_the_error_stands_beside_the_text_and_what_was_typed_stays(case, address):
    client = Client()
    client.force_login(staff("behandelaar", HANDLER, case.department))
    page = client.post(f"/cms/snippets/cases/case/edit/{case.pk}/{address}", {"lock_version": 0, "message": GAP})
    assert page.status_code == 200
    assert re.search(
        r'id="sn-message-error">.*?Vul aan of verwijder: “We gaan er niet op in. De reden is:”', page.text, re.S
    )
    assert re.search(r'aria-describedby="sn-message-error" autofocus>We gaan er niet op in. De reden is: <', page.text)
    assert Case.objects.get().status == "received"


def test_the_handler_sees_the_mail_with_the_reason_that_it_holds(case):
    client = Client()
    client.force_login(staff("behandelaar", HANDLER, case.department))
    step = f"/cms/snippets/cases/case/edit/{case.pk}/stap/"
    page = client.post(f"{step}refused/", {"lock_version": 0, "message": "U woont er niet.", "preview": "1"}).text
    assert page.count("U woont er niet.") == 3  # box, page and mail
    assert "Uw bericht staat niet in de mail." not in page
    assert "Uw bericht staat niet in de mail." in client.get(f"{step}ready/").text


@pytest.mark.parametrize("kind", ["opened", "moved", "message", "link"])
@pytest.mark.parametrize("code", ["received", "ready", "refused"])
def test_a_discreet_case_shows_city_and_number_and_nothing_else(case, kind, code):
    case = discreet(case)
    case.product = make_product("Leefloon")
    rendered = notices.preview(case, kind, case.workflow.status(code), "U krijgt geen leefloon.")
    assert case.reference in rendered.subject
    for text in (rendered.subject, rendered.text, rendered.html):
        for secret in (
            case.title, "Leefloon", "leefloon", "kaart", "melding", case.department.name, "Parkstraat", "loket",
            "medewerker", "oude kaart",
        ):  # fmt: skip
            assert secret not in text
    assert "Stad Sint-Niklaas" in rendered.text
    assert case.reference in rendered.text


def test_a_department_that_is_discreet_makes_its_cases_so(case):
    Department.objects.update(is_discreet=True)
    assert Case.objects.with_words().get().is_discreet


def test_discreet_holds_at_once_for_running_cases(case):
    assert not case.is_discreet
    assert discreet(case).is_discreet


@pytest.mark.parametrize("is_discreet", [False, True])
@pytest.mark.django_db(transaction=True)  # inside a transaction the texts are read anew
@pytest.mark.parametrize("kind", ["opened", "moved", "message", "link"])
def test_composing_does_no_query(case, kind, is_discreet, django_assert_num_queries):
    CaseType.objects.update(is_discreet=is_discreet)
    case = Case.objects.with_words().get()
    status = case.current_status
    notices.content_of(case, kind, status, "tekst")  # the texts are kept from here
    with django_assert_num_queries(0):
        notices.content_of(case, kind, status, "tekst")


def test_a_case_that_is_not_saved_yet_can_be_composed(case):
    case.pk = None
    assert case.reference in notices.content_of(case, "opened", case.current_status).subject


@pytest.mark.parametrize("kind", ["opened", "moved", "message", "link"])
def test_no_mail_has_holes_or_stiff_words(case, kind):
    for status in WORKFLOW.statuses:
        rendered = notices.preview(case, kind, status)
        for text in (rendered.subject, rendered.text, rendered.html):
            assert "None" not in text
            assert not re.search(r"gelieve|derhalve|aangaande|betreffende|teneinde|inzake|\bje\b|\bjij\b", text)
        assert "\n\n\n" not in rendered.text


def test_a_term_is_promised_only_while_the_city_works(case):
    case.due, case.answer_due = datetime.date(2126, 12, 22), None
    assert "22 december 2126" in notices.preview(case, "opened", case.workflow.status("received")).text
    for code in ("asked", "ready", "done", "refused"):
        assert "22 december 2126" not in notices.preview(case, "moved", case.workflow.status(code)).text


@pytest.mark.parametrize("kind", ["moved", "message"])
def test_what_is_itself_the_first_answer_promises_no_first_answer_in_its_preview_either(case, kind):
    case.due, case.answer_due = datetime.date(2126, 12, 22), datetime.date(2126, 12, 2)
    received = case.workflow.status("received")
    assert "een eerste antwoord ten laatste op 2 december 2126" in notices.preview(case, "opened", received).text
    assert "U krijgt ons antwoord ten laatste op 22 december 2126." in notices.preview(case, kind, received).text


@pytest.mark.parametrize("is_discreet", [False, True])
def test_the_mail_of_a_form_that_is_kept_names_it_only_where_it_may(case, is_discreet):
    Department.objects.update(is_discreet=is_discreet)
    draft = Draft.objects.create(version=case.submission.version)
    send_link(draft, "jonas@voorbeeld.be")
    (kept,) = sent("Ga verder met uw formulier")
    assert (case.title in kept.subject + kept.body) is not is_discreet
