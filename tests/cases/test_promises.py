"""Each promise on the check page, the confirmation and the case's page is made only to whom it is kept; by test, one each."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from cases import actions, notices
from cases.actions.moving import MoveAction
from cases.deadlines import local_date
from cases.errors import TextIncomplete
from cases.models import Case, CaseType
from cases.service import public_summary
from cases.workflow import Status, Transition, Workflow
from counters.service import visit_by_slug
from counters.visits import visit_to
from ground.actor import SYSTEM
from people.models import CitySettings, Department
from records.service import link_for, token_of, url_of
from tests.cases.factories import case_type, make_case
from tests.factories import make_form, question, step, when
from tests.forms_app.citizen import Citizen
from tests.layout import tight
from tests.trees import make_city, make_place

pytestmark = pytest.mark.django_db

START = Status("received", "Binnen", "We ontvingen uw melding", "Een medewerker leest ze.")
ENDS = (
    Status("done", "Klaar", "Alles is klaar", "Dank u.", "nobody", True),
    Status("refused", "Neen", "We doen dit niet", "Bel ons gerust.", "nobody", True, needs_reason=True),
)


def workflow(act):
    """Return a workflow with one status that asks an act of the citizen."""
    asking = Status("asked", "Gevraagd", "U moet iets doen", "Lees wat.", "citizen", act=act)
    moves = [("received", "asked"), ("asked", "done"), ("asked", "refused"), ("received", "done")]
    return Workflow((START, asking, *ENDS), tuple(Transition(source, target, target) for source, target in moves))


def opened(monkeypatch, act="send", **case):
    """Return a case that stands in its asking status, and a browser on its page."""
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", workflow(act))
    return page_of(in_status(make_case(noun="report", **case), "asked"))


def in_status(case, code):
    status = case.workflow.status(code)
    Case.objects.filter(pk=case.pk).update(status=code, waiting_for=status.waiting_for)
    case.events.create(
        at=case.received_at, kind="moved", status=code, waiting_for=status.waiting_for, actor_kind="staff"
    )
    return case


def page_of(case):
    return Client().get(f"/t/{token_of(link_for('case', case.pk))}/", follow=True).text


@pytest.fixture
def form():
    """A form for which every way to be reached may stay empty."""
    questions = [
        question("text", "naam", "Hoe heet u?", meaning="name"),
        question("email", "mail", "Wat is uw e-mailadres?", required=False, is_own=True),
        question("phone", "gsm", "Wat is uw telefoonnummer?", required=False, is_own=True),
    ]
    form = make_form(step("Wie bent u?", *questions))
    CaseType.objects.update(noun="report")
    return form


def filled_in(**answers):
    """Return a citizen on the check page."""
    citizen = Citizen()
    citizen.start()
    citizen.send(naam="Jonas", **answers)
    return citizen


def sent(citizen):
    return citizen.send().text


# --- before and after sending ---------------------------------------------------------------------------------------


def test_the_check_page_tells_who_gives_no_address_that_no_mail_comes_and_asks_for_one(form):
    page = filled_in().text
    assert "We kunnen u dus niets laten weten." in page
    assert "Schrijf na het versturen uw nummer op" in page
    assert '/?return-to=controle#id_mail">Vul toch in hoe we u bereiken</a>' in tight(page)


def test_the_check_page_knows_that_a_telephone_is_a_way_too(form):
    page = filled_in(gsm="0470 12 34 56").text
    assert "We hebben alleen uw telefoonnummer." in page
    assert '/?return-to=controle#id_mail">Vul toch een e-mailadres in</a>' in tight(page)
    assert "Vul toch in hoe we u bereiken" not in page
    assert "niets laten weten" not in page


def test_the_check_page_says_none_of_it_to_who_gave_an_address(form):
    page = filled_in(mail="jonas@voorbeeld.be").text
    assert "geen e-mail" not in page


def test_a_mail_as_proof_is_promised_to_who_gets_one_and_names_where_it_goes(form):
    page = sent(filled_in(mail="jonas@voorbeeld.be"))
    assert "U krijgt een e-mail als bewijs" in page
    assert "We sturen ze naar jonas@voorbeeld.be." in page
    assert "Wij mailen u bij elke stap." in page


def test_who_gave_no_address_is_promised_no_mail_and_keeps_number_and_link(form):
    page = sent(filled_in())
    assert "e-mail als bewijs" not in page
    assert "Wij mailen u" not in page
    assert "U bewaart uw nummer en uw link" in page
    case = Case.objects.get()
    assert case.reference in page
    assert page.count(f"/t/{token_of(link_for('case', case.pk))}/") == 2  # to press, and to copy


@pytest.mark.parametrize(("noun", "word"), [("report", "melding"), ("complaint", "klacht"), ("objection", "bezwaar")])
def test_every_page_calls_it_by_the_word_of_its_case_type(form, noun, word):
    CaseType.objects.update(noun=noun)
    citizen = filled_in(mail="jonas@voorbeeld.be")
    checked = citizen.text
    assert f"Verstuur uw {word}" in checked
    done = sent(citizen)
    assert f"Uw {word} is verstuurd" in done
    followed = page_of(Case.objects.get())
    assert f"Waar zit uw {word}?" in followed
    for page in (checked, done, followed):
        assert "uw aanvraag" not in page.split("<main")[1].split("<footer")[0].replace(START.citizen_text, "").replace(
            "Wij kijken uw aanvraag na.", ""
        ).replace("Uw aanvraag is klaar.", "")


def test_no_way_to_be_reached_is_offered_that_the_answers_hide(form):
    rule = when("gewenst", "eq", "yes")
    questions = [
        question("yes_no", "gewenst", "Wilt u een antwoord?"),
        question("email", "mail", "Wat is uw e-mailadres?", required=False, is_own=True, show_if=rule),
    ]
    make_form(step("Een antwoord?", *questions), key="vraag")
    citizen = Citizen("vraag").start()
    assert "U krijgt geen e-mail van ons" in citizen.send(gewenst="no").text
    assert "Vul toch in hoe we u bereiken" not in citizen.text


# --- following --------------------------------------------------------------------------------------------------------


def test_news_by_mail_is_promised_to_who_has_an_address(monkeypatch):
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", workflow("send"))
    assert "Wij mailen u als er nieuws is." in page_of(make_case())


def test_who_has_no_address_is_given_the_link_to_keep(monkeypatch):
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", workflow("send"))
    page = page_of(make_case(email=""))
    assert "Wij mailen u" not in page
    assert "U krijgt" not in page
    assert "Wij kunnen u niet mailen. Kijk later opnieuw op deze pagina." in page


@pytest.mark.parametrize("status", ["received", "asked", "refused"])
def test_the_page_gives_its_own_link_to_who_has_no_address_and_to_nobody_else(monkeypatch, status):
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", workflow("send"))
    silent, reached = in_status(make_case(email=""), status), in_status(make_case(), status)
    assert url_of(link_for("case", silent.pk)) in page_of(silent)
    assert url_of(link_for("case", reached.pk)) not in page_of(reached)


def test_a_browser_without_the_key_is_led_to_the_link_of_the_confirmation_too():
    assert "de link die u kreeg toen u alles verstuurde" in Client().get("/zaken/SN-7K4M-92QX-A/").text


@pytest.mark.parametrize(("act", "needs"), [("send", True), ("answer", True), ("come", False), ("collect", False)])
def test_who_must_read_on_the_page_what_to_do_finds_it_there(monkeypatch, act, needs):
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", workflow(act))
    case = make_case()
    if needs:
        with pytest.raises(TextIncomplete, match="wat u van de burger vraagt"):
            actions.move(SYSTEM, case, "asked", lock_version=0, message="  ")
    actions.move(SYSTEM, case, "asked", lock_version=0, message="Stuur uw contract." if needs else "")
    assert not needs or "Stuur uw contract." in page_of(case)


@pytest.mark.parametrize(
    ("act", "offer"), [("send", "Bezorg het ons met een mail"), ("answer", "Antwoord met een mail")]
)
def test_what_can_be_mailed_is_offered_by_mail(monkeypatch, act, offer):
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", workflow(act))
    case = make_case()
    case.department.email = "bevolking@voorbeeld.be"
    case.department.save()
    page = page_of(in_status(case, "asked"))
    assert offer in page
    assert f"mailto:bevolking@voorbeeld.be?subject={case.reference}" in page


@pytest.mark.parametrize("act", ["come", "collect"])
def test_what_is_done_at_a_counter_offers_place_and_hours_and_no_mail(monkeypatch, act):
    page = opened(monkeypatch, act, place=make_place())
    assert "met een mail" not in page
    for words in (
        "aan het loket" if act == "collect" else "naar het loket",
        "Parkstraat 1, 9100",
        "8.15 tot 12.15 uur",
    ):
        assert words in page
    assert "Grote Markt" not in page.split("<main")[1].split("<footer")[0]


def test_without_a_known_place_the_telephone_is_offered_and_no_address_is_invented(monkeypatch):
    make_city(phone="03 778 30 00", address="Grote Markt 1")
    page = opened(monkeypatch, "come").split("<main")[1].split("<footer")[0]
    assert "Bel ons voor de plaats en de uren" in page
    assert "Grote Markt" not in page


def test_the_place_that_the_citizen_chose_goes_before_that_of_the_case_type(monkeypatch):
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", workflow("collect"))
    kind = case_type("kaart", place=make_place())
    make_place("Sinaai", street="Dries 3")
    form = make_form(
        step("Waar?", question("text", "naam", "Naam", meaning="name"), question("place", "loket", "Waar?", places=[])),
        key="kaart",
        publish=False,
    )
    form.destination = kind.code
    form.save()
    form.save_revision().publish()
    chosen = page_of(in_status(make_case(email="", code="kaart", answers={"loket": "sinaai"}), "asked"))
    assert "Dries 3" in chosen
    assert "Parkstraat 1" not in chosen


def test_an_unusual_end_is_called_closed_and_shows_its_reason_and_what_to_do_then(monkeypatch):
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", workflow("send"))
    case = make_case(noun="report")
    for code in ("asked", "refused"):
        in_status(case, code)
    event = case.events.create(
        at=case.received_at,
        kind="message",
        status="refused",
        waiting_for="nobody",
        text="U woont elders.",
        actor_kind="staff",
    )
    page = page_of(case)
    alert = re.search(r"Uw melding is afgesloten.*?</div></div>", tight(page), re.S)[0]
    assert event.text in alert
    assert "Bel ons gerust." in alert


@pytest.mark.parametrize("act", ["send", "answer", "come", "collect"])
def test_other_clients_are_told_what_the_citizen_must_do(monkeypatch, act):
    opened(monkeypatch, act)
    assert public_summary(Case.objects.get().pk).act == act


def test_a_day_with_two_openings_stands_on_one_line():
    place = make_place()
    place.opening_rules.create(weekday=2, opens=datetime.time(13, 30), closes=datetime.time(16, 30))
    place.save()
    lines = visit_by_slug("stadswinkel").hours
    assert len(lines) <= 5
    assert [line for line in lines if line.endswith(": 8.15 tot 12.15 uur en 13.30 tot 16.30 uur")] == [
        line for line in lines if line.startswith("woensdag")
    ]


def test_days_that_follow_each_other_with_the_same_hours_stand_on_one_line():
    place = make_place()
    place.opening_rules.set([])
    for weekday in range(5):
        place.opening_rules.create(
            weekday=weekday, opens=datetime.time(9), closes=datetime.time(12 if weekday < 4 else 16)
        )
    place.save()
    noon = datetime.datetime(2026, 11, 16, 12, tzinfo=datetime.UTC)
    assert visit_to(place, noon).hours == (
        "maandag 16 november tot en met donderdag 19 november: 9 tot 12 uur",
        "vrijdag 20 november: 9 tot 16 uur",
    )
    assert visit_to(place, noon + datetime.timedelta(days=2)).hours[0] == (
        "woensdag 18 november en donderdag 19 november: 9 tot 12 uur"
    )


def test_who_gave_a_telephone_where_no_address_is_asked_is_led_nowhere():
    questions = [question("text", "naam", "Hoe heet u?"), question("phone", "gsm", "Uw nummer?", is_own=True)]
    make_form(step("Wie bent u?", *questions), key="bellen")
    page = Citizen("bellen").start().send(naam="Jonas", gsm="0470 12 34 56").text
    assert "We hebben alleen uw telefoonnummer." in page
    assert "Vul toch" not in page


@pytest.mark.parametrize("phone", ["03 778 30 00", ""])
def test_who_waits_too_long_is_asked_to_call_only_where_there_is_a_telephone(phone):
    case = make_case("Jonas")
    CitySettings.objects.all().delete()
    CitySettings.objects.create(site=Site.objects.get(), phone=phone)
    Department.objects.update(phone="", email="")
    Case.objects.filter(pk=case.pk).update(due=timezone.localdate() - datetime.timedelta(days=1), answer_due=None)
    page = page_of(case)
    assert "Onze excuses." in page
    assert ("Bel ons gerust" in page) == bool(phone)


def test_a_place_question_freezes_the_places_that_there_are():
    make_place()
    make_place("Sinaai")
    form = make_form(step("Waar?", question("place", "loket", "Waar?", places=["sinaai", "verdwenen"])), key="kaart")
    asked = form.current_version().definition.questions["loket"]
    assert asked.choices == [("sinaai", "Sinaai")]


@pytest.mark.parametrize(("days", "promised"), [(-1, False), (0, True), (1, True)])
def test_a_first_answer_is_promised_up_to_its_last_day(days, promised):
    case = make_case()
    Case.objects.update(answer_due=local_date(timezone.now()) + datetime.timedelta(days=days))
    assert ("Een eerste antwoord staat hier ten laatste op" in page_of(case)) is promised


def test_staff_are_told_that_the_reason_stands_in_the_mail_unless_the_case_is_discreet():
    case = make_case()
    refused = Status("refused", "Neen", "We doen dit niet", "Bel ons.", "nobody", True, needs_reason=True)
    assert notices.has_text(case, MoveAction.mail, refused)
    assert not notices.has_text(case, MoveAction.mail, START)
    CaseType.objects.update(is_discreet=True)
    assert not notices.has_text(Case.objects.with_words().get(), MoveAction.mail, refused)
