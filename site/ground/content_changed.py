"""The seam by which public content says that it changed.

Sent inside the transaction that publishes, changes, moves, restricts or removes something public. Search listens to bring
its rows along in that same transaction; the page cache to start a new generation once it is committed.
"""

from dataclasses import dataclass
from typing import Literal

from django.dispatch import Signal


@dataclass(frozen=True, slots=True)
class Change:
    """kind names a search source ("product", "form", "page", "place") or what else changed ("picture", "file", "settings").

    id is the object's primary key.
    """

    kind: str
    id: str
    what: Literal["published", "removed", "changed"] = "changed"


CLOSING_DAYS = "closing_days"
"""The id of the settings that say on which days the city is closed: deadlines count them, places show them."""

content_changed = Signal()
"""Receivers get `change: Change`."""


def announce(kind: str, id: object, what: Literal["published", "removed", "changed"] = "changed") -> None:
    """Tell search and the page cache; call it inside the transaction that makes the change."""
    content_changed.send(sender=Change, change=Change(kind, str(id), what))
