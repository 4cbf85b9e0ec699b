"""What runs by the clock touches only what is due, and takes the whole of it along."""

from datetime import timedelta

import pytest
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from portal.operations import jobs
from products.models import ProductPage
from tests.listening import heard
from tests.portal.test_jobs import due, make_page
from tests.trees import make_product

pytestmark = pytest.mark.django_db


def test_what_is_taken_down_is_the_product_and_not_only_its_page():
    product = make_product("Identiteitskaart")
    Page.objects.filter(pk=product.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    saved = []

    def note(sender, **kwargs):
        saved.append(sender)

    post_save.connect(note)
    try:
        with heard() as changes:
            assert jobs.publish_scheduled()["expired"] == 1
    finally:
        post_save.disconnect(note)
    assert ("product", str(product.pk), "removed") in changes
    # What is saved and what history tells of is the product: its editors' list and report go by that.
    entry = PageLogEntry.objects.get(action="wagtail.unpublish.scheduled")
    assert entry.content_type.model_class() is ProductPage
    assert ProductPage in saved


def test_what_is_not_due_yet_and_what_is_off_already_are_left_alone():
    later, off = make_page("later"), make_page("af")
    later.expire_at = timezone.now() + timedelta(minutes=1)
    later.save()
    off.live, off.expire_at = False, timezone.now() - timedelta(minutes=1)
    off.save()
    assert jobs.publish_scheduled() == {"expired": 0, "published": 0, "failed": 0}
    later.refresh_from_db()
    off.refresh_from_db()
    assert (later.live, off.expired) == (True, False)


def test_what_could_not_be_published_is_logged_with_where_it_went_wrong_and_leaves_nothing_half(caplog, monkeypatch):
    bad = make_page("slecht")
    due(bad)

    def publish(revision):
        Page.objects.filter(pk=bad.pk).update(title="half")
        raise KeyError("secret@voorbeeld.be")

    monkeypatch.setattr(jobs, "_publish", publish)
    assert jobs.publish_scheduled()["failed"] == 1
    bad.refresh_from_db()
    assert bad.title == "slecht"
    [record] = [record for record in caplog.records if "schedule_failed" in str(record.msg)]
    assert record.msg["event"] == "schedule_failed"
    assert "KeyError" in str(record.msg.get("exception") or record.exc_info)
