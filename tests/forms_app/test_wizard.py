"""Filling in a form, step by step, without JavaScript."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cases.models import Case
from forms_app.filling.answers import sections
from forms_app.filling.drafts import purge_expired
from forms_app.filling.submitting import submit_draft
from forms_app.models import Draft, Submission
from ground.actor import SYSTEM
from records.service import drain_outbox
from tests.factories import make_form, question, step, when
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db
NO_FILES = 12
"""Queries that a step may do at most: grant, draft, submission, write, and what the page's frame asks."""


def steps():
    return [
        step("Wie", question("text", "naam", "Hoe heet u?", meaning="name"), question("yes_no", "huurt", "Huurt u?")),
        step("Huur", question("text", "verhuurder", "Van wie huurt u?"), show_if=when("huurt", "eq", "yes")),
        step(
            "Wanneer",
            question("date", "datum", "Wanneer verhuist u?"),
            question("email", "mail", "Uw e-mailadres", required=False),
        ),
    ]


@pytest.fixture
def form():
    return make_form(*steps())


@pytest.fixture
def citizen(form):
    return Citizen().start()


def fill(citizen):
    citizen.send(naam="Jonas", huurt="no")
    return citizen.send(datum__day="24", datum__month="11", datum__year="2026", mail="jonas@voorbeeld.be")


def test_each_answer_leads_on_to_the_check_page_and_one_press_submits(citizen):
    assert citizen.step == "wie"
    citizen.send(naam="Jonas", huurt="yes")
    assert citizen.step == "huur"
    assert "Stap 2 van 3" in citizen.text
    citizen.send(verhuurder="De Smet")
    citizen.send(datum__day="24", datum__month="11", datum__year="2026")
    assert citizen.step == "controle"
    assert "24 november 2026" in citizen.text
    assert "Niet ingevuld" in citizen.text
    citizen.send()
    assert citizen.step == "klaar"
    assert Submission.objects.get().answers == {
        "naam": "Jonas",
        "huurt": "yes",
        "verhuurder": "De Smet",
        "datum": "2026-11-24",
        "mail": "",
    }


def test_errors_stand_in_the_summary_and_beside_the_answer_and_nothing_typed_is_lost(citizen):
    citizen.send(naam="Jonas", huurt="no")
    citizen.send(datum__day="31", datum__month="4", datum__year="2026", mail="jonas")
    assert citizen.errors == [
        ("id_datum_0", "31 april 2026 bestaat niet. Kijk de dag na bij: Wanneer verhuist u?"),
        ("id_mail", "Vul bij ‘Uw e-mailadres’ een e-mailadres in, zoals naam@voorbeeld.be."),
    ]
    assert "<title>Fout: " in citizen.text
    assert citizen.values["datum.day"] == ["31"]
    assert citizen.values["mail"] == ["jonas"]
    assert citizen.text.count("31 april 2026 bestaat niet") == 2
    citizen.send(datum__day="24", datum__year="", mail="jonas@voorbeeld.be")
    assert citizen.errors == [("id_datum_2", "Vul ook het jaar in bij: Wanneer verhuist u?")]


def test_going_back_keeps_what_was_typed_even_half(citizen):
    citizen.send(naam="Jonas", huurt="no")
    citizen.send("previous-step", datum__day="24")
    assert citizen.step == "wie"
    assert citizen.values["naam"] == ["Jonas"]
    citizen.send()
    assert citizen.step == "wanneer"
    assert citizen.values["datum.day"] == ["24"]
    assert citizen.errors == []


def test_the_browsers_own_back_button_shows_what_was_typed(citizen):
    first = citizen.at
    citizen.send(naam="Jonas", huurt="no")
    citizen.open(first)
    assert citizen.values["naam"] == ["Jonas"]
    assert citizen.values["huurt"] == ["no"]


def test_changing_an_answer_from_the_check_page_returns_to_it(citizen):
    fill(citizen)
    citizen.open(citizen.address + "wie/?return-to=controle")
    citizen.send(naam="Ewa")
    assert citizen.step == "controle"
    assert "Ewa" in citizen.text


