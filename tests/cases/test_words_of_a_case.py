"""What a case says of itself to its handlers and its citizen, in whole sentences."""

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


def test_a_handler_reads_whose_turn_it_is():
    assert turn_in_words(SampleCase()) == "De stad is aan zet."
    assert turn_in_words(SampleCase(waiting_for="citizen")) == "De burger is aan zet. De termijn staat stil."
    assert turn_in_words(SampleCase(is_closed=True, waiting_for="citizen")) == "Deze zaak is klaar."


@pytest.mark.parametrize(
    ("case_type", "words"),
    [
        (SampleType(), "Selectieregel K12: 5 jaar na het einde, dan vernietigen. Dat gebeurt niet vanzelf."),
        (
            SampleType(retention_rule="", retention_years=1, retention_then="archive"),
            "Zonder selectieregel: 1 jaar na het einde, dan overbrengen naar het archief. Dat gebeurt niet vanzelf.",
        ),
    ],
)
def test_how_long_a_case_is_kept_is_one_sentence_whatever_is_known(case_type, words):
    assert retention_in_words(case_type) == words


def test_the_word_of_a_status_shows_what_it_means_for_the_citizen():
    by_turn = {status.waiting_for: status for status in WORKFLOW.statuses if not status.is_final}
    end = next(status for status in WORKFLOW.statuses if status.is_final)
    assert tag(by_turn["city"], is_usual_end=False) == ""
    assert tag(by_turn["citizen"], is_usual_end=False) == "warn"
    assert tag(end, is_usual_end=False) == "plain"
    assert tag(end, is_usual_end=True) == "ok"
