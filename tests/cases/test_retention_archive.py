"""Cases for the archive: a zip that proves itself, erased only after the archive has it, and gone then itself."""

import datetime
import hashlib
import json
import threading
import zipfile

import pytest
from django.db import connection
from django.utils import timezone

from cases import actions
from cases.errors import NotPossible
from cases.models import Case, CaseType, Declaration, Disposal, DisposalItem
from cases.retention import deciding, packing
from cases.retention.archive_files import archive_files
from cases.retention.destroying import dispose
from cases.retention.judging import due_cases
from cases.retention.packing import ARCHIVE_FILE_TTL
from ground.actor import SYSTEM
from records.errors import FileRefused
from records.models import AuditLine, StoredFile
from records.models.stored_file import private_storage
from records.service import sweep_files
from tests.cases.factories import make_case
from tests.cases.retention import (
    approve,
    case_with_everything,
    close,
    due_case,
    give_rule,
    proposal,
    records_manager,
    today,
)

pytestmark = pytest.mark.django_db
State, ItemState = Disposal.State, DisposalItem.State
SECOND = datetime.timedelta(seconds=1)


def to_archive(*cases):
    """Return the approved proposal of cases for the archive, and who approved it."""
    give_rule(cases[0].type_version.case_type.code, "archive")
    disposal, by = proposal(*cases), records_manager()
    approve(by, disposal)
    return disposal, by


def contents(stored):
    """Return {path: bytes} of a zip."""
    with stored.file.open("rb") as opened, zipfile.ZipFile(opened) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def test_the_zip_holds_what_was_asked_answered_and_done_and_a_manifest_with_the_hash_of_each_file():
    case = case_with_everything()
    sent = StoredFile.objects.get()
    disposal, _by = to_archive(case)
    assert dispose() == 0
    stored = archive_files(disposal).get()
    assert (stored.content_type, stored.name) == ("application/zip", f"verhuis-{today()}-001.zip")
    files = contents(stored)
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["sha256"] == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert manifest["rule"] == "SN-12"
    assert [each["reference"] for each in manifest["cases"]] == [case.reference]
    path = f"{case.reference}/bestanden/{sent.pk}/Wannes Zonderling.pdf"
    assert set(files) == {f"{case.reference}/zaak.json", path}
    assert hashlib.sha256(files[path]).hexdigest() == sent.sha256
    data = json.loads(files[f"{case.reference}/zaak.json"])
    assert data["reference"] == case.reference
    assert data["applicant"] == {"name": "Wannes Zonderling", "email": "wannes@zonderling.be"}
    assert [(row["label"], row["text"]) for row in data["answers"]][:2] == [
        ("Hoe heet u?", ["Wannes Zonderling"]),
        ("Wat is uw e-mailadres?", ["wannes@zonderling.be"]),
    ]
    assert [event["text"] for event in data["events"]] == ["", "Dag Wannes Zonderling", "Klaar, Wannes Zonderling"]
    assert [note["text"] for note in data["notes"]] == ["Wannes Zonderling belde"]
    assert data["files"][0]["sha256"] == sent.sha256
    assert data["retention"] == {"rule": "SN-12", "years": 5, "then": "archive"}


@pytest.mark.django_db(transaction=True)
def test_a_case_is_erased_only_after_the_receipt_and_then_the_zip_goes_too():
    case = case_with_everything()
    disposal, by = to_archive(case)
    dispose()
    disposal.refresh_from_db()
    assert disposal.state == State.PACKED
    stored = archive_files(disposal).get()
    dispose(), dispose()
    assert Case.objects.filter(pk=case.pk).exists()
    deciding.confirm_receipt(by, disposal, " SA-2026-17 ")
    assert dispose() == 1
    assert not Case.objects.exists()
    assert not StoredFile.objects.exists()
    assert not private_storage().exists(stored.file.name)
    made = Declaration.objects.get()
    assert (made.destination, made.receipt, made.number) == ("archive", "SA-2026-17", 1)
    disposal.refresh_from_db()
    assert (disposal.state, disposal.receipt, str(disposal.received_by_id)) == ("done", "SA-2026-17", by.id)
    assert disposal.received_at is not None


def test_a_receipt_needs_the_archives_own_reference_and_a_zip():
    disposal, by = to_archive(due_case())
    with pytest.raises(NotPossible, match="Dit kan niet meer"):
        deciding.confirm_receipt(by, disposal, "SA-1")
    dispose()
    with pytest.raises(NotPossible, match="kenmerk"):
        deciding.confirm_receipt(by, disposal, "  ")


def test_the_job_makes_each_part_once_however_often_it_runs(monkeypatch):
    monkeypatch.setattr(packing, "PART_CASES", 2)
    cases = [due_case(f"Burger {number}") for number in range(5)]
    disposal, _by = to_archive(*cases)
    for _run in range(6):
        dispose(budget=-1.0)  # each run makes one part, whatever the time
    parts = list(archive_files(disposal))
    assert [part.name.rpartition("-")[2] for part in parts] == ["001.zip", "002.zip", "003.zip"]
    packed = [each["reference"] for part in parts for each in json.loads(contents(part)["manifest.json"])["cases"]]
    assert sorted(packed) == sorted(case.reference for case in cases)
    assert Disposal.objects.get().state == State.PACKED


def test_a_part_is_bounded_by_what_its_files_weigh(monkeypatch):
    disposal, _by = to_archive(due_case(then="archive"), due_case("Ewa"))
    monkeypatch.setattr(packing, "PART_BYTES", 0)  # each case is one too many for another beside it
    dispose()
    assert archive_files(disposal).count() == 2


