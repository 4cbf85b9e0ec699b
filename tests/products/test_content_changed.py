"""Search and the page cache hear of everything that makes a page public or takes it away."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from front.models import ContentPage, HomePage
from ground.content_changed import followers
from people.models import Department
from products.models import ProductPage
from tests.listening import heard


@pytest.fixture(name="heard")
def _heard():
    """Return what was announced, as (kind, id, what)."""
    with heard() as changes:
        yield changes


@pytest.fixture
def product(index):
    return index.add_child(instance=ProductPage(title="Fietslabel", slug="fietslabel"))


def of(page, what):
    return ("product", str(page.pk), what)


def test_publishing_and_unpublishing_are_told(product, heard):
    product.save_revision().publish()
    assert heard == [of(product, "published")]
    heard.clear()
    product.refresh_from_db()
    product.unpublish()
    assert heard == [of(product, "removed")]


def test_a_draft_is_not_told(index, heard):
    draft = index.add_child(instance=ProductPage(title="Nog niet", slug="nog-niet", live=False))
    draft.save_revision()
    assert heard == []


def test_a_deleted_product_is_told_once(product, heard):
    product.delete()
    assert heard == [of(product, "removed")]


def test_deleting_the_page_above_tells_of_each_product(index, product, heard):
    Page.objects.get(pk=index.pk).delete()
    assert of(product, "removed") in heard


@pytest.mark.parametrize("closed", ["itself", "above"])
def test_a_view_restriction_takes_away_and_its_end_brings_back(index, product, heard, closed):
    page = product if closed == "itself" else index
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert of(product, "removed") in heard
    heard.clear()
    restriction.delete()
    assert of(product, "published") in heard


def test_publishing_below_a_closed_page_makes_nothing_public(index, product, heard):
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    heard.clear()
    product.save_revision().publish()
    assert heard == [of(product, "removed")]


def test_moving_a_page_tells_of_all_below_it(index, product, heard):
    home = index.get_parent().specific
    branch = home.add_child(instance=ContentPage(title="Tak", slug="tak"))
    leaf = branch.add_child(instance=ContentPage(title="Blad", slug="blad"))
    heard.clear()
    branch.move(home, pos="first-child")
    assert {("page", str(branch.pk), "published"), ("page", str(leaf.pk), "published")} <= set(heard)


def test_a_new_slug_above_tells_of_the_products_whose_address_changed(
    product, heard, django_capture_on_commit_callbacks
):
    home = HomePage.objects.get()
    home.slug = "winkel"
    with django_capture_on_commit_callbacks(execute=True):
        home.save_revision().publish()
    assert of(product, "published") in heard


@pytest.mark.parametrize(
    "change",
    [
        lambda: Redirect.objects.create(old_path="/oud", redirect_link="/nieuw"),
        lambda: Department.objects.create(code="groen", name="Groendienst"),
    ],
)
def test_redirects_and_departments_are_part_of_public_pages(db, heard, change):
    change()
    assert [(kind, what) for kind, _id, what in heard] == [("settings", "changed")]


def test_a_change_that_is_rolled_back_is_told_inside_its_transaction(product, heard):
    """Search writes its rows in the same transaction; whoever listens must be called before the commit."""
    from django.db import transaction

    inside = []

    def listener(_change):
        inside.append(transaction.get_connection().in_atomic_block)

    with followers.temporarily("a test", listener):
        product.save_revision().publish()
    assert inside == [True]
