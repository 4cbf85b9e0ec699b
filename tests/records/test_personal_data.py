"""What is kept of one thing goes by one door, with all that hangs on it; what it was and who touched it stays written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from ground.actor import SYSTEM, Actor
from records.models import AuditLine, AuditTarget, CapabilityLink, OutboxMessage, StoredFile
from records.models.stored_file import private_storage
from records.service import keep_file, link_for, personal_data, write_audit, write_audit_of_many
from tests.records.files import pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shelf():
    """Things of a kind that is only here: a list of ids."""
    things = ["7", "8"]

    def take(pk):
        if pk not in things:
            return 0
        things.remove(pk)
        return 1

    with personal_data.erasers.temporarily("shelf", take):
        yield things


def written(pk):
    write_audit(Actor("staff", "3"), "case.moved", "shelf", pk, target="done")
    link_for("shelf", pk)
    OutboxMessage.objects.create(
        kind="mail",
        key=f"shelf:{pk}",
        payload={"to": "an@voorbeeld.be"},
        target_kind="shelf",
        target_id=pk,
        available_at="2026-01-01T00:00Z",
    )
    return keep_file(SimpleUploadedFile("brief.pdf", pdf()), ("shelf", pk))


def test_what_hangs_on_a_thing_goes_with_it_and_another_keeps_its_own(shelf):
    mine, other = written("7"), written("8")
    assert personal_data.erase("shelf", 7) == 5
    assert shelf == ["8"]
    for rows, of in (
        (OutboxMessage.objects, "target_id"),
        (CapabilityLink.objects.filter(gone_at=None), "object_id"),
        (StoredFile.objects, "owner_id"),
    ):
        assert list(rows.values_list(of, flat=True)) == ["8"]
    assert not private_storage().exists(mine.file.name)
    assert private_storage().exists(other.file.name)


def test_the_line_stays_without_its_detail(shelf):
    written("7"), written("8")
    personal_data.erase("shelf", "7")
    lines = AuditLine.objects.order_by("target_id").values_list("target_id", "actor_id", "action", "detail")
    assert list(lines) == [("7", "3", "case.moved", {}), ("8", "3", "case.moved", {"target": "done"})]


def test_a_second_time_does_nothing(shelf):
    written("7")
    personal_data.erase("shelf", "7")
    assert personal_data.erase("shelf", "7") == 0


def test_what_breaks_off_keeps_all_of_it(shelf):
    mine = written("7")
    with transaction.atomic():
        personal_data.erase("shelf", "7")
        transaction.set_rollback(True)
    assert OutboxMessage.objects.count() == CapabilityLink.objects.count() == StoredFile.objects.count() == 1
    assert private_storage().exists(mine.file.name)


def test_a_kind_that_nobody_erases_is_refused():
    with pytest.raises(LookupError, match="'boat'"):
        personal_data.erase("boat", 1)


def test_rows_of_history_go_by_this_door_alone():
    write_audit_of_many(SYSTEM, "case.exported", "case", [1, 2])
    assert personal_data.delete_rows(AuditTarget.objects.filter(object_id="1")) == 1
    assert AuditTarget.objects.get().object_id == "2"