def test_a_case_that_changed_since_it_was_packed_stays():
    case = due_case(then="archive")
    disposal, by = to_archive(case)
    dispose()
    actions.note(SYSTEM, case, "Nog een nota")
    deciding.confirm_receipt(by, disposal, "SA-1")
    assert dispose() == 0
    assert "gewijzigd nadat" in disposal.items.get().reason
    assert Case.objects.filter(pk=case.pk).exists()
    assert not Declaration.objects.exists()
    assert not archive_files(disposal).exists()


def test_a_case_that_may_not_go_is_not_packed():
    kept, gone = due_case(then="archive"), due_case("Ewa")
    disposal, _by = to_archive(kept, gone)
    Case.objects.filter(pk=kept.pk).update(closed_at=None)
    dispose()
    manifest = json.loads(contents(archive_files(disposal).get())["manifest.json"])
    assert [each["reference"] for each in manifest["cases"]] == [gone.reference]
    assert "heropend" in disposal.items.get(case_id=kept.pk).reason


def test_where_no_case_may_go_the_archive_gets_nothing_and_the_proposal_is_done():
    disposal, _by = to_archive(due_case(then="archive"))
    CaseType.objects.update(retention_rule="SN-99")
    dispose(), dispose()
    disposal.refresh_from_db()
    assert disposal.state == State.DONE
    assert not archive_files(disposal).exists()
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_case_with_a_damaged_file_is_not_handed_over(damage):
    case = case_with_everything()
    stored = StoredFile.objects.get()
    if damage == "gone":
        stored.file.delete(save=False)
        StoredFile.objects.filter(pk=stored.pk).update(file=stored.file.name or "00/weg")
    else:
        StoredFile.objects.filter(pk=stored.pk).update(sha256="0" * 64)
    disposal, _by = to_archive(case)
    dispose(), dispose()
    assert "beschadigd of ontbreekt" in disposal.items.get().reason
    assert Case.objects.filter(pk=case.pk).exists()


def test_a_refusal_takes_the_zip_along():
    case = due_case(then="archive")
    disposal, by = to_archive(case)
    dispose()
    deciding.refuse(by, disposal, "Toch niet")
    assert not archive_files(disposal).exists()
    assert Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize(("age", "state"), [(ARCHIVE_FILE_TTL - 60 * SECOND, "packed"), (ARCHIVE_FILE_TTL, "refused")])
def test_a_zip_that_nobody_confirms_goes_after_ninety_days_and_the_cases_are_proposed_anew(age, state):
    case = due_case(then="archive")
    disposal, _by = to_archive(case)
    dispose()
    Disposal.objects.update(packed_at=timezone.now() - age)
    dispose()
    disposal.refresh_from_db()
    assert disposal.state == state
    assert archive_files(disposal).exists() == (state == "packed")
    assert list(due_cases(disposal.case_type, today())) == ([] if state == "packed" else [case])


def test_a_full_disk_makes_no_zip_and_loses_nothing(monkeypatch, settings):
    case = due_case(then="archive")
    disposal, _by = to_archive(case)
    with monkeypatch.context() as full:
        full.setattr(packing, "keep_made_file", lambda *_given: (_ for _ in ()).throw(FileRefused("vol")))
        dispose()
    assert (Disposal.objects.get().state, disposal.items.get().packed_sha256) == ("approved", "")
    dispose()
    assert Disposal.objects.get().state == State.PACKED


def test_a_proposal_that_cannot_be_packed_keeps_no_other_from_its_turn_and_the_job_says_so(monkeypatch):
    to_archive(due_case(then="archive"))
    other = proposal(due_case(code="melding"))
    approve(records_manager("tweede"), other)

    def fails(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packing, "_make_part", fails)
    with pytest.raises(OSError, match="No space"):
        dispose()
    other.refresh_from_db()
    assert other.state == State.DONE


def test_nothing_of_a_case_with_a_damaged_file_lies_in_the_zip():
    damaged = case_with_everything()
    StoredFile.objects.update(sha256="0" * 64)
    good = make_case("Ewa Nowak", code="verhuis")
    close(good)
    disposal, _by = to_archive(damaged, good)
    dispose()
    assert set(contents(archive_files(disposal).get())) == {"manifest.json", f"{good.reference}/zaak.json"}


class Killed(BaseException):
    """What no handler of errors sees: the end of the process."""


@pytest.mark.django_db(transaction=True)
def test_killed_while_a_part_is_written_the_next_run_makes_it_and_the_rest_is_swept(monkeypatch):
    case = due_case(then="archive")
    disposal, _by = to_archive(case)

    lost = []

    def dies(self, *args, **kwargs):
        lost.append(self.file.name)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(StoredFile, "save", dies)
        with pytest.raises(Killed):
            dispose()
    assert disposal.items.get().packed_sha256 == ""
    dispose()
    assert archive_files(disposal).count() == 1
    old = timezone.now() + datetime.timedelta(days=2)
    monkeypatch.setattr("records.files.timezone.now", lambda: old)
    sweep_files()
    assert not private_storage().exists(lost[0])
    assert contents(archive_files(disposal).get())


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_pack_each_case_once(monkeypatch):
    monkeypatch.setattr(packing, "PART_CASES", 2)
    disposal, _by = to_archive(*[due_case(f"Burger {number}") for number in range(6)])
    ready = threading.Barrier(2)

    def worker():
        try:
            ready.wait(timeout=30)
            dispose()
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    dispose()
    packed = [
        each["reference"]
        for part in archive_files(disposal)
        for each in json.loads(contents(part)["manifest.json"])["cases"]
    ]
    assert len(packed) == len(set(packed)) == 6
    assert Disposal.objects.get().state == State.PACKED
    assert AuditLine.objects.filter(action="disposal.packed").count() == 1
