"""The guides call each button, menu and heading by the name that it has on the screen."""

import re
from functools import cache

import pytest
from django.conf import settings
from django.utils.translation.trans_real import DjangoTranslation

from tests.portal.catalogues import installed, messages
from tests.portal.test_wagtails_words import DOMAINS, OURS, said

GUIDES = settings.ROOT / "docs/guides"
QUOTED = re.compile(r'"([^"]{2,60})"|\*\*([^*]{2,60})\*\*')
SOURCES = ("products", "forms_app", "search", "site", "templates")
NO_SCREEN = {
    "editors.md": {
        "Add a step",
        "Add questions",
        "Who may edit",
        "Saving",
        "A draft may lack anything",
        "What is refused when you publish",
        "Uw nieuwe adres",
        "Koterijen",
        "koterij",
        "also holds",
        "above the list of synonyms also holds",
    },
    "handlers.md": set(),
}
"""What a guide stresses or gives as an example, and no screen says."""


def on_screens():
    """Return the texts of Wagtail and Django in Dutch, as they are merged here, and our own sources as one text."""
    texts = set()
    for domain in DOMAINS:
        catalogue = DjangoTranslation("nl-be", domain=domain)
        known = {message.key: message for message in [*installed("nl", domain), *messages(OURS / f"{domain}.po")]}
        texts |= {text.casefold() for message in known.values() for text in said(catalogue, message)}
    return texts, "\n".join(_sources()).casefold()


@cache
def _sources():
    paths = [path for folder in SOURCES for path in (settings.ROOT / folder).rglob("*")]
    return [path.read_text(encoding="utf-8") for path in paths if path.suffix in (".py", ".html", ".js")]


def names(text):
    """Return what a guide puts between quotes or in bold, each step of "a → b" by itself."""
    flat = " ".join(text.split())
    for match in QUOTED.finditer(flat):
        for part in (match[1] or match[2]).split(" → "):
            if name := part.strip('…. ",'):
                yield name


@pytest.mark.parametrize("guide", sorted(NO_SCREEN))
def test_a_guide_names_what_is_on_the_screen(guide):
    texts, sources = on_screens()
    named = set(names((GUIDES / guide).read_text(encoding="utf-8")))
    absent = {name for name in named if name.casefold() not in texts and name.casefold() not in sources}
    assert {name for name in absent - NO_SCREEN[guide] if not _made_of_a_model(name, texts)} == set()


def _made_of_a_model(name, texts):
    """Return whether it is "Voeg … toe" with the name of a model in it."""
    return re.sub(r"^voeg .+ toe$", "voeg %(model_name)s toe", name.casefold()) in texts
