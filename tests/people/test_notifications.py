"""What Wagtail mails to staff leaves by the outbox: no editor waits for a mail server."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from front.models import ContentPage
from people.models import User
from records.models import OutboxMessage
from records.service import drain_outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def to_approve():
    """Return a function that hands a page in; one colleague may approve it."""
    group = Group.objects.create(name="Keurders")
    User.objects.create_user("karin", email="karin@stad.example").groups.add(group)
    task = GroupApprovalTask.objects.create(name="Keuren")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Keuren")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page = ContentPage(title="Over ons", slug="over-ons", live=False)
    Page.objects.get(depth=2).add_child(instance=page)
    page.save_revision()
    return lambda: workflow.start(page, User.objects.create_superuser("els", "els@stad.example", "x"))


def test_a_page_to_approve_is_mailed_by_the_worker_and_not_by_the_request(to_approve, settings):
    settings.EMAIL_BACKEND = "a.server.that.is.not.there"  # asked for in the request, it would fail there
    to_approve()
    queued = {message.payload["to"] for message in OutboxMessage.objects.filter(kind="mail")}
    assert "karin@stad.example" in queued
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    drain_outbox()
    assert {letter.to[0] for letter in mail.outbox} == queued
    assert all("Over ons" in letter.subject + letter.body for letter in mail.outbox)


def test_a_change_that_was_undone_mails_nobody(to_approve):
    with transaction.atomic():
        to_approve()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()
