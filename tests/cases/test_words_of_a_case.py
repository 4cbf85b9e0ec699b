"""What a case says of itself to its handlers and its citizen, in whole sentences."""

import datetime
from dataclasses import dataclass

import pytest

from cases.progress import tag
from cases.wording import retention_in_words, turn_in_words
from tests.cases.factories import WORKFLOW


@dataclass(frozen=True)
class SampleCase:
    is_closed: bool = False
    waiting_for: str = "city"


@dataclass(frozen=True)
class SampleType:
    retention_rule: str = "K12"
    retention_years: int = 5
    retention_then: str = "destroy"
    retention_until: datetime.date | None = datetime.date(2030, 1, 1)


def test_a_handler_reads_whose_turn_it_is():
    assert turn_in_words(SampleCase()) == "De stad is aan zet."
    assert turn_in_words(SampleCase(waiting_for="citizen")) == "De burger is aan zet. De termijn staat stil."
    assert turn_in_words(SampleCase(is_closed=True, waiting_for="citizen")) == "Deze zaak is klaar."


TODAY = datetime.date(2026, 11, 30)
ENDED = datetime.date(2024, 6, 10)


@pytest.mark.parametrize(
    ("case_type", "ended", "words"),
    [
        (SampleType(), None, "5 jaar na het einde wordt een zaak voorgesteld om te vernietigen (selectieregel K12)."),
        (SampleType(), ENDED, "Deze zaak wordt op 11 juni 2029 voorgesteld om te vernietigen (selectieregel K12)."),
        (
            SampleType(retention_then="archive"),
            ENDED,
            "Deze zaak wordt op 11 juni 2029 voorgesteld om over te brengen naar het archief (selectieregel K12).",
        ),
        (
            SampleType(retention_years=1, retention_then="archive"),
            ENDED,
            "De bewaartermijn is voorbij sinds 11 juni 2025: de zaak wordt voorgesteld om over te brengen naar het archief "
            "(selectieregel K12).",
        ),
        (
            SampleType(retention_rule=" "),
            ENDED,
            "Dit zaaktype heeft geen selectieregel: de zaak wordt niet vernietigd en niet overgebracht.",
        ),
        (
            SampleType(retention_until=datetime.date(2026, 11, 29)),
            ENDED,
            "Selectieregel K12 van dit zaaktype is niet (meer) geldig: de zaak wordt niet vernietigd en niet overgebracht.",
        ),
    ],
)
def test_how_long_a_case_is_kept_is_one_sentence_whatever_is_known(case_type, ended, words):
    assert retention_in_words(case_type, TODAY, ended) == words


def test_the_day_on_which_a_case_is_proposed_is_the_first_day_after_its_term():
    rule = SampleType(retention_years=1)
    assert "wordt op 30 november 2026" not in retention_in_words(rule, TODAY, datetime.date(2025, 11, 29))
    assert "sinds 30 november 2026" in retention_in_words(rule, TODAY, datetime.date(2025, 11, 29))
    assert "wordt op 1 december 2026" in retention_in_words(rule, TODAY, datetime.date(2025, 11, 30))


def test_a_hold_is_all_there_is_to_say():
    words = "De zaak wordt niet vernietigd en niet overgebracht zolang de bewaarplicht geldt."
    assert retention_in_words(SampleType(), TODAY, ENDED, is_held=True) == words


def test_who_must_act_shows_at_a_glance():
    by_turn = {status.waiting_for: status for status in WORKFLOW.statuses if not status.is_final}
    end = next(status for status in WORKFLOW.statuses if status.is_final)
    assert tag(by_turn["city"], is_usual_end=False) == "info"
    assert tag(by_turn["citizen"], is_usual_end=False) == "turn"
    assert tag(end, is_usual_end=False) == ""
    assert tag(end, is_usual_end=True) == "ok"
