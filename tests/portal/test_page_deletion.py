"""Removing a page works: Wagtail's search app and the library under it may not both be installed."""

import pytest
from wagtail.models import Page

pytestmark = pytest.mark.django_db


def test_a_page_can_be_deleted():
    root = Page.get_first_root_node()
    page = root.add_child(instance=Page(title="Weg", slug="weg"))
    page.delete()
    assert not Page.objects.filter(slug="weg").exists()
