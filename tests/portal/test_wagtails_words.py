"""Django and Wagtail speak Dutch as the rest of the product does: all of it, with "u". A test names what a new version brings."""

import gettext
import re
from collections import Counter
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.translation.trans_real import DjangoTranslation

from people.roles import CHIEF_EDITOR
from tests.forms_editor.conftest import make_person, signed_in
from tests.portal.catalogues import Message, installed, messages

DOMAINS = ["django", "djangojs"]
OURS = settings.ROOT / "site/locale/nl/LC_MESSAGES"
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jouwe|jezelf|jullie|alsjeblieft)\b", re.IGNORECASE)
OF_BUILDERS = re.compile(r"snippet|validatie|\bslaat? .*\bop\b|opslaan|opgeslagen|\bitems\b", re.IGNORECASE)
"""What editors do not say: their button is "Bewaar"."""
OF_WAGTAIL = re.compile(r"\bwagtail|\badmin\b|\bapi\W?tokens?\b|\btokens?\b|editor guide", re.IGNORECASE)
"""What the product calls otherwise: it is "het beheer", and what a system signs in with a "toegangssleutel"."""
NAMES_OF_APPS = re.compile(r"Wagtail (API v\d|ModelAdmin|[a-z]+( [a-z]+)?)")
"""How Django calls the library's parts, which no screen shows."""
NAMES = re.compile(r"%\(\w+\)s|<[^>]*>")
FIXED = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}|</?\w[^>]*>")
"""What a translation must hold as it is: placeholders, and elements with their attributes."""


def overrides(domain):
    return list(messages(OURS / f"{domain}.po"))


def familiar(domain):
    """Return the messages whose translation, as Django merges the catalogues now, calls the reader "je"."""
    catalogue = DjangoTranslation("nl-be", domain=domain)
    known = {message.key: message for message in [*installed("nl", domain), *overrides(domain)]}
    return {key for key, message in known.items() if any(map(FAMILIAR.search, said(catalogue, message)))}


def said(catalogue, message):
    """Return what a reader sees: one text, or one for a single thing and one for more."""
    text = f"{message.context}\x04{message.text}" if message.context else message.text
    if not message.plural:
        return [catalogue.gettext(text)]
    return [catalogue.ngettext(text, message.plural, number) for number in (1, 2)]


def broken(message):
    """Return whether a translation lost, doubled or changed what must stay as it is."""
    originals = [message.text, message.plural or message.text]
    return any(
        Counter(FIXED.findall(original)) != Counter(FIXED.findall(translation))
        for original, translation in zip(originals, message.translations, strict=False)
    )


def untranslated(domain, ours):
    """Return what the libraries can say and have no Dutch for, theirs or ours."""
    translated = {message.key for message in [*installed("nl", domain), *ours] if all(message.translations)}
    return {message.key for message in installed("en", domain)} - translated


def needless(domain, ours):
    """Return which of our translations belong to a message that no installed library has any longer."""
    known = {message.key for language in ("en", "nl") for message in installed(language, domain)}
    return {message.key for message in ours} - known


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_message_calls_the_reader_je(domain):
    assert familiar(domain) == set()


@pytest.mark.parametrize(("domain", "at_least"), [("django", 140), ("djangojs", 2)])
def test_without_our_words_those_that_say_je_are_named(domain, at_least, settings):
    settings.LOCALE_PATHS = []
    named = familiar(domain)
    assert len(named) >= at_least
    assert named <= {message.key for message in overrides(domain)}


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_words_keep_placeholders_and_elements(domain):
    assert [message.text for message in overrides(domain) if broken(message)] == []


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("%(count)s pages", "%(aantal)s pagina's"),
        ("%d pages", "pagina's"),
        ("<b>'{title}'</b>", "<b>'{titel}'</b>"),
        ('<a href="%(url)s">one</a>', '<a href="%(url)s" class="x">een</a>'),
        ("<b>you</b>", "<b>u<b>"),
    ],
)
def test_a_changed_placeholder_or_element_is_noticed(original, translation):
    message = Message("", original, "", (original,))
    assert not broken(message)
    assert broken(replace(message, translations=(translation,)))
    assert broken(Message("", "One page", original, ("Eén pagina", translation)))


def saying(domain, words):
    """Return the messages whose Dutch, as Django merges the catalogues now, has one of these words."""
    catalogue = DjangoTranslation("nl-be", domain=domain)
    known = {message.key: message for message in [*installed("nl", domain), *overrides(domain)]}
    return {
        message.text
        for message in known.values()
        if any(words.search(NAMES.sub("", text)) for text in said(catalogue, message))
    }


def of_builders(domain):
    """Return the messages that speak of what only builders of sites know, or name the button in another word than it has."""
    return saying(domain, OF_BUILDERS)


def of_wagtail(domain):
    """Return the messages that name the library, or what it calls otherwise than the product."""
    return {text for text in saying(domain, OF_WAGTAIL) if not NAMES_OF_APPS.fullmatch(text)}


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_message_names_the_library(domain):
    assert of_wagtail(domain) == set()


def test_without_our_words_those_of_the_library_are_named(settings):
    settings.LOCALE_PATHS = []
    named = {"Go to Wagtail admin", "API tokens", "Editor Guide", "Wagtail %(current_version)s editor guide"}
    assert named <= of_wagtail("django")


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_message_uses_the_words_of_builders(domain):
    assert of_builders(domain) == set()


def test_without_our_words_those_of_builders_are_named(settings):
    settings.LOCALE_PATHS = []
    assert {"Snippets", "Save", "All snippets in listing selected"} <= of_builders("django")


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_message_has_a_dutch_translation(domain):
    assert untranslated(domain, overrides(domain)) == set()


def test_a_message_without_dutch_is_noticed():
    assert ("", "All list items must be of string type.") in untranslated("django", [])


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_of_our_words_belongs_to_a_message_of_a_library(domain):
    assert needless(domain, overrides(domain)) == set()


def test_a_message_that_is_gone_is_noticed():
    gone = Message("", "No library says this", "", ("Niemand zegt dit",))
    assert needless("django", [gone]) == {gone.key}


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_compiled_catalogue_says_what_the_readable_one_says(domain):
    with (OURS / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert len(list(overrides(domain))) == len(
        {key[0] if isinstance(key, tuple) else key for key in compiled._catalog if key}
    )
    for message in overrides(domain):
        assert said(compiled, message) == list(message.translations)


@pytest.mark.django_db
def test_wagtails_javascript_says_u_too():
    catalogue = signed_in(make_person("redacteur", CHIEF_EDITOR)).get("/cms/jsi18n/").text
    assert '"Are you sure?": "Weet u het zeker?"' in catalogue
    assert "Weet je" not in catalogue


@pytest.mark.django_db
def test_no_screen_of_the_admin_names_the_library():
    beheerder = signed_in(make_person("beheerder", department=None, is_superuser=True))
    for address, status in (
        ("/cms/", 200),
        ("/cms/is-er-niet/", 404),
        ("/cms/api-tokens/", 200),
        ("/cms/account/", 200),
    ):
        answer = beheerder.get(address)
        assert answer.status_code == status, address
        screen = BeautifulSoup(answer.content, "html.parser")
        for unseen in screen.select("script, style, template"):
            unseen.decompose()
        assert OF_WAGTAIL.findall(screen.get_text(" ")) == [], address
