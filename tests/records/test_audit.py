"""The audit trail is written once, by whom and through which channel."""

import pytest

from ground.actor import Actor
from records.models import AuditLine
from records.service import AppendOnly, write_audit

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
