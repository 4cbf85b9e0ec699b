"""The search page speaks the language that was asked: each of its words has a translation, and what stays Dutch says so."""

import datetime
import gettext
import re
from unittest import mock

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation.template import templatize

from products.codelists import code_list
from products.facts import WAYS
from search.indexing.sources import sources
from search.language.languages import LANGUAGES
from search.service import rebuild
from tests.trees import make_home, make_place, make_product

OTHERS = [code for code in LANGUAGES if code != "nl"]
LOCALES = settings.ROOT / "search/locale"
CODE = [
    settings.ROOT / name
    for name in (
        "search/asking/views.py",
        "search/asking/suggesting.py",
        "products/facts.py",
        "site/counters/words.py",
        "site/ground/frame.py",
    )
]
STRINGS = re.compile(r"""(?:\b_|gettext)\(\s*u?(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""")


INCLUDED = re.compile(r'{% include "([^"]+)"')
ENTRY = re.compile(r'^msgid "(.+)"\n(?:msgid_plural ".+"\n)?msgstr(?:\[0\])? "(.*)"$', re.MULTILINE)


def catalogue(language):
    """Return the compiled catalogue: Dutch source string to translation, the singular where there are two."""
    with (LOCALES / language / "LC_MESSAGES/django.mo").open("rb") as file:
        entries = gettext.GNUTranslations(file)._catalog
    return {key[0] if isinstance(key, tuple) else key: text for key, text in entries.items() if key and key[-1] != 1}


def templates(name):
    """Yield the text of a template and of all that it includes."""
    text = (settings.ROOT / "templates" / name).read_text(encoding="utf-8")
    yield text
    for included in INCLUDED.findall(text):
        yield from templates(included)


def unescaped(text):
    return text.replace("\\'", "'").replace('\\"', '"').replace("\\n", "\n")


def source_texts():
    """Return every text that the search page and its suggestions may say, as its Dutch source string."""
    sources_ = [templatize(text) for text in templates("search/results.html")]
    sources_ += [file.read_text(encoding="utf-8") for file in CODE]
    texts = {unescaped(double or single) for text in sources_ for double, single in STRINGS.findall(text)}
    texts |= {str(source.label) for _kind, source in sources.items()} | {str(words) for words in WAYS.values()}
    return texts | {code.label for name in ("themes", "audiences") for code in code_list(name).values()}


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_search_page_is_translated_and_no_other(language):
    assert len(source_texts()) > 70
    assert catalogue(language).keys() == source_texts()
    assert all(catalogue(language).values())


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_catalogue_says_what_the_readable_one_says(language):
    readable = (LOCALES / language / "LC_MESSAGES/django.po").read_text(encoding="utf-8")
    assert {unescaped(source): unescaped(text) for source, text in ENTRY.findall(readable)} == catalogue(language)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_places_of_what_is_filled_in(language):
    places = re.compile(r"%\(\w+\)s|</?strong>")
    for source, text in catalogue(language).items():
        assert sorted(places.findall(source)) == sorted(places.findall(text)), source


@pytest.fixture
def city(db):
    """A city with a product and a place."""
    make_product("Rijbewijs vernieuwen", live=False, themes=["BurgerOverheid"]).save_revision().publish()
    make_place("Stadswinkel", slug="stadswinkel", phone="03 778 30 00")


WORDS = {
    "nl": ("1 resultaat", "Burger en Overheid", "Vond u wat u zocht?", "Geen resultaten voor", "Openingsuren", "Nu "),
    "en": ("1 result<", "Citizen and Government", "Did you find", "No results for", "Opening hours", " now"),
    "fr": (
        "1 résultat<",
        "Citoyen et administration",
        "Avez-vous",
        "Aucun résultat pour",
        "Heures d’ouverture",
        "maintenant",
    ),
    "de": (
        "1 Ergebnis<",
        "Bürger und Verwaltung",
        "Haben Sie gefunden",
        "Keine Ergebnisse für",
        "Öffnungszeiten",
        "Jetzt ",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_that_was_asked(client, city, language):
    agent = {"User-Agent": "Mozilla/5.0"}
    pages = [
        client.get("/zoeken/", {"q": query, "taal": language}, headers=agent).text
        for query in ("rijbewijs", "ruimteveer", "openingsuren stadswinkel")
    ]
    results, theme, feedback, nothing, hours, opening = WORDS[language]
    assert results.removesuffix("<") in pages[0]
    assert theme in pages[0]
    assert feedback in pages[0]
    assert nothing in pages[1]
    assert hours in pages[2]
    assert opening in pages[2]


def test_a_date_is_written_as_in_its_language(client, city):
    ways = {"nl": r"\w+ \d+ \w+", "en": r"\w+ \d+ \w+", "fr": r"\w+ \d+ \w+", "de": r"\w+ \d+\. \w+"}
    for language, way in ways.items():
        page = client.get("/zoeken/", {"q": "openingsuren stadswinkel", "taal": language}).text
        assert re.search(rf"<time datetime=\"[-\d]+\">{way}</time>", page), language


def test_what_is_in_which_language_is_marked(client, city):
    page = client.get("/zoeken/", {"q": "rijbewijs", "taal": "fr"}).text
    assert '<html lang="fr">' in page
    assert '<body lang="nl-BE">' in page
    assert re.search(r'<main [^>]*lang="fr">', page)
    assert "<title>Rechercher rijbewijs – La ville</title>" in page
    assert '<article class="sn-row" data-key="product:' in page
    assert re.search(r'<article [^>]*lang="nl">', page)
    assert "Iets regelen</h2>" in page  # the footer stays in Dutch


def test_a_dutch_page_marks_nothing(client, city):
    page = client.get("/zoeken/", {"q": "rijbewijs"}).text
    assert '<html lang="nl-BE">' in page
    assert "<body>" in page
    assert '<main class="sn-main" id="inhoud" tabindex="-1">' in page


@pytest.mark.parametrize("query", ["", "rijbewijs", "ruimteveer"])
def test_the_choice_of_language_is_on_the_page_whatever_was_found(client, city, query):
    page = client.get("/zoeken/", {"q": query, "soort": "product"}).text
    links = re.findall(r'<a href="([^"]+)" lang="(\w+)"\s+hreflang="\w+"( aria-current="true")?>', page)
    assert [(language, bool(current)) for _url, language, current in links] == [
        ("nl", True), ("en", False), ("fr", False), ("de", False),
    ]  # fmt: skip
    assert links[2][0] == f"/zoeken/?q={query}&amp;soort=product&amp;taal=fr"


def test_suggestions_say_what_they_are_in_the_language_that_was_asked(client, city):
    row = client.get("/zoeken/suggesties/", {"q": "stadsw", "taal": "fr"}).json()["suggestions"][0]
    assert (row["text"], row["category"]) == ("Stadswinkel", "Lieu")
    assert "maintenant" in row["note"]


@pytest.mark.django_db(transaction=True)
def test_what_a_search_in_english_said_of_a_place_is_dutch_again_on_the_next_page(client):
    make_home()
    make_place()
    rebuild()
    with mock.patch.object(timezone, "now", return_value=datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)):
        english = client.get("/zoeken/", {"q": "openingsuren", "taal": "en"}).text
        dutch = client.get("/plaatsen/").text
    assert "Open now" in english
    assert "Open now" not in dutch
    assert "Nu open" in dutch
