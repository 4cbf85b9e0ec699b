"""A small tree of pages, and shorthands to publish on it."""

import os
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, Site

from front.models import ContentPage, HomePage
from people import roles
from products.models import ProductIndexPage, ProductPage
from search.engines.current import engine
from search.engines.standby import EngineWithStandby
from tests.search.signing_in import signed_in


@pytest.fixture
def home(db: None) -> HomePage:
    """The site's home page, in the place of Wagtail's own."""
    return make_home()


def make_home() -> HomePage:
    """Return the site's home page, in the place of Wagtail's own; made when absent."""
    home = HomePage.objects.filter(slug="start-search").first()
    if home is not None:
        return home
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Start", slug="start-search"))
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    return home


@pytest.fixture
def publish_product(home: HomePage) -> Callable[..., ProductPage]:
    """Make and publish a product through Wagtail's own door."""
    return publisher_of_products(home)


def publisher_of_products(home: HomePage) -> Callable[..., ProductPage]:
    """Return a function that makes and publishes a product through Wagtail's own door."""
    index = home.add_child(instance=ProductIndexPage(title="Alle producten", slug="producten"))

    def publish(title: str, **values: Any) -> ProductPage:
        page = index.add_child(instance=ProductPage(title=title, live=False, **values))
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return publish


@pytest.fixture
def publish_page(home: HomePage) -> Callable[..., ContentPage]:
    """Make and publish an ordinary page."""

    def publish(title: str, **values: Any) -> ContentPage:
        page = home.add_child(instance=ContentPage(title=title, live=False, **values))
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return publish


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """A client signed in as an editor."""
    return signed_in(client, roles.CHIEF_EDITOR)


NODE = os.environ.get("ELASTICSEARCH_TEST_URL", "")


@pytest.fixture
def elasticsearch(settings: Any, transactional_db: None) -> Iterator[EngineWithStandby]:
    """Return the engine on a real node, with indices of its own that are removed at the end."""
    from search.engines.elastic import copy
    from search.engines.elastic.node import node

    if not NODE:
        pytest.skip("ELASTICSEARCH_TEST_URL names no node (make elasticsearch starts one)")
    settings.ELASTICSEARCH_URL = NODE
    settings.ELASTICSEARCH_PREFIX = f"test-{uuid.uuid4().hex}"
    settings.ELASTICSEARCH_TIMEOUT_MS = 5000  # a busy machine is not what is tested
    beside = engine()
    assert isinstance(beside, EngineWithStandby)
    yield beside
    copy.drop(node())
