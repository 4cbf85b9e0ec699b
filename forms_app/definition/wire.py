"""The names by which the pages of a form, and links to it, carry what is no answer: each stands here and nowhere else.

Python reads them here, templates by `{% load wire %}`, scripts from an attribute that the template writes.
"""

from enum import StrEnum

from django.http import QueryDict

from forms_app.libraries.streamforms import HIDDEN_FIELDS


class Page(StrEnum):
    """What follows a draft's address where it is no step. People read addresses, so these are Dutch."""

    CHECK = "controle"
    DONE = "klaar"
    SAVE = "bewaren"
    VISIBLE = "zichtbaar"
    FILE = "bestand"


class Wire(StrEnum):
    """Hidden fields, buttons and parameters. What stands beside answers has a hyphen: no question can have such a name."""

    ANSWERS_DIGEST = "answers-digest"
    """What the answers were when the page was made."""
    SHOWN = "shown-question"
    """A question that showed; once for each."""
    RETURN_TO = "return-to"
    """The page to go back to after this one: Page.CHECK."""
    PREVIOUS = "previous-step"
    GO_TO = "go-to-step"
    """The slug of a step to open next, whatever this one lacks."""
    SAVE = "save-for-later"
    ADD_ITEM = "add-item"
    """The question to which something is added, such as the chosen files."""
    REMOVE_ITEM = "remove-item"
    """The id of what is taken away, such as a file."""
    SHOW_ERRORS = "show-errors"
    REVEALED = "revealed-question"
    """A question that another answer made appear; once for each."""
    LINK_SENT = "link-sent"
    PRODUCT = "product"
    """The id of the product by which somebody came."""
    ANSWER = "answer"
    """An answer chosen on the way to the form: "voor_wie:kinderen"."""
    FORM = "form"
    """The key of a form whose unfinished drafts are asked for."""


class Stored(StrEnum):
    """Keys of what a draft stores. They stand in drafts that people go on with: never change one."""

    STEP_DATA = "step_data"
    """What was typed, by step; formtools' own key (BaseStorage.step_data_key)."""
    DONE = "done"
    """The slugs of the steps whose answers were valid."""


NAMES_OF_0_1: dict[Wire, str] = {
    Wire.ANSWERS_DIGEST: "answers_digest",
    Wire.SHOWN: "shown",
    Wire.RETURN_TO: "terug",
    Wire.PREVIOUS: "vorige",
    Wire.SAVE: "bewaar",
    Wire.ADD_ITEM: "voeg_toe",
    Wire.REMOVE_ITEM: "verwijder",
    Wire.ANSWER: "antwoord",
}
"""What version 0.1.0 wrote into pages, which may still be open in a browser, and into links, which people kept."""
RESERVED_NAMES = frozenset({*NAMES_OF_0_1.values(), *HIDDEN_FIELDS, "product", "form", "id", "csrfmiddlewaretoken"})
"""No question may have such a name, so that nothing that a page posts is taken for its answer."""
RESERVED_SLUGS = frozenset(Page)
RETURN_TO_CHECK = f"?{Wire.RETURN_TO}={Page.CHECK}"


def values(data: QueryDict, name: Wire) -> list[str]:
    """Return what was posted or linked under a name, or under the one of 0.1.0; empty when nothing was."""
    return data.getlist(name) or data.getlist(NAMES_OF_0_1.get(name, name))


def value(data: QueryDict, name: Wire) -> str | None:
    """Return the last of the values, None when there is none."""
    return next(reversed(values(data, name)), None)
