"""What runs by the clock."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import Schedule
from wagtail.models import Page
from wagtail.signals import page_published

from cases.models import Case, Disposal
from forms_app.models import Draft
from front.models import ContentPage
from portal.operations import jobs, schedules
from records.models import OutboxMessage
from records.service import MessageContent, heartbeats, link_for, queue_mail, url_of
from tests.cases.retention import approve, due_case, records_manager
from tests.factories import make_form, question, step

pytestmark = pytest.mark.django_db


def make_page(title, **fields):
    page = ContentPage(title=title, slug=title, **fields)
    Page.objects.get(depth=2).add_child(instance=page)
    return page


def due(page):
    """Schedule a page a minute ago, as an editor did an hour ago."""
    page.live = False
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save()
    page.save_revision().publish()
    page.get_latest_revision()
    revision = page.revisions.latest("created_at")
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()


def test_a_page_appears_at_its_hour_and_goes_at_its_last():
    comes, goes = make_page("komt"), make_page("gaat")
    due(comes)
    goes.expire_at = timezone.now() - timedelta(minutes=1)
    goes.save()
    assert jobs.publish_scheduled() == {"expired": 1, "published": 1, "failed": 0}
    comes.refresh_from_db()
    goes.refresh_from_db()
    assert (comes.live, goes.live, goes.expired) == (True, False, True)
    assert jobs.publish_scheduled() == {"expired": 0, "published": 0, "failed": 0}


def test_a_page_that_cannot_be_published_does_not_keep_the_others_from_it():
    bad, good = make_page("slecht"), make_page("goed")
    due(bad)
    due(good)

    def refuse(instance, **kwargs):
        if instance.slug == "slecht":
            raise ValueError("this one never")

    page_published.connect(refuse)
    try:
        assert jobs.publish_scheduled() == {"expired": 0, "published": 1, "failed": 1}
    finally:
        page_published.disconnect(refuse)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.live, good.live) == (False, True)


def test_an_expired_form_goes_too():
    form = make_form(step("Wie", question("text", "naam", "Naam")))
    form.expire_at = timezone.now() - timedelta(minutes=1)
    form.save()
    assert jobs.publish_scheduled()["expired"] == 1
    form.refresh_from_db()
    assert not form.live


def test_an_expired_draft_is_purged_and_a_fresh_one_stays():
    version = make_form(step("Wie", question("text", "naam", "Naam"))).current_version()
    old = Draft.objects.create(version=version, expires_at=timezone.now() - timedelta(days=1))
    fresh = Draft.objects.create(version=version)
    assert jobs.purge_drafts() == 1
    assert set(Draft.objects.values_list("pk", flat=True)) == {fresh.pk} - {old.pk}


def test_expired_sessions_are_deleted():
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=timezone.now() + timedelta(days=1))
    jobs.purge_counters()
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_every_schedule_names_a_job_that_exists_and_a_second_sync_changes_nothing():
    assert schedules.sync() == len(schedules.JOBS)
    assert schedules.sync() == 0
    for schedule in Schedule.objects.all():
        assert callable(import_string(schedule.func))


def test_a_sync_mends_what_was_changed_and_leaves_an_operators_own_schedule():
    schedules.sync()
    Schedule.objects.create(name="backup", func="os.getpid")
    Schedule.objects.filter(name=schedules.JOBS[0].name).update(minutes=60)
    Schedule.objects.create(name="stadswinkel: vergeten", func="os.getpid")
    assert schedules.sync() == 2
    assert Schedule.objects.get(name=schedules.JOBS[0].name).minutes == 1
    assert Schedule.objects.filter(name="backup").exists()
    assert not Schedule.objects.filter(name="stadswinkel: vergeten").exists()


def test_the_clock_proposes_what_is_due_and_destroys_what_was_approved():
    case = due_case()
    assert jobs.propose_disposals() == 1
    assert jobs.dispose() == 0
    disposal = Disposal.objects.get()
    approve(records_manager(), disposal)
    assert jobs.dispose() == 1
    assert not Case.objects.filter(pk=case.pk).exists()
    beats = heartbeats.last(["propose_disposals", "dispose"])
    assert all(beat.succeeded_at for beat in beats.values())
    assert set(beats) == {"propose_disposals", "dispose"}


def test_a_purged_draft_takes_its_mail_along_and_its_link_says_that_it_is_over(client):
    draft = Draft.objects.create(
        version=make_form(step("Wie bent u?", question("text", "naam", "Naam"))).current_version()
    )
    link = link_for("draft", draft.pk, draft.expires_at)
    queue_mail("draft:1", "wannes@zonderling.be", MessageContent("Bewaard", "Dag,", ()), target=("draft", draft.pk))
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert jobs.purge_drafts() == 1
    assert not OutboxMessage.objects.exists()
    answer = client.get(url_of(link).removeprefix("http://testserver"))
    assert answer.status_code == 410
    assert "bewaren we daarna niet meer" in answer.text
