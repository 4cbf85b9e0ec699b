"""What the catalogue refuses, on both sides of each guard."""

import pytest
from django.core.exceptions import PermissionDenied

from ground.actor import SYSTEM
from products import actions
from products.models import ProductPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(index):
    return index.add_child(instance=ProductPage(title="Bewonerskaart", slug="bewonerskaart", live=False))


def test_a_page_that_is_locked_takes_no_search_word(product, admin_user):
    ProductPage.objects.update(locked=True)
    product.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.add_keyword(SYSTEM, admin_user, product, "parkeren")
    assert product.get_latest_revision_as_object().keywords == ""
    ProductPage.objects.update(locked=False)
    product.refresh_from_db()
    assert actions.add_keyword(SYSTEM, admin_user, product, "parkeren") == "draft"
    assert product.get_latest_revision_as_object().keywords == "parkeren"
