"""The seam by which public content says that it changed.

Told inside the transaction that publishes, changes, moves, restricts or removes something public. Search follows to bring
its rows along in that same transaction; the page cache to start a new generation once it is committed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.apps import apps

from ground.events import events
from ground.registry import Registry

What = Literal["published", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """kind names a search source ("product", "form", "page", "place") or what else changed ("picture", "file", "settings").

    id is the object's primary key. kind and what make the code of an event: "product.published".
    """

    kind: str
    id: str
    what: What = "changed"


CLOSING_DAYS = "closing_days"
"""The id of the settings that say on which days the city is closed: deadlines count them, places show them."""

followers: Registry[Callable[[Change], None]] = Registry("follower of content")
"""Who is called at each change: one function an app, by the app's name."""


def announce(kind: str, id: object, what: What = "changed") -> None:
    """Tell all followers; call it inside the transaction that makes the change. LookupError for an event that nobody declared.

    A lower app comes first: what it makes of the change is there when a higher one reads it.
    """
    change = Change(kind, str(id), what)
    events[f"{kind}.{what}"]  # refuses a kind that no follower could know
    for _app, follow in sorted(followers.items(), key=lambda item: _height(item[0])):
        follow(change)


def _height(app: str) -> int:
    """Return how high an app stands; INSTALLED_APPS begins with the highest. A name that is no app's comes last."""
    return -list(apps.app_configs).index(app) if app in apps.app_configs else 1
