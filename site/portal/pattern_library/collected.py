"""All patterns of the product, by group, and how a state is rendered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.module_loading import module_has_submodule
from django.utils.safestring import SafeString, mark_safe

from ground.frame import frame, pages_online
from ground.pattern_library import Pattern, State

ALONE = ("page", "mail")
"""What is a document of its own: each state has an address."""
REFERRING = r"for|aria-labelledby|aria-describedby|aria-controls|aria-owns|aria-activedescendant|headers|list"
ID = re.compile(r'(?<=\sid=")[^"]+(?=")')
REFERENCE = re.compile(rf'((?<=\sid=")|(?<=\shref="#)|\s(?:{REFERRING})=")([^"]+)(?=")')


@dataclass(frozen=True, slots=True)
class Shown:
    """A pattern of a group, by the name that is its last part of the address."""

    name: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Rendered:
    """A state as it looks."""

    name: str
    html: SafeString


def all_patterns() -> Iterator[Pattern]:
    """Yield what each app tells of its components, from the lowest app up."""
    for app in reversed(list(apps.get_app_configs())):
        if app.module and module_has_submodule(app.module, "patterns"):
            yield from import_module(f"{app.name}.patterns").patterns()


def groups() -> dict[str, list[Shown]]:
    """Return the patterns by group: an app's on the site, its own pages and mails, and its parts of the admin."""
    by_group: dict[str, list[Shown]] = {}
    for pattern in all_patterns():
        by_group.setdefault(group_of(pattern), []).append(Shown(name_of(pattern), pattern))
    return by_group


def group_of(pattern: Pattern) -> str:
    """Return the group: "products", "search-admin", "portal-alone"; of what all share "components"."""
    app = pattern.template.split("/")[0] if "/" in pattern.template else "portal"
    if pattern.look in ALONE:
        return f"{app}-alone"
    return app if pattern.look == "site" else f"{app}-admin"


def name_of(pattern: Pattern) -> str:
    """Return the template without its app, folder "components" and end: "place_card", "questions-date"."""
    parts = pattern.template.rpartition(".")[0].split("/")
    return "-".join(part for part in (parts[1:] or parts) if part != "components")


def rendered(request: HttpRequest, pattern: Pattern, state: State) -> SafeString:
    """Return a state as its template makes it, with what every page gives its templates."""
    context = {"city": frame(request), "online": pages_online(request), **state.values}
    return mark_safe(render_to_string(pattern.template, context, request))  # noqa: S308  # a template made it


def side_by_side(request: HttpRequest, pattern: Pattern, number: int) -> list[Rendered]:
    """Return all states for one page: an id that each of them has gets a number of its own, and what refers to it too."""
    return [
        Rendered(state.name, with_own_ids(rendered(request, pattern, state), f"-{number}-{place}"))
        for place, state in enumerate(pattern.states)
    ]


def with_own_ids(html: str, end: str) -> SafeString:
    """Return the HTML with an end behind each of its ids, and wherever it refers to one.

    >>> with_own_ids('<label for="a">A</label><input id="a" aria-describedby="a b">', "-1")
    '<label for="a-1">A</label><input id="a-1" aria-describedby="a-1 b">'
    """
    ids = set(ID.findall(html))

    def renamed(match: re.Match[str]) -> str:
        return match[1] + " ".join(name + end if name in ids else name for name in match[2].split(" "))

    return mark_safe(REFERENCE.sub(renamed, html))  # noqa: S308  # a template made it
