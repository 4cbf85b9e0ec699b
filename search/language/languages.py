"""The languages in which citizens may search, and in which the search page speaks to them."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation

DUTCH = "nl"
LANGUAGES = {"nl": "Nederlands", "en": "English", "fr": "Français", "de": "Deutsch"}


def language_of(text: str) -> str:
    """Return the language that a code names ("fr-be" is "fr"); Dutch for one in which nobody searches here."""
    code = text.strip().lower().partition("-")[0]
    return code if code in LANGUAGES else DUTCH


def spoken(locale: str) -> str:
    """Return the code of a language for Django's translations: that of the site for Dutch."""
    return settings.LANGUAGE_CODE if locale == DUTCH else locale


def speaking(locale: str) -> AbstractContextManager[None]:
    """Return a context in which texts for people are in one of the LANGUAGES (search/locale/)."""
    return translation.override(spoken(locale))
