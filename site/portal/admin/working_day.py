"""The order of a working day, the same for everybody: of the menu's items and of the panels on the home page.

Each name that the admin has stands here (tests/portal/test_working_day.py); who may not use a thing does not see it.
"""

from typing import Any

from django.http import HttpRequest

MENU = (
    # What waits for somebody.
    "zaken",
    # What citizens read and fill in.
    "producten",
    "formulieren",
    "explorer",
    "loketten",
    "veelgestelde-vragen",
    "images",
    "documents",
    # How it is done: changed now and then.
    "zaaktypes",
    "retention",
    "zoekfunctie",
    "reports",
    "settings",
    "help",
)
"""Names of the items of the menu."""

PANELS = (
    "today",  # cases that wait for the reader
    "outbox",  # messages that did not leave: citizens wait for them
    "first_day",
    "workflow_objects_to_moderate",
    "retention",
    "editor",
)
"""Names of panels; Wagtail's own about what the reader was writing come after them."""


def menu_in_order(request: HttpRequest, items: list[Any]) -> None:
    """Put the menu in the order of MENU."""
    for item in items:
        if item.name in MENU:
            item.order = MENU.index(item.name) * 10


def panels_in_order(request: HttpRequest, panels: list[Any]) -> None:
    """Put the panels in the order of PANELS."""
    for panel in panels:
        name = getattr(panel, "name", "")
        if name in PANELS:
            panel.order = PANELS.index(name)
