"""The search of the admin's own screens: what holds no word finds nothing, on each database, and spoils no word beside it."""

import pytest
from modelsearch.index import insert_or_update_object
from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Not, Or, Phrase, PlainText
from wagtail.models import Page

from front.models import HomePage
from portal.admin.editor_search import cleaned

SIGNS = ['"', "\\", "'", "*", " ", "", "-", "…"]


@pytest.mark.parametrize("signs", SIGNS)
def test_a_query_without_a_word_is_the_one_that_finds_nothing(signs):
    for query in (
        signs,
        PlainText(signs),
        Phrase(signs),
        And([PlainText(signs)]),
        Or([Phrase(signs)]),
        Not(Phrase(signs)),
    ):
        assert cleaned(query) is MATCH_NONE


def test_signs_beside_a_word_are_left_out():
    assert repr(cleaned(And([Phrase("!"), PlainText("adres *")]))) == repr(And([PlainText("adres")]))
    assert cleaned(MATCH_ALL) is MATCH_ALL


@pytest.mark.django_db
@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize("signs", SIGNS)
def test_what_is_found_is_the_same_whether_a_page_is_indexed_yet_or_not(signs, indexed):
    page = Page.objects.get(depth=1).add_child(instance=HomePage(title="Loket", slug="loket"))
    if indexed:
        insert_or_update_object(page)
    pages = Page.objects.filter(pk=page.pk)
    for search in (pages.search, pages.autocomplete):
        assert list(search(signs)) == []
        assert search(signs).count() == 0
        assert len(search(And([Phrase(signs), PlainText("loket")]))) == indexed
