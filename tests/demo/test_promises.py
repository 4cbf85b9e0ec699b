"""The demo's own sentences promise only what the software does, and to whom it does it."""

import json
import re

import pytest

from cases.gaps import gap_in
from cases.workflow import from_json, problems
from demo.files import data, files
from forms_app.definition import structure

MAILED = re.compile(r"krijgt u [^.]*bericht|u krijgt [^.]*(bericht|e-mail|mail)|we mailen|wij mailen", re.IGNORECASE)
CALLED = re.compile(r"(we|wij|medewerker) (bellen|belt) u\b", re.IGNORECASE)
CASE_TYPES = [json.loads(path.read_text()) for path in files("case_types")]
FORMS = [structure.from_json(json.loads(path.read_text())) for path in files("forms")]


@pytest.mark.parametrize("data", CASE_TYPES, ids=lambda data: data["code"])
def test_each_status_asks_an_act_that_can_be_done(data):
    workflow = from_json(data["workflow"])
    assert problems(workflow) == []
    for status in workflow.statuses:
        assert not status.is_at_counter or data["place"], status.code
        assert "hieronder" not in status.citizen_text


@pytest.mark.parametrize("data", CASE_TYPES, ids=lambda data: data["code"])
def test_where_a_proposal_ends_open_a_reason_is_asked(data):
    workflow = from_json(data["workflow"])
    for move in workflow.transitions:
        assert not gap_in(move.message) or workflow.status(move.target).needs_reason, move.code


@pytest.mark.parametrize("data", CASE_TYPES, ids=lambda data: data["code"])
def test_no_status_names_another_counter_when_the_end_is_that_nobody_answered(data):
    workflow = from_json(data["workflow"])
    for move in workflow.transitions:
        if "geen antwoord" in move.message:
            assert "Daar kunnen ze" not in workflow.status(move.target).citizen_text, move.code


def test_who_cannot_come_to_a_counter_is_told_what_to_do():
    for form in FORMS:
        if "naar het loket en zeg" in " ".join(form.confirmation.split()):
            assert "Kunt u niet komen? Bel" in " ".join(form.confirmation.split())


def test_no_form_promises_an_appointment_that_nobody_makes():
    for form in FORMS:
        for text in (ask.texts.get("body", "") for ask in form.questions.values()):
            assert "afspraak" not in text, text


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_a_form_promises_mail_or_a_call_only_where_it_asks_how(form):
    asks = form.questions.values()
    ways = {ask.type for ask in asks if ask.type in ("email", "phone") and ask.required and ask.show_if is None}
    texts = [form.introduction, form.confirmation]
    texts += [str(text) for ask in asks for text in (ask.label, ask.help_text, ask.texts.get("body", ""))]
    for text in (" ".join(text.split()) for text in texts):
        assert "email" in ways or not MAILED.search(text), text
        assert "phone" in ways or not CALLED.search(text), text


def test_the_social_service_and_the_complaints_are_discreet():
    assert {each["code"] for each in data("departments") if each["is_discreet"]} == {"welzijnshuis", "klachten"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_who_is_sent_to_a_counter_knows_which(form):
    """Its name, a link, or the answer in which the citizen chose it."""
    asks_a_place = any(ask.type == "place" for ask in form.questions.values())
    for sentence in re.split(r"(?<=[.!?])", form.confirmation):
        if re.search(r"\bnaar het loket\b", sentence):
            assert ("dat u koos" in sentence and asks_a_place) or "<a " in sentence, sentence
