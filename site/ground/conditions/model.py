"""A rule as a value: when something shows, or holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ground.conditions.operators import holds


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison: the name of an earlier question, a key of ground.conditions.operators, and a value as text."""

    question: str
    operator: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """All or any of its conditions hold."""

    match: Literal["all", "any"]
    conditions: tuple[Condition, ...]


def satisfied(rule: Rule | None, known: Mapping[str, Any], kinds: Mapping[str, str]) -> bool:
    """Return whether a rule holds for answers in normal form by name; no rule always does."""
    if rule is None or not rule.conditions:
        return True
    results = (
        holds(kinds.get(row.question, "text"), known.get(row.question), row.operator, row.value)
        for row in rule.conditions
    )
    return all(results) if rule.match == "all" else any(results)
