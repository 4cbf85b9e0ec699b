"""What somebody would miss of a form that did not get through."""

from django.http import QueryDict

MAX_SHORT = 60
"""A text of more characters than this was written, not chosen."""


def typed_texts(data: QueryDict) -> list[str]:
    """Return the texts that somebody wrote among what was sent, in order."""
    return [value for name, values in data.lists() if may_be_kept(name) for value in values if is_text(value)]


def is_text(value: str) -> bool:
    """Return whether somebody wrote this: several words or lines. The JSON of a block is none."""
    return ("\n" in value or " " in value or len(value) > MAX_SHORT) and not value.lstrip().startswith(("{", "["))


def may_be_kept(name: str) -> bool:
    """Return whether a field's value may be kept or shown again: no password, and not the proof of one page."""
    return name != "csrfmiddlewaretoken" and "password" not in name.lower()
