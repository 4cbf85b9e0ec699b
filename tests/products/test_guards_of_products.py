"""What the catalogue refuses, on both sides of each guard."""

import pytest
from django.core.exceptions import PermissionDenied

from ground.actor import SYSTEM
from products import actions
from products.models import ProductPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(index):
    return index.add_child(instance=ProductPage(title="Bewonerskaart", slug="bewonerskaart", live=False))


def test_a_page_that_is_locked_takes_no_search_word(page, admin_user):
    ProductPage.objects.update(locked=True)
    page.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.add_keyword(SYSTEM, admin_user, page, "parkeren")
    assert page.get_latest_revision_as_object().keywords == ""
    ProductPage.objects.update(locked=False)
    page.refresh_from_db()
    assert actions.add_keyword(SYSTEM, admin_user, page, "parkeren") == "draft"
    assert page.get_latest_revision_as_object().keywords == "parkeren"
