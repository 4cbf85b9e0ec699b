"""What is past its expiry is gone at that second, in a query and for a row in hand."""

from datetime import UTC, datetime, timedelta

import pytest

from front.models import ContentPage
from ground import public
from tests.trees import make_home

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expire_at", "is_gone"),
    [(None, False), (NOON, True), (NOON - timedelta(seconds=1), True), (NOON + timedelta(seconds=1), False)],
)
def test_a_page_is_public_until_the_second_of_its_expiry(monkeypatch, expire_at, is_gone):
    monkeypatch.setattr(public.timezone, "now", lambda: NOON)
    page = make_home().add_child(instance=ContentPage(title="Kermis", slug="kermis", expire_at=expire_at))
    assert public.is_expired(page) is is_gone
    assert public.visible(ContentPage.objects.all()).exists() is not is_gone