def test_a_change_that_adds_a_step_asks_it_before_the_check_page(citizen):
    fill(citizen)
    citizen.open(citizen.address + "wie/?return-to=controle").send(huurt="yes")
    assert citizen.step == "huur"
    citizen.send(verhuurder="De Smet")
    assert citizen.step == "controle"


def test_later_steps_do_not_open_before_the_earlier_ones_are_done(citizen):
    for slug in ("wanneer", "huur", "controle", "klaar"):
        citizen.open(f"{citizen.address}{slug}/")
        assert citizen.step == "wie"
    answer = citizen.client.post(f"{citizen.address}wanneer/", {"datum.day": "1"})
    assert answer.url.endswith("/wie/")
    assert citizen.client.post(f"{citizen.address}controle/").url.endswith("/wie/")
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(
    "tampered",
    [
        {"answers-digest": "x"},
        {"shown-question": ["bestaat_niet", "naam"]},
        {"return-to": "//kwaad.example"},
        {"form-current_step": "bestaat-niet"},
        {"wizard_goto_step": "controle"},
        {"remove-item": "geen-id"},
        {"add-item": "<script>"},
        {"naam": ["twee", "keer"]},
        {"onbekend": "x"},
        {"huurt": "misschien"},
        {"naam": "a\x00b"},
    ],
)
def test_a_tampered_page_does_no_harm(citizen, tampered):
    answer = citizen.client.post(
        citizen.at, {"naam": "Jonas", "huurt": "no", "shown-question": ["naam", "huurt"], **tampered}
    )
    assert answer.status_code in (200, 302, 303, 409)
    assert "kwaad" not in answer.headers.get("Location", "")
    assert set(Draft.objects.get().answers) <= {"naam", "huurt"}
    assert "\x00" not in str(Draft.objects.get().data)


def test_unknown_steps_are_not_found(citizen):
    assert citizen.client.get(citizen.address + "bestaat-niet/").status_code == 302
    assert citizen.client.put(citizen.at).status_code == 405


def test_a_second_window_gets_a_clear_conflict_and_loses_nothing(citizen):
    other = Citizen(client=citizen.client).open(citizen.at)
    citizen.send(naam="Jonas", huurt="no")
    other.send(naam="Ewa", huurt="yes")
    assert other.page.status_code == 409
    assert "U vulde deze stap ook in een ander venster in" in other.text
    assert other.values["naam"] == ["Ewa"]
    assert "Hoe heet u? <strong>Jonas</strong>" in other.text
    assert "Huurt u? <strong>Nee</strong>" in other.text
    assert Draft.objects.get().answers["naam"] == "Jonas"
    other.send()
    assert other.step == "huur"
    assert Draft.objects.get().answers["naam"] == "Ewa"


def test_the_same_step_sent_twice_is_no_conflict(citizen):
    again = Citizen(client=citizen.client).open(citizen.at)
    citizen.send(naam="Jonas", huurt="no")
    again.send(naam="Jonas", huurt="no")
    assert again.step == "wanneer"


def test_what_is_sent_is_what_the_check_page_showed(citizen):
    fill(citizen)
    other = Citizen(client=citizen.client).open(citizen.address + "wie/")
    other.send(naam="Ewa")
    citizen.send()
    assert citizen.page.status_code == 409
    assert "Ewa" in citizen.text
    assert Submission.objects.count() == 0
    citizen.send()
    assert citizen.step == "klaar"


def test_a_double_press_and_a_reload_give_one_submission_one_case_and_one_mail(citizen):
    fill(citizen)
    twice = Citizen(client=citizen.client).open(citizen.at)
    citizen.send()
    twice.send()
    assert (citizen.step, twice.step) == ("klaar", "klaar")
    reference = Case.objects.get().reference
    assert reference in citizen.text
    assert reference in citizen.open(citizen.at).text
    assert Submission.objects.count() == 1
    assert drain_outbox() == 1
    for slug in ("wie", "controle", ""):
        assert citizen.open(f"{citizen.address}{slug}/".replace("//", "/")).step == "klaar"


