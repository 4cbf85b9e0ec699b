"""Findable at publish, gone at unpublish: the index follows each door in the same transaction."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from counters.models import Place
from front.models import as_text
from ground.content_changed import announce
from products.models import ProductFormLink, ProductPage
from search import service
from search.language import words
from search.models import IndexedDocument, Promotion
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def titles(text, **options):
    return [result.title for result in service.search(text, **options).results]


def test_a_product_is_findable_at_publish_by_each_of_its_texts(publish_product):
    publish_product(
        "Rijbewijs vernieuwen",
        alternative_titles="Bromfietsbewijs",
        keywords="brommer",
        description="<p>Een nieuwe <b>pasfoto</b></p>",
        conditions=[{"type": "condition", "value": {"title": "Medisch attest", "description": "<p>Oogarts</p>"}}],
    )
    for text in ("rijbewijs", "bromfietsbewijs", "brommer", "pasfoto", "oogarts", "medisch"):
        assert titles(text) == ["Rijbewijs vernieuwen"], text


def test_a_product_is_gone_at_unpublish(publish_product):
    page = publish_product("Rijbewijs vernieuwen")
    page.unpublish()
    assert titles("rijbewijs") == []
    assert service.suggest("rijb") == []


def test_a_deleted_product_is_gone(publish_product):
    publish_product("Rijbewijs vernieuwen").delete()
    assert titles("rijbewijs") == []
    assert not IndexedDocument.objects.exists()
    assert "rijbewijs" not in words.current("nl")


def test_a_draft_of_a_public_product_is_not_findable(publish_product):
    page = publish_product("Rijbewijs vernieuwen")
    page.title = "Vliegbrevet"
    page.save_revision()
    assert titles("vliegbrevet") == []
    assert titles("rijbewijs") == ["Rijbewijs vernieuwen"]
    page.get_latest_revision().publish()
    assert titles("vliegbrevet") == ["Vliegbrevet"]
    assert titles("rijbewijs") == []


def test_a_publish_that_is_rolled_back_is_not_findable(publish_product):
    with transaction.atomic():
        publish_product("Rijbewijs vernieuwen")
        transaction.set_rollback(True)
    assert titles("rijbewijs") == []


@pytest.mark.parametrize("hidden", [{"live": False}, {"expire_at": -HOUR}, {"go_live_at": HOUR}])
def test_what_the_index_was_not_told_hides_a_page_all_the_same(publish_product, hidden):
    page = publish_product("Rijbewijs vernieuwen", themes=["BurgerOverheid"])
    moved = {name: timezone.now() + value if name != "live" else value for name, value in hidden.items()}
    Page.objects.filter(pk=page.pk).update(**moved)
    assert titles("rijbewijs") == []
    assert service.search("rijbewijs").facets["theme"] == []
    assert service.suggest("rijbewijs") == []


def test_a_restriction_on_a_page_or_above_it_hides_it_at_once(publish_product):
    page = publish_product("Rijbewijs vernieuwen")
    for restricted in (page, page.get_parent()):
        restriction = PageViewRestriction.objects.create(page=restricted, restriction_type="login")
        assert titles("rijbewijs") == []
        restriction.delete()
        assert titles("rijbewijs") == ["Rijbewijs vernieuwen"]


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_restriction_of_which_the_index_was_not_told_hides_what_stands_below_it(publish_product, steps):
    page = publish_product("Rijbewijs vernieuwen", themes=["BurgerOverheid"])
    above = Page.objects.get(path=page.path[: len(page.path) - steps * Page.steplen])
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=above, restriction_type="login")])
    Promotion.objects.create(queries="brevet", kind="product", object_id=str(page.pk))
    assert titles("rijbewijs") == []
    assert titles("brevet") == []
    assert service.search("rijbewijs").facets["theme"] == []
    assert service.suggest("rijbewijs") == []


def test_a_page_published_behind_a_restriction_is_found_when_it_is_lifted_and_its_words_leak_nowhere(publish_product):
    other = publish_product("Paspoort aanvragen")
    restriction = PageViewRestriction.objects.create(page=other.get_parent(), restriction_type="login")
    publish_product("Rijbewijs vernieuwen")
    assert service.search("rijbewjs").corrections == {}
    restriction.delete()
    assert titles("rijbewijs") == ["Rijbewijs vernieuwen"]


def test_a_restriction_next_to_a_page_does_not_hide_it(publish_product):
    publish_product("Rijbewijs vernieuwen")
    other = publish_product("Paspoort aanvragen")
    PageViewRestriction.objects.create(page=other, restriction_type="login")
    assert titles("rijbewijs") == ["Rijbewijs vernieuwen"]
    assert titles("paspoort") == []


def test_an_ordinary_page_is_found_without_its_tags(publish_page):
    publish_page(
        "Privacy", introduction="Wat wij bewaren", body=as_text("<h2>Uw gegevens</h2><p>Wij bewaren weinig.</p>")
    )
    result = service.search("gegevens").results[0]
    assert (result.kind, result.title) == ("page", "Privacy")
    assert "<" not in "".join(segment.text for segment in result.snippet)


@pytest.fixture
def form():
    return make_form(step("Wie bent u?", question("text", "naam", "Hoe heet u?")), key="zwemles")


def test_a_form_is_found_only_while_a_public_product_links_to_it(publish_product, form):
    assert titles("zwemles") == []
    page = publish_product("Leren zwemmen", form_links=[ProductFormLink(form=form)])
    assert set(titles("zwemles")) == {"Zwemles", "Leren zwemmen"}
    page.unpublish()
    assert titles("zwemles") == []


def test_an_unpublished_form_is_gone(publish_product, form):
    publish_product("Leren zwemmen", form_links=[ProductFormLink(form=form)])
    form.unpublish()
    assert "Zwemles" not in titles("zwemles")


def test_a_place_is_found_when_counters_says_that_it_changed():
    place = Place.objects.create(
        name="Stadswinkel Noord", slug="noord", street="Noordlaan 1", postal_code="9100", city="Sint-Niklaas"
    )
    announce("place", place.pk, "published")
    assert titles("noordlaan") == ["Stadswinkel Noord"]
    pk = place.pk
    place.delete()
    announce("place", pk, "removed")
    assert titles("noordlaan") == []


def test_a_change_of_an_unknown_kind_is_let_by():
    announce("settings", 1)
    assert not IndexedDocument.objects.exists()


def test_publishing_costs_the_index_a_fixed_number_of_queries(publish_product, django_assert_max_num_queries):
    for number in range(5):
        publish_product(f"Product {number}", description="<p>Tekst met heel wat woorden</p>")
    page = ProductPage.objects.first()
    page.title = "Rijbewijs"
    page.save()
    with django_assert_max_num_queries(24):
        announce("product", page.pk, "published")
    assert titles("rijbewijs") == ["Rijbewijs"]


def test_a_rebuild_finds_all_that_is_public_again(publish_product, publish_page, form):
    publish_product("Leren zwemmen", form_links=[ProductFormLink(form=form)])
    publish_page("Privacy")
    publish_product("Geheim").unpublish()
    IndexedDocument.objects.all().delete()
    assert service.rebuild().indexed == 3
    assert set(titles("zwemles")) == {"Zwemles", "Leren zwemmen"}
    assert titles("geheim") == []
