"""System check of search's own setting: it says what to write or to install."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from search.meaning.current import MODELS, OFF


def meaning(**_kwargs: Any) -> list[CheckMessage]:
    """Find a mistake that would show to a citizen first: the model is loaded at the first search."""
    name = settings.SEARCH_MEANING
    if name == OFF:
        return []
    if name not in MODELS:
        hint = f"Use {OFF}, {', '.join(MODELS)} (docs/settings.md)."
        return [Error(f"SEARCH_MEANING={name!r} is no model that we know.", hint=hint, id="search.E001")]
    if not MODELS[name].is_installed:
        hint = "Install it with `make meaning`, or leave SEARCH_MEANING out."
        message = f"SEARCH_MEANING={name!r} needs the package {MODELS[name].package}, which is not installed."
        return [Error(message, hint=hint, id="search.E002")]
    return []
