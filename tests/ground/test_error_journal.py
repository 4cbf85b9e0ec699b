"""What went wrong is written down without anybody in it, within bounds, and found again; whoever writes it never fails by it."""

import json
import os
import stat
import threading
from datetime import UTC, datetime, timedelta

import pytest

from ground import error_journal
from ground.error_codes import error_code, new_request_id
from tests.architecture.house import FLOORS
from tests.full_disk import files_of_at_most

SECRET = "Jan Peeters"
REFERENCE = "SN-7K4M-92QX-A"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def fail():
    """Return an error as a view meets it: with what somebody typed in its message, and another that caused it."""
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"Key (name)=({SECRET}) already exists") from error
    except ValueError as error:
        return error


def record(error=None, *, status=500, path="/", why="", request_id=None):
    return error_journal.record(
        error, request_id=request_id or new_request_id(), status=status, method="POST", path=path, why=why
    )


def text():
    return "".join(file.read_text() for file in error_journal.folder().glob("*.jsonl*"))


def at(monkeypatch, moment):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment

    monkeypatch.setattr(error_journal, "datetime", Clock)


def test_an_error_is_found_by_its_code_with_class_and_steps_and_without_its_message():
    code = record(fail(), path="/producten/reispas/")
    (error,) = error_journal.find(code.lower())
    assert (error.code, error.kind, error.status, error.address) == (code, "ValueError", 500, "/producten/reispas/")
    assert error.request_id.endswith(code)
    assert datetime.now(UTC) - error.moment < timedelta(minutes=1)
    assert error.trace[0] == "KeyError:"
    assert [step.split()[-1] for step in error.trace if "test_error_journal" in step] == ["fail", "fail"]
    assert SECRET not in text()


def test_the_place_is_the_innermost_code_of_ours_that_asked():
    from ground.ids import read_ids

    try:
        read_ids(1)
    except TypeError as error:
        record(error)
    (error,) = error_journal.newest()
    assert error.place.startswith("ground/ids.py:")
    assert error.place.endswith(" read_ids")


def test_our_packages_are_those_of_the_house():
    assert set(FLOORS) == error_journal.OURS


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (f"/zaken/{REFERENCE}/", "/zaken/<str:reference>/ (/zaken/)"),
        ("/zaken/", "/zaken/"),
        ("/t/geheim-geheim/", "/t/<str:token>/"),
        ("/t/geheim-geheim/en/meer/", "/t/…"),
        ("/cms/snippets/cases/case/edit/12/", "/cms/snippets/cases/case/edit/<int:pk>/"),
        ("/producten/reispas/", "/producten/reispas/"),
        ("/0470123456/an@voorbeeld.be", "/[weg]/[weg]"),
        ("job purge_drafts", "job purge_drafts"),
        ("", ""),
    ],
)
def test_of_an_address_stays_what_is_the_same_for_everybody(path, written):
    record(path=path)
    assert error_journal.newest()[0].address == written


def test_of_a_form_stays_which_one_and_not_whose():
    draft = "7f4e1f9c-2f1a-4f5e-9a37-0d3a0a3f7c11"
    record(path=f"/formulieren/kermis/{draft}/nakijken/")
    assert draft not in text()
    assert error_journal.newest()[0].address.endswith(" (/formulieren/kermis/)")


def test_the_newest_come_first_over_statuses_and_days(monkeypatch):
    now = datetime(2026, 11, 30, 12, tzinfo=UTC)
    codes = []
    for days, status in ((3, 500), (1, 413), (1, 500), (0, 413)):
        at(monkeypatch, now - timedelta(days=days, minutes=-len(codes)))
        codes.append(record(status=status))
    assert [each.code for each in error_journal.newest()] == codes[::-1]
    assert [each.code for each in error_journal.newest(2)] == codes[:1:-1]


def test_an_error_is_found_for_thirty_days_and_swept_after_that(monkeypatch):
    now = datetime(2026, 11, 30, 0, 0, 1, tzinfo=UTC)
    at(monkeypatch, now - error_journal.TTL)
    kept = record()
    at(monkeypatch, now - error_journal.TTL - timedelta(seconds=2))
    old = record()
    at(monkeypatch, now)
    assert [each.code for each in error_journal.find(kept)] == [kept]
    assert error_journal.find(old) == []
    assert error_journal.purge() == 1
    assert error_journal.purge() == 0
    assert kept in text()
    assert old not in text()


