"""Searching in another language: what is translated comes first, and what only Dutch has says so."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from search import service
from search.language.languages import language_of
from search.models import Synonym
from tests.layout import tight
from tests.trees import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def products():
    made = {}
    for title in ("Rijbewijs", "Paspoort"):
        made[title] = make_product(title, live=False, themes=["BurgerOverheid"])
        made[title].save_revision().publish()
    for phrase, meanings in (("driving licence", "rijbewijs"), ("passport", "paspoort"), ("führerschein", "rijbewijs")):
        Synonym.objects.create(phrase=phrase, meanings=meanings)
    return made


@pytest.fixture
def translated(products):
    """The passport has an English page."""
    english = Locale.objects.create(language_code="en")
    page = products["Paspoort"]
    page.refresh_from_db()
    for above in page.get_ancestors().filter(depth__gt=1):
        above.specific.copy_for_translation(english)
    copy = page.copy_for_translation(english)
    copy.title, copy.summary = "Passport", "For your journey."
    copy.save_revision().publish()
    copy.refresh_from_db()
    return copy


def titles_of(text, language):
    return [(result.title, result.language) for result in service.search(text, locale=language).results]


def test_a_query_in_another_language_finds_dutch_products(products):
    assert titles_of("driving licence", "en") == [("Rijbewijs", "nl")]
    assert titles_of("Führerschein", "de-be") == [("Rijbewijs", "nl")]


def test_a_translation_comes_first_and_stands_in_the_place_of_its_original(products, translated):
    assert titles_of("passport", "en") == [("Passport", "en")]
    assert titles_of("paspoort", "en") == [("Passport", "en")]
    assert titles_of("passport driving licence", "en") == [("Passport", "en"), ("Rijbewijs", "nl")]
    assert service.search("passport", locale="en").count == 1
    assert titles_of("paspoort", "nl") == [("Paspoort", "nl")]


def counted(language, **narrowed):
    """Return how many results each choice says it would leave, by code."""
    facets = service.search("passport paspoort rijbewijs", locale=language, **narrowed).facets
    return {name: {choice.code: choice.count for choice in choices} for name, choices in facets.items()}


def test_a_product_and_its_translation_count_once_in_each_facet(products, translated):
    dutch = counted("nl")
    assert dutch["kind"] == {"product": 2}
    assert dutch["theme"] == {"BurgerOverheid": 2}
    assert counted("en") == dutch
    assert counted("en", kind="product", theme="BurgerOverheid") == dutch
    assert counted("en", kind="form")["kind"] == {"product": 2, "form": 0}


def test_a_foreign_word_is_not_corrected_into_a_dutch_one_that_looks_like_it(products):
    assert service.search("paspport", locale="nl").corrected_query == "paspoort"
    assert service.search("Führerschain", locale="de").corrected_query == "fuhrerschein"
    assert service.search("rijbewyst", locale="en").corrected_query == ""
    assert titles_of("rijbewyst", "en") == [("Rijbewijs", "nl")]


def test_a_translation_that_went_gives_its_place_back(products, translated):
    translated.unpublish()
    assert titles_of("passport", "en") == [("Paspoort", "nl")]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "only in Dutch"), ("fr", "uniquement en néerlandais"), ("de", "nur auf Niederländisch")],
)
def test_what_only_dutch_has_says_so_in_the_asked_language(client, products, language, words):
    page = client.get("/zoeken/", {"q": "driving licence", "taal": language})
    assert f'<p class="sn-row__text" lang="{language}">{words}</p>' in tight(page.text)
    assert f'<input type="hidden" name="taal" value="{language}">' in page.text
    assert f'hreflang="{language}" aria-current="true"' in page.text


def test_a_translated_result_carries_its_language(client, products, translated):
    page = client.get("/zoeken/", {"q": "passport", "taal": "en"})
    assert 'lang="en"><h2>' in page.text.replace("\n", "") or 'lang="en">' in page.text
    assert "only in Dutch" not in page.text
    row = client.get("/zoeken/suggesties/", {"q": "passp", "taal": "en"}).json()["suggestions"][0]
    assert (row["text"], row["language"]) == ("Passport", "en")
    assert client.get("/api/v1/search/", {"q": "passport", "language": "en"}).json()["results"][0]["language"] == "en"


def test_why_explains_results_in_both_languages(admin_client, products, translated):
    page = admin_client.get(reverse("search_why"), {"q": "passport driving licence", "taal": "en"}).text
    assert page.index("Passport") < page.index("Rijbewijs")
    assert "rijbewijs (een synoniem)" in page
    assert "locale=en" in page  # what pins the translation


def test_language_codes_are_read_as_people_write_them():
    assert [language_of(code) for code in ("fr-BE", " EN", "nl-be", "xx", "")] == ["fr", "en", "nl", "nl", "nl"]
