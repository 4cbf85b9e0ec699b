"""The registry of events: each kind of thing that the city writes down or tells, by the code that is stored and in words.

An app declares its own when it is ready (`<app>/events.py`). An audit line (records) and a change of public content
(`ground.content_changed`) bear the code of a declared kind and of no other: a code that nobody knows is refused where it is used.
docs/events.md lists them.
"""

from dataclasses import dataclass

from django.utils.functional import Promise

from ground.registry import Registry


@dataclass(frozen=True, slots=True)
class EventKind:
    """One kind. code: to what it happens and what happens, "case.moved"; it is stored, so it never changes.

    label: what people read, "Status gewijzigd". is_lasting: code asks later whether it ever happened, so its lines stay
    when others of their age are deleted.
    """

    code: str
    label: str | Promise
    is_lasting: bool = False


events: Registry[EventKind] = Registry("event")


def declare(labels: dict[str, str | Promise], *, is_lasting: bool = False) -> None:
    """Register kinds of events: their labels by code."""
    for code, label in labels.items():
        events.register(code, EventKind(code, label, is_lasting))


def lasting() -> list[str]:
    """Return the codes of kinds whose lines stay."""
    return [code for code, kind in events.items() if kind.is_lasting]


def label_of(code: str) -> str:
    """Return a kind in words; the code itself for one that is declared no more: stored lines outlive their app."""
    kind = events.get(code)
    return str(kind.label) if kind else code