def test_the_mailed_link_goes_on_in_another_browser(citizen):
    citizen.send(naam="Jonas", huurt="no")
    citizen.send("save-for-later", datum__day="24", mail="jonas@voorbeeld.be")
    assert citizen.step == "bewaren"
    assert "tot en met" in citizen.text
    citizen.send(email="jonas@")
    assert citizen.errors == [("id_email", "Vul een e-mailadres in, zoals naam@voorbeeld.be.")]
    citizen.send(email="jonas@voorbeeld.be")
    assert "We hebben u de link gemaild" in citizen.text
    drain_outbox()
    [letter] = mail.outbox
    assert "nog niets verstuurd" in letter.body
    link = next(word for word in letter.body.split() if "/t/" in word).removeprefix("http://testserver")
    other = Citizen(client=Client()).open(link)
    assert other.step == "wanneer"
    assert other.values["datum.day"] == ["24"]
    assert other.values["mail"] == ["jonas@voorbeeld.be"]


def test_the_mail_with_the_link_is_throttled(citizen):
    citizen.open(citizen.address + "bewaren/")
    answers = [citizen.client.post(citizen.at, {"email": f"jonas{n}@voorbeeld.be"}).status_code for n in range(7)]
    assert answers == [303] * 5 + [429] * 2


def test_a_stranger_cannot_tell_an_unknown_from_a_living_or_an_expired_draft(citizen):
    citizen.send(naam="Jonas", huurt="no")
    unknown = "/formulieren/adreswijziging/0d1c2b3a-1111-4222-8333-444455556666/wie/"
    pages = [Client().get(citizen.at), Client().get(unknown), citizen.client.get(unknown)]
    Draft.objects.update(expires_at=timezone.now() - timedelta(days=1))
    pages.append(Client().get(citizen.at))
    make_form(step("Een", question("text", "x", "X")), key="ander")
    wrong_form = citizen.client.get(citizen.at.replace("adreswijziging", "ander"))
    assert {page.status_code for page in [*pages, wrong_form]} == {403}
    assert len({page.text for page in pages}) == 1
    assert "Begin opnieuw" in pages[0].text
    assert 'href="/formulieren/adreswijziging/"' in pages[0].text


def test_an_expired_draft_is_purged_and_its_submission_stays(citizen):
    fill(citizen).send()
    Draft.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert purge_expired() == 1
    assert Submission.objects.count() == 1


def test_a_new_version_does_not_disturb_who_is_halfway(citizen, form):
    citizen.send(naam="Jonas", huurt="no")
    form.steps = form.steps.stream_block.to_python([step("Alles anders", question("text", "bijnaam", "Uw bijnaam?"))])
    form.save_revision().publish()
    assert form.versions.count() == 2
    citizen.send(datum__day="24", datum__month="11", datum__year="2026")
    assert citizen.send().step == "klaar"
    assert Submission.objects.get().version.number == 1
    assert Citizen().start().step == "alles-anders"


def test_who_is_halfway_ends_on_his_own_version_whatever_became_of_its_questions(citizen, form):
    citizen.send(naam="Jonas", huurt="yes").send(verhuurder="De Smet")
    first, rent, last = form.versions.get().data["structure"]["steps"]
    form.steps = form.steps.stream_block.to_python(
        [
            {**step("Wie", question("text", "naam", "Anders gevraagd")), "id": first["block_id"]},
            step("Nieuw", question("yes_no", "verplicht", "Een nieuwe verplichte vraag?")),
        ]
    )
    form.save_revision().publish()
    assert form.versions.count() == 2
    assert [row["name"] for row in rent["questions"] + last["questions"]] == ["verhuurder", "datum", "mail"]
    citizen.open(citizen.address + "wie/")
    assert "Hoe heet u?" in citizen.text
    assert "Anders gevraagd" not in citizen.text
    citizen.send(naam="Ewa").open(citizen.address + "wanneer/")
    citizen.send(datum__day="24", datum__month="11", datum__year="2026").send()
    assert citizen.step == "klaar"
    submission = Submission.objects.get()
    assert (submission.version.number, submission.answers["verhuurder"]) == (1, "De Smet")
    shown = [
        row.question.label for part in sections(submission.version.definition, submission.answers) for row in part.rows
    ]
    assert shown == ["Hoe heet u?", "Huurt u?", "Van wie huurt u?", "Wanneer verhuist u?", "Uw e-mailadres"]


