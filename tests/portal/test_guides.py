"""The guides call each button, menu and heading by the name that it has on the screen."""

import re
from functools import cache

import pytest
from django.utils.translation.trans_real import DjangoTranslation

from portal import paths
from portal.admin.help.chapters import CHAPTERS
from tests.portal.catalogues import installed, messages
from tests.portal.test_wagtails_words import DOMAINS, OURS, said

BOLD = re.compile(r"\*\*(.+?)\*\*")
LITERALS = (re.compile(r'"([^"\n]*)"'), re.compile(r"'([^'\n]*)'"))
SOURCES = ("products", "forms_app", "search", "site", "templates")


@cache
def on_screens():
    """Return the texts of Wagtail and Django in Dutch, as they are merged here, and each whole text in our own sources."""
    texts = set()
    for domain in DOMAINS:
        catalogue = DjangoTranslation("nl-be", domain=domain)
        known = {message.key: message for message in [*installed("nl", domain), *messages(OURS / f"{domain}.po")]}
        texts |= {text.casefold() for message in known.values() for text in said(catalogue, message)}
    files = [path for folder in SOURCES for path in (paths.ROOT / folder).rglob("*")]
    for path in files:
        if path.suffix in (".py", ".html", ".js", ".json"):
            for line in path.read_text(encoding="utf-8").splitlines():
                texts |= {text.strip().casefold() for literal in LITERALS for text in literal.findall(line)}
    return texts


def text_of(chapter):
    return " ".join((paths.HELP / f"{chapter}.md").read_text(encoding="utf-8").split())


def is_on_a_screen(name):
    """Return whether the name is a text of a screen, also "Voeg … toe" with the name of a model in it."""
    name = name.casefold()
    return {name, re.sub(r"^voeg .+ toe$", "voeg %(model_name)s toe", name)} & on_screens() != set()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_a_guide_says_in_bold_stands_on_a_screen(chapter):
    assert [name for name in BOLD.findall(text_of(chapter)) if not is_on_a_screen(name)] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_guide_is_written_for_a_clerk(chapter):
    """Names of screens stand in bold and examples between “ and ”: no code, no file, no address of the web."""
    assert [sign for sign in ('"', "`", "manage.py", "_DAYS", "http") if sign in text_of(chapter)] == []


def test_a_name_that_no_screen_has_is_noticed():
    assert not is_on_a_screen("Bewaar alles nu meteen")
    assert is_on_a_screen("Bewaar concept")