def test_a_full_file_makes_room_for_the_newest_and_for_no_other_status(monkeypatch):
    ours = record(status=500)
    record(status=413)
    line = len(text().splitlines()[0]) + 1
    monkeypatch.setattr(error_journal, "MAX_FILE_BYTES", line * 3)
    codes = [record(status=413) for _ in range(7)]
    files = list(error_journal.folder().glob("*.413.*"))
    assert len(files) == 2
    assert all(file.stat().st_size <= line * 3 for file in files)
    assert [each.code for each in error_journal.newest() if each.status == 413][:4] == codes[:-5:-1]
    assert error_journal.find(codes[0]) == []
    assert error_journal.find(ours)


def test_a_file_may_be_exactly_as_large_as_its_limit(monkeypatch):
    record()
    size = len(text().encode())
    monkeypatch.setattr(error_journal, "MAX_FILE_BYTES", size * 2)
    record()
    assert not list(error_journal.folder().glob("*.full"))
    record()
    assert len(list(error_journal.folder().glob("*.full"))) == 1


def test_a_line_is_bounded_whatever_failed():
    def deep(steps):
        if not steps:
            raise ValueError
        deep(steps - 1)

    try:
        deep(200)
    except ValueError as error:
        record(error, path="/" + "a" * 5_000, why="")
    (error,) = error_journal.newest()
    assert len(error.trace) == error_journal.MAX_TRACE
    assert len(error.address) == error_journal.MAX_LINE
    assert len(text()) < 20_000


def test_on_a_full_disk_the_code_is_told_and_no_half_line_hides_the_next(caplog):
    first = record(fail())
    size = sum(file.stat().st_size for file in error_journal.folder().glob("*.jsonl"))
    with files_of_at_most(size + 100):
        lost = record(fail())
    later = record(fail())
    assert len(lost) == 6
    assert "error_not_recorded" in caplog.text
    assert [each.code for each in error_journal.newest()] == [later, first]


def test_where_the_folder_cannot_be_made_the_code_is_told(var, caplog):
    (var / "errors").write_text("in the way")
    assert len(record(fail())) == 6
    assert "error_not_recorded" in caplog.text


def test_a_damaged_line_hides_no_other():
    code = record()
    (file,) = error_journal.folder().glob("*.jsonl")
    with file.open("a") as stream:
        stream.write('{"code":"K7M\n[]\n{"code":"K7M2QX","trace":[],"of":"a later version"}\n\n')
    later = record()
    assert [each.code for each in error_journal.newest()] == [later, code]
    assert [json.loads(line)["code"] for line in text().splitlines()[:1]] == [code]


def test_the_files_are_for_their_owner_only():
    record()
    modes = {stat.S_IMODE(os.stat(path).st_mode) for path in error_journal.folder().iterdir()}
    assert (stat.S_IMODE(os.stat(error_journal.folder()).st_mode), modes) == (0o700, {0o600})


def test_threads_that_fail_together_lose_no_line(monkeypatch):
    monkeypatch.setattr(error_journal, "MAX_FILE_BYTES", 1_000_000)
    threads = [threading.Thread(target=lambda: [record() for _ in range(20)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(error_journal.newest()) == 80


def test_who_never_failed_has_nothing_to_read():
    assert (error_journal.newest(), error_journal.find("K7M2QX"), error_journal.purge()) == ([], [], 0)


def test_an_id_without_a_code_is_recorded_all_the_same():
    assert error_code("-") == ""
    assert record(request_id="-") == ""
    assert error_journal.find("") == []


def test_bodies_that_were_too_large_are_the_same_fault_whatever_their_size():
    record(status=413, why="body of 4000001 bytes")
    record(status=413, why="body of 9000 bytes")
    record(status=413, why="only 7 bytes of the body came in time")
    faults = [each.fault for each in error_journal.newest()]
    assert (faults[1] == faults[2], faults[0] == faults[1]) == (True, False)