def test_an_unpublished_form_is_closed_but_who_had_begun_may_finish(citizen, form):
    form.unpublish()
    page = Client().get("/formulieren/adreswijziging/")
    assert page.status_code == 410
    assert "gesloten" in page.text
    assert Client().post("/formulieren/adreswijziging/start/").status_code == 410
    assert fill(citizen).send().step == "klaar"


def test_a_form_that_was_never_published_does_not_exist():
    make_form(step("Een", question("text", "x", "X")), key="geheim", publish=False)
    assert Client().get("/formulieren/geheim/").status_code == 404
    assert Client().post("/formulieren/geheim/start/").status_code == 404


def test_a_step_needs_the_proof_that_it_is_ours(form):
    client = Client(enforce_csrf_checks=True)
    citizen = Citizen(client=client).start()
    assert client.post(citizen.at, {"naam": "Jonas", "huurt": "no"}).status_code == 403
    citizen.send(naam="Jonas", huurt="no")
    assert citizen.step == "wanneer"
    assert client.post(f"{citizen.address}zichtbaar/wie/", {"naam": "x"}).status_code == 403


def test_html_and_sql_in_an_answer_are_only_text(citizen):
    nasty = """<script>alert('x')</script>'; DROP TABLE forms_app_draft;-- {{ 7*7 }} %s"""
    citizen.send(naam=nasty, huurt="no")
    citizen.send(datum__day="24", datum__month="11", datum__year="2026")
    assert "<script>alert" not in citizen.page.text
    assert nasty in citizen.text
    citizen.send()
    assert Submission.objects.get().answers["naam"] == nasty
    assert Draft.objects.count() == 1


def test_a_step_costs_few_queries(citizen, django_assert_max_num_queries):
    with django_assert_max_num_queries(NO_FILES):
        citizen.client.get(citizen.at)
    with django_assert_max_num_queries(NO_FILES):
        citizen.client.post(citizen.at, {"naam": "Jonas", "huurt": "no", "shown-question": ["naam", "huurt"]})
    with django_assert_max_num_queries(NO_FILES):
        citizen.client.post(f"{citizen.address}zichtbaar/wie/", {"huurt": "yes"})


def test_a_repeated_press_on_send_answers_from_its_key_and_judges_nothing_again(citizen, monkeypatch):
    fill(citizen).send()
    draft = Draft.objects.get()
    monkeypatch.setattr("forms_app.filling.submitting.validate", lambda *args: pytest.fail("judged again"))
    submission, checked = submit_draft(SYSTEM, draft)
    assert submission == Submission.objects.get()
    assert checked.errors == {}


def test_a_step_with_errors_is_shown_by_get_so_that_the_back_button_never_asks_to_send_again(citizen):
    answer = citizen.client.post(citizen.at, {"naam": "", "huurt": "no", "shown-question": ["naam", "huurt"]})
    assert answer.status_code == 303
    citizen.open(answer.url)
    with_errors = citizen.at
    assert citizen.errors == [("id_naam", "Vul een antwoord in bij: Hoe heet u?")]
    citizen.send(naam="Jonas")
    assert citizen.step == "wanneer"
    citizen.open(with_errors)
    assert citizen.errors == []
    assert citizen.values["naam"] == ["Jonas"]


def test_the_way_back_to_the_check_page_survives_an_error(citizen):
    fill(citizen).open(citizen.address + "wie/?return-to=controle").send(naam="")
    assert citizen.errors == [("id_naam", "Vul een antwoord in bij: Hoe heet u?")]
    assert citizen.send(naam="Ewa").step == "controle"
