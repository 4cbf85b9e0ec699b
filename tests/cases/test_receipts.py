"""What the confirmation promises: the stages of the case type, until when at the latest, and what the citizen does."""

import datetime
import re

import pytest
from django.utils import timezone

from cases import actions
from cases.deadlines import Term
from cases.models import Case
from cases.sink import CaseSink, receipt_of
from ground.actor import SYSTEM
from tests.cases.factories import make_case
from tests.cases.test_promises import in_status, workflow
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def titles(receipt):
    return [stage.title for stage in receipt.stages]


def test_the_stages_are_the_usual_road_with_the_end_and_its_last_day():
    receipt = receipt_of(make_case())
    assert titles(receipt) == ["Wij hebben uw aanvraag", "Wij behandelen uw aanvraag", "Uw aanvraag is klaar"]
    assert receipt.stages[1].text == "De wijkagent komt bij u langs."
    assert [stage.by for stage in receipt.stages] == [None, None, Case.objects.get().due]
    assert receipt.first_answer == Case.objects.get().answer_due


def test_a_case_type_without_a_term_for_the_first_answer_promises_none():
    assert receipt_of(make_case(answer_term=None)).first_answer is None


def test_what_the_citizen_does_at_the_end_is_said(monkeypatch):
    monkeypatch.setattr("tests.cases.factories.WORKFLOW", workflow("come"))
    in_status(make_case(), "asked")
    receipt = receipt_of(Case.objects.get())
    assert receipt.stages[0].task == "U moet naar het loket komen."
    assert (receipt.first_answer, receipt.stages[-1].by) == (None, None)  # while we wait, the term stands still


@pytest.mark.parametrize(("days", "is_promised"), [(0, True), (1, False)])
def test_a_day_that_has_gone_by_is_promised_no_more(monkeypatch, days, is_promised):
    case = make_case(end_term=Term(2, "calendar_days"))
    after = datetime.datetime.combine(case.due + datetime.timedelta(days), datetime.time(12), datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: after)
    assert (receipt_of(Case.objects.get()).stages[-1].by is not None) == is_promised


@pytest.mark.parametrize(("days", "is_promised"), [(0, True), (1, False)])
def test_a_first_answer_whose_day_has_gone_by_is_promised_no_more(monkeypatch, days, is_promised):
    case = make_case()
    after = datetime.datetime.combine(case.answer_due + datetime.timedelta(days), datetime.time(12), datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: after)
    assert (receipt_of(Case.objects.get()).first_answer is not None) == is_promised


def test_a_case_that_moved_on_tells_what_comes_from_there():
    case = make_case()
    actions.move(SYSTEM, case, "in_progress", lock_version=case.lock_version)
    assert titles(receipt_of(Case.objects.get())) == ["Wij behandelen uw aanvraag", "Uw aanvraag is klaar"]


def test_a_sample_has_the_stages_of_the_type_and_belongs_to_nobody():
    case = make_case()
    sample = CaseSink().sample_receipt("adreswijziging")
    assert sample.stages == receipt_of(case).stages
    assert (sample.tracking_url, Case.objects.count()) == ("#", 1)
    assert sample.reference != case.reference
    assert CaseSink().sample_receipt("weg").stages == ()


def test_the_confirmation_says_it_and_says_the_same_when_it_is_loaded_again():
    make_case()
    citizen = Citizen().start().send(naam="Jonas", mail="jonas@voorbeeld.be").send()
    assert citizen.step == "klaar"
    text = re.sub(r"\s+", " ", citizen.text)
    assert "</span> Wij behandelen uw aanvraag" in text
    assert "U hoeft nu niets te doen. Een eerste antwoord is er ten laatste op dinsdag 1 december." in text
    assert "Ten laatste op dinsdag 22 december." in text
    again = re.sub(r"\s+", " ", citizen.open(citizen.at).text)
    assert text.partition("<main")[2] == again.partition("<main")[2]
