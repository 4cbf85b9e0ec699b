"""What one visitor, one draft and the disk hold is bounded; the last that fits is taken, the next is told why not."""

import shutil
import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from records import files, quotas
from records.errors import FileRefused, UploadsThrottled
from records.models import StoredFile
from records.uploading import LimitHandler

pytestmark = pytest.mark.django_db
KB, MB = 1024, 1024 * 1024


def keep(size=100, owner="1", client="203.0.113.7", name="bewijs.pdf", **more):
    content = b"%PDF-1.7\n".ljust(size)
    return files.keep_file(SimpleUploadedFile(name, content), ("draft", owner), "contract", client=client, **more)


def test_a_draft_holds_so_many_files_over_all_its_questions(settings):
    settings.UPLOAD_MAX_FILES_PER_DRAFT = 3
    for _ in range(3):
        keep()
    with pytest.raises(FileRefused, match=r"‘bewijs\.pdf’ is er niet bij: u kunt hoogstens 3 bestanden"):
        keep()
    keep(owner="2")


def test_the_files_of_a_draft_are_so_large_together(settings):
    settings.UPLOAD_MAX_MB_PER_DRAFT = 1
    keep(600 * KB)
    with pytest.raises(FileRefused, match="samen hoogstens 1 MB"):
        keep(424 * KB + 1)
    keep(424 * KB)
    keep(owner="2")


def test_files_that_many_share_have_no_drafts_limits(settings):
    settings.UPLOAD_MAX_FILES_PER_DRAFT = 1
    keep(is_shared=True)
    keep(is_shared=True)


def test_an_address_sends_so_many_files_in_an_hour(settings):
    settings.UPLOAD_MAX_FILES_PER_HOUR = 3
    for number in range(3):
        keep(owner=number)
    with pytest.raises(UploadsThrottled, match="opnieuw") as refused:
        keep(owner="9")
    assert 0 < refused.value.retry_after <= 3600
    keep(owner="9", client="198.51.100.9")
    keep(owner="9", client="")


def test_an_address_sends_so_much_in_an_hour(settings):
    settings.UPLOAD_MAX_MB_PER_HOUR = 1
    keep(1000 * KB)
    keep(24 * KB)
    with pytest.raises(UploadsThrottled):
        keep(1)
    assert StoredFile.objects.count() == 2


def test_thirty_large_files_of_one_address_are_not_all_kept(settings):
    assert settings.UPLOAD_MAX_MB_PER_HOUR < 30 * 10
    assert settings.UPLOAD_MAX_FILES_PER_HOUR >= settings.UPLOAD_MAX_FILES_PER_DRAFT


def test_no_file_is_taken_that_leaves_the_disk_too_little(settings, monkeypatch):
    settings.UPLOAD_MIN_FREE_MB = 500
    for free, is_taken in ((500 * MB + 100, True), (500 * MB + 99, False)):
        monkeypatch.setattr(shutil, "disk_usage", lambda path, free=free: shutil._ntuple_diskusage(0, 0, free))
        if is_taken:
            keep()
        else:
            with pytest.raises(FileRefused, match="onze opslag is vol"):
                keep()


def test_room_is_looked_for_where_the_folder_will_be(tmp_path):
    assert quotas._free(str(tmp_path / "not" / "yet")) > 0


def test_what_is_past_the_limit_of_a_file_reaches_no_disk(settings):
    settings.UPLOAD_MAX_BYTES = 10
    handler = LimitHandler(RequestFactory().post("/"))
    for _ in range(2):  # each file has a limit of its own
        handler.new_file("bewijs", "bewijs.pdf", "application/pdf", None)
        assert handler.receive_data_chunk(b"x" * 10, 0) == b"x" * 10
        assert handler.receive_data_chunk(b"x", 10) is None
        assert handler.file_complete(10) is None
        assert handler.file_complete(11).is_cut_off


def test_what_is_kept_is_its_owners_only():
    stored = keep()
    path = Path(stored.file.path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
