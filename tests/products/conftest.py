"""A page tree to put products in."""

import pytest
from wagtail.models import Page, Site

from front.models import HomePage
from products.models import ProductIndexPage


@pytest.fixture
def index(db):
    """Return the page /producten/ of the default site."""
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Stadswinkel", slug="stadswinkel"))
    Site.objects.filter(is_default_site=True).update(root_page=home)
    return home.add_child(instance=ProductIndexPage(title="Alle producten", slug="producten"))
