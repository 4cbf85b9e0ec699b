"""What a condition may say. Pure data and one comparison; the editor's JavaScript reads the same tables."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = list[tuple[str, Promise]]

FILLED: Words = [("filled", _("is ingevuld")), ("empty", _("is niet ingevuld"))]
SAME: Words = [("eq", _("is gelijk aan")), ("ne", _("is niet gelijk aan"))]

OPERATORS: Mapping[str, Words] = {
    "text": [*SAME, *FILLED],
    "choice": [*SAME, *FILLED],
    "choices": [("has", _("bevat")), ("has_not", _("bevat niet")), *FILLED],
    "number": [*SAME, ("lt", _("is kleiner dan")), ("gt", _("is groter dan")), *FILLED],
    "date": [("eq", _("is op")), ("lt", _("is voor")), ("gt", _("is na")), *FILLED],
    "file": FILLED,
}
"""Kind of question (QuestionType.kind) to its operators."""

ANY_KIND: Mapping[str, Promise] = {code: words for table in list(OPERATORS.values())[::-1] for code, words in table}
"""Every operator, for a condition whose question is gone: nobody knows its kind any more."""

NO_VALUE = frozenset({"filled", "empty"})


def words_of(kind: str) -> dict[str, Promise]:
    """Return each operator's words beside a question of a kind; those of the kind itself go first."""
    return {**ANY_KIND, **dict(OPERATORS.get(kind, ()))}


def holds(kind: str, answer: Any, operator: str, value: str) -> bool:  # noqa: ANN401  # an answer is of the type of its question
    """Return whether an answer in normal form satisfies the comparison.

    An unanswered question is only ever "empty", "ne" or "has_not"; a value that does not fit the kind never holds.
    """
    given = answer not in (None, "", [], {})
    match operator:
        case "filled":
            return given
        case "empty":
            return not given
        case "has":
            return given and value in answer
        case "has_not":
            return not given or value not in answer
        case "ne":
            return not given or _compare(kind, answer, value) != 0
        case "eq":
            return given and _compare(kind, answer, value) == 0
        case "lt":
            return given and (order := _compare(kind, answer, value)) is not None and order < 0
        case "gt":
            return given and (order := _compare(kind, answer, value)) is not None and order > 0
    return False


def _compare(kind: str, answer: Any, value: str) -> int | None:  # noqa: ANN401  # an answer is of the type of its question
    """Return -1, 0 or 1; None when the two cannot be compared."""
    left: Any = answer
    right: Any = value
    if kind == "number":
        try:
            left, right = float(answer), float(value.replace(",", "."))
        except (TypeError, ValueError):
            return None
    elif kind == "text":
        left, right = str(answer).strip().casefold(), value.strip().casefold()
    elif not isinstance(answer, str):
        return None
    return int(left > right) - int(left < right)
