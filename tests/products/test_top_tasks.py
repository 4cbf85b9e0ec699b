"""What people come for most: ordered on the front page, read by the front page and by search."""

import pytest
from wagtail.models import Page

from front.models import HomePage
from products.listings import top_tasks
from products.models import ProductIndexPage, ProductPage, TopTask
from products.service import set_top_tasks, top_task_products

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Loket", slug="loket"))
    home.add_child(instance=ProductIndexPage(title="Producten", slug="producten"))
    return home


@pytest.fixture
def products(home):
    index = ProductIndexPage.objects.get()
    names = ("paspoort", "rijbewijs", "parkeerkaart")
    return [index.add_child(instance=ProductPage(title=name.title(), slug=name)) for name in names]


def choose(home, products):
    home.top_tasks = [("product", product) for product in products]


def test_the_front_page_orders_them_when_it_is_published_and_not_before(home, products):
    passport, licence, _card = products
    choose(home, [licence, passport])
    revision = home.save_revision()
    assert list(top_task_products()) == []
    revision.publish()
    assert list(top_task_products()) == [licence, passport]
    assert [card.title for card in top_tasks()] == ["Rijbewijs", "Paspoort"]


def test_a_draft_shows_its_own_order(home, products):
    passport, licence, card = products
    set_top_tasks([passport.pk])
    choose(home, [card, licence])
    assert [each.title for each in top_tasks(home.top_task_ids)] == ["Parkeerkaart", "Rijbewijs"]
    assert [each.title for each in top_tasks()] == ["Paspoort"]


def test_what_is_not_public_is_not_offered_and_comes_back_in_its_place(home, products):
    set_top_tasks([product.pk for product in products])
    products[1].unpublish()
    assert list(top_task_products()) == [products[0], products[2]]
    products[1].save_revision().publish()
    assert list(top_task_products()) == products


def test_a_product_that_is_named_twice_or_is_gone_counts_once_or_not(home, products, django_assert_num_queries):
    passport, licence, _card = products
    set_top_tasks([licence.pk, passport.pk, licence.pk, 999_999])
    assert list(TopTask.objects.values_list("product", "position")) == [(licence.pk, 0), (passport.pk, 1)]
    licence.delete()
    assert list(top_task_products()) == [passport]
    with django_assert_num_queries(1):
        list(top_task_products())


def test_saving_the_front_page_again_writes_nothing(home, products):
    choose(home, products)
    home.save()
    rows = set(TopTask.objects.values_list("pk", flat=True))
    home.save()
    assert set(TopTask.objects.values_list("pk", flat=True)) == rows
