"""The audit trail is written once, by whom and through which channel."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, models
from django.utils import timezone

from ground.actor import Actor
from records.models import AuditLine, AuditTarget
from records.service import AppendOnly, history_of, purge_audit, write_audit, write_audit_of_many

pytestmark = pytest.mark.django_db


def test_a_line_says_who_for_whom_through_what_and_in_which_request():
    actor = Actor("staff", "7", channel="counter", request_id="r-1")
    line = write_audit(actor, "case.moved", "case", 42, target="done")
    line.refresh_from_db()
    assert (line.actor_kind, line.actor_id) == ("staff", "7")
    assert (line.channel, line.request_id, line.target_id, line.detail) == ("counter", "r-1", "42", {"target": "done"})


def test_a_line_is_neither_changed_nor_deleted():
    line = write_audit(Actor("system"), "case.moved", "case", 1)
    for change in (
        line.save,
        line.delete,
        AuditLine.objects.all().delete,
        lambda: AuditLine.objects.update(action="x"),
    ):
        with pytest.raises(AppendOnly):
            change()
    assert AuditLine.objects.get().action == "case.moved"


def test_one_line_about_many_has_a_target_for_each():
    line = write_audit_of_many(Actor("staff", "7"), "case.exported", "case", [3, 4, 5], format="csv")
    assert (line.target_kind, line.target_id, line.detail) == ("case", "", {"format": "csv", "number": 3})
    assert sorted(line.targets.values_list("kind", "object_id")) == [("case", "3"), ("case", "4"), ("case", "5")]


def test_targets_of_many_take_a_statement_a_batch_and_come_with_their_line_or_not_at_all(
    django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr("records.audit.TARGETS_BATCH", 1000)
    with django_assert_num_queries(6):  # a savepoint around the line and three times its targets
        write_audit_of_many(Actor("staff", "7"), "case.exported", "case", range(3000))
    assert AuditTarget.objects.count() == 3000
    with pytest.raises(IntegrityError):
        write_audit_of_many(Actor("staff", "7"), "case.exported", "case", [1, 2, 1])
    assert (AuditLine.objects.count(), AuditTarget.objects.count()) == (1, 3000)
    assert write_audit_of_many(Actor("staff", "7"), "case.exported", "case", []).detail == {"number": 0}


def test_the_history_of_a_thing_has_the_lists_in_which_it_was(django_assert_num_queries):
    own = write_audit(Actor("system"), "case.moved", "case", 3)
    among = write_audit_of_many(Actor("staff", "7"), "case.exported", "case", [3, 4])
    write_audit(Actor("system"), "case.moved", "case", 4)
    write_audit_of_many(Actor("staff", "7"), "form.read", "form", [3])
    with django_assert_num_queries(2):
        assert list(history_of("case", 3)) == [among, own]


def aged(line, moment):
    models.QuerySet(AuditLine).filter(pk=line.pk).update(at=moment)
    return line.pk


def test_a_line_goes_when_its_term_is_over_and_not_a_day_before(settings, monkeypatch):
    settings.AUDIT_YEARS = 10
    monkeypatch.setattr("records.audit.PURGE_BATCH", 2)
    now = timezone.now()
    day = timedelta(days=1)
    term = timedelta(days=3652.5)
    old = [aged(write_audit_of_many(Actor("system"), "case.exported", "case", [n]), now - term - day) for n in range(3)]
    young = aged(write_audit_of_many(Actor("system"), "case.exported", "case", [9]), now - term + day)
    assert purge_audit() == len(old)
    assert [line.pk for line in AuditLine.objects.all()] == [young]
    assert [target.object_id for target in AuditTarget.objects.all()] == ["9"]


def test_what_is_asked_later_whether_it_ever_happened_stays():
    """Setup makes nothing again that somebody deleted: its lines say that it was made."""
    line = write_audit(Actor("system"), "setup.made", "form", "melding")
    aged(line, timezone.now() - timedelta(days=36525))
    assert purge_audit() == 0
    assert AuditLine.objects.filter(pk=line.pk).exists()
