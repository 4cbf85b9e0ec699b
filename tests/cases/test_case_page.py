"""A case's page in the admin: answers, files, timeline, steps with what the citizen will read, and clear refusals."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from cases import actions
from cases.models import Case
from cases.wording import day
from ground.actor import SYSTEM
from people.roles import COUNTER, HANDLER, LEAD
from records.models import AuditLine, OutboxMessage, StoredFile
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def built(module_database):
    return make_case(answers={"uitleg": "Ik verhuis <b>morgen</b>."}).pk


@pytest.fixture
def case(built):
    return Case.objects.get(pk=built)


@pytest.fixture
def handler(case):
    return staff("behandelaar", HANDLER, case.department, first_name="An")


@pytest.fixture
def client(handler):
    client = Client()
    client.force_login(handler)
    return client


def at(case, rest=""):
    return f"/cms/snippets/cases/case/edit/{case.pk}/{rest}"


def stored(case, name="huurcontract.pdf"):
    return StoredFile.objects.create(
        file=ContentFile(b"%PDF-1.4 <script>", name="x"),
        name=name,
        content_type="application/pdf",
        size=17,
        sha256="0" * 64,
        owner_kind="submission",
        owner_id=str(case.submission_id),
    )


def test_answers_stand_as_the_citizen_saw_them_and_as_text(client, case):
    page = client.get(at(case)).text
    assert "Hoe heet u?" in page
    assert "Jonas Peeters" in page
    assert "Ik verhuis &lt;b&gt;morgen&lt;/b&gt;." in page


def test_the_page_costs_a_fixed_number_of_queries(client, case, django_assert_max_num_queries):
    client.get(at(case))
    for number in range(10):
        actions.note(SYSTEM, case, f"Nota {number}")
        actions.message(SYSTEM, case, f"Bericht {number}", lock_version=number)
    with django_assert_max_num_queries(26):
        client.get(at(case))


def test_a_handler_sees_the_possible_steps_and_why_others_are_not(client, case):
    page = client.get(at(case)).text
    assert f'href="{at(case, "stap/in_progress/")}"' in page
    assert "Begin te behandelen" in page
    assert f'href="{at(case, "stap/done/")}"' not in page
    assert "“Rond af” kan pas vanuit de status “In behandeling”." in page


def test_a_step_shows_what_the_citizen_will_read_before_it_is_made(client, case):
    page = client.get(at(case, "stap/in_progress/")).text
    assert "Wij behandelen uw aanvraag" in page
    assert "De wijkagent komt bij u langs." in page
    number = f'<span style="white-space:nowrap">{case.reference}</span>'  # does not break over two lines
    assert f"Wij behandelen uw aanvraag: {case.title} ({number})" in page
    assert Case.objects.get(pk=case.pk).status == "received"


def test_the_proposed_message_stands_ready(client, case):
    actions.move(SYSTEM, case, "in_progress", lock_version=0)
    assert "Bezorg ons uw huurcontract." in client.get(at(case, "stap/waiting/")).text


def test_a_preview_saves_nothing_and_keeps_what_was_typed(client, case):
    page = client.post(
        at(case, "stap/in_progress/"), {"lock_version": 0, "message": "Tot <b>snel</b>", "preview": "1"}
    ).text
    assert page.count("Tot &lt;b&gt;snel&lt;/b&gt;") == 2
    assert Case.objects.get(pk=case.pk).status == "received"


def test_the_mail_that_is_shown_before_a_step_back_to_the_city_promises_the_term_as_the_one_that_leaves_does(
    client, case
):
    actions.move(SYSTEM, case, "in_progress", lock_version=0)
    actions.move(SYSTEM, case, "waiting", message="Bezorg ons uw huurcontract.", lock_version=1)
    shown = client.get(at(case, "stap/in_progress/")).context["preview"].mail.text
    client.post(at(case, "stap/in_progress/"), {"lock_version": 2})
    term = f"U krijgt ons antwoord ten laatste op {day(Case.objects.get().due)}."
    assert term in shown
    assert term in OutboxMessage.objects.latest("created_at").payload["content"]["paragraphs"][-1]["text"]


def test_a_step_is_made_and_leads_back_to_the_case(client, case, handler):
    answer = client.post(at(case, "stap/in_progress/"), {"lock_version": 0, "message": "Wij komen langs."})
    assert answer.url == at(case)
    assert Case.objects.get(pk=case.pk).handler == handler
    page = client.get(answer.url).text
    assert "Wij komen langs." in page
    assert "In behandeling" in page


def test_what_was_typed_survives_a_colleague_who_was_first(client, case):
    actions.message(SYSTEM, case, "Van een collega", lock_version=0)
    page = client.post(at(case, "stap/in_progress/"), {"lock_version": 0, "message": "Mijn tekst"}).text
    assert "Iemand anders heeft deze zaak intussen gewijzigd" in page
    assert "Mijn tekst" in page
    assert 'name="lock_version" value="1"' in page
    actions.move(SYSTEM, Case.objects.get(pk=case.pk), "refused", lock_version=1)
    page = client.post(at(case, "stap/in_progress/"), {"lock_version": 1, "message": "Mijn tekst"}).text
    assert "Deze stap kan nu niet" in page
    assert "Mijn tekst" in page


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999999999999", "²"])
def test_a_form_without_the_version_that_was_seen_changes_nothing(client, case, seen):
    client.post(at(case, "stap/in_progress/"), {"lock_version": seen, "message": ""})
    client.post(at(case, "bericht/"), {"lock_version": seen, "message": "Dag"})
    client.post(at(case, "toewijzen/"), {"lock_version": seen, "handler": ""})
    assert Case.objects.get(pk=case.pk).lock_version == 0


def test_unknown_steps_and_cases_are_404(client, case):
    assert client.get(at(case, "stap/verzonnen/")).status_code == 404
    assert client.get("/cms/snippets/cases/case/edit/999999/").status_code == 404


def test_a_message_leaves_and_an_empty_one_does_not(client, case):
    client.post(at(case, "bericht/"), {"lock_version": 0, "message": " "})
    assert case.events.count() == 1
    client.post(at(case, "bericht/"), {"lock_version": 0, "message": "Wij kijken het na."})
    assert case.events.last().text == "Wij kijken het na."


def test_an_internal_note_stands_apart_and_the_citizen_never_reads_it(client, case):
    client.post(at(case, "nota/"), {"text": "Opgelet: woont nog bij zijn ouders."})
    page = client.get(at(case)).text
    assert "Opgelet: woont nog bij zijn ouders." in page
    assert "intern" in page
    assert not OutboxMessage.objects.filter(payload__icontains="ouders").exists()


def test_a_handler_takes_a_case_and_gives_it_back(client, case, handler):
    client.post(at(case, "toewijzen/"), {"lock_version": 0, "handler": handler.pk})
    assert Case.objects.get(pk=case.pk).handler == handler
    client.post(at(case, "toewijzen/"), {"lock_version": 1, "handler": ""})
    assert Case.objects.get(pk=case.pk).handler is None


def test_only_a_lead_is_offered_colleagues(client, case):
    assert "Geef aan een collega" not in client.get(at(case)).text
    lead = Client()
    lead.force_login(staff("teamleider", LEAD, case.department))
    page = lead.get(at(case)).text
    assert "Geef aan een collega" in page
    assert "An" in page


def test_a_file_is_handed_out_as_a_download_and_written_down(client, case):
    file = stored(case)
    assert "huurcontract.pdf" in client.get(at(case)).text
    answer = client.get(at(case, f"bestand/{file.pk}/"))
    assert answer["Content-Disposition"] == 'attachment; filename="huurcontract.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 <script>"
    assert AuditLine.objects.filter(action="case.file_opened", target_id=str(case.pk)).count() == 1


def test_a_file_of_another_case_is_not_handed_out_by_this_ones_address(client, case):
    other = make_case("Amina")
    file = stored(other)
    assert client.get(at(case, f"bestand/{file.pk}/")).status_code == 404


def test_seeing_a_case_is_written_down_once_in_a_while(client, case, handler):
    client.get(at(case))
    client.get(at(case))
    assert AuditLine.objects.filter(action="case.viewed", actor_id=str(handler.pk)).count() == 1
    AuditLine._base_manager.update(at=timezone.now() - datetime.timedelta(minutes=11))
    client.get(at(case))
    assert AuditLine.objects.filter(action="case.viewed").count() == 2


def test_a_colleague_who_has_the_case_open_is_named(client, case, handler):
    client.get(at(case))
    second = Client()
    second.force_login(staff("collega", HANDLER, case.department))
    assert "An opende deze zaak net." in second.get(at(case)).text


def test_a_mail_that_failed_for_good_shows_with_a_button_that_tries_again(client, case):
    failed = OutboxMessage.objects.get()
    tried_at = datetime.datetime(2026, 5, 4, 7, 5, tzinfo=datetime.UTC)
    OutboxMessage.objects.update(state="failed", error="550", attempts=6, tried_at=tried_at)
    page = client.get(at(case)).text
    assert "De mail is niet verstuurd. Uw werk is bewaard. Laatst geprobeerd op 4 mei, 09.05 uur." in page
    assert at(case, f"mail/{failed.pk}/") in page
    OutboxMessage.objects.update(tried_at=None)
    assert "Laatst geprobeerd" not in client.get(at(case)).text
    client.post(at(case, f"mail/{failed.pk}/"))
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == ("queued", 0)


def test_how_long_the_case_is_kept_is_shown(client, case):
    assert "Dit zaaktype heeft geen selectieregel" in client.get(at(case)).text


def test_a_retention_rule_that_changes_reaches_a_case_that_was_there(client, case):
    type_ = case.type_version.case_type
    type_.retention_rule, type_.retention_years, type_.retention_then = "SN-99", 30, "archive"
    type_.retention_until = timezone.localdate()
    type_.save()
    page = client.get(at(case)).text
    assert "30 jaar na het einde wordt een zaak voorgesteld om over te brengen naar het archief" in page
    assert "selectieregel SN-99" in page
    assert "geen selectieregel" not in page


def test_who_may_only_look_sees_no_buttons_and_reads_why(case):
    clerk = Client()
    clerk.force_login(staff("balie", COUNTER, case.department))
    page = clerk.get(at(case)).text
    assert "U kunt deze zaak zien, maar niet behandelen." in page
    assert "stap/in_progress/" not in page
    assert clerk.post(at(case, "stap/in_progress/"), {"lock_version": 0}).status_code in (302, 403)
    assert clerk.post(at(case, "nota/"), {"text": "Dag"}).status_code in (302, 403)
    assert Case.objects.get(pk=case.pk).lock_version == 0
    assert case.notes.count() == 0


def test_a_case_after_its_end_offers_no_step_but_still_a_message(client, case):
    actions.move(SYSTEM, case, "refused", lock_version=0)
    page = client.get(at(case)).text
    assert "Er volgt geen stap meer" in page
    assert at(case, "bericht/") in page


def test_a_handler_of_two_departments_sees_both(handler, client, case):
    second = make_case("Amina", code="attest", department=make_department("burgerlijke-stand", "Burgerlijke stand"))
    assert client.get(at(second)).status_code == 404
    handler.departments.add(second.department)
    assert client.get(at(second)).status_code == 200
    actions.note(acting(handler), second, "Dag")
