"""`manage.py export_all`: what it writes is read back and is all there is, without what opens anything."""

import hashlib
import json
import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from forms_app.models import Form
from people.models import User
from portal.operations.exporting import writing
from portal.operations.exporting.contents import EXPORTED, SECRET_FIELDS
from records.models import AuditLine, StoredFile
from records.service import keep_file, link_for, token_of
from tests.cases.factories import make_case
from tests.full_disk import files_of_at_most
from tests.records.files import png

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "een-lang-eigen-wachtwoord-1"


@pytest.fixture
def city():
    """Return a case with a file of its citizen, beside a picture and a colleague; the files are gone afterwards."""
    case = make_case(answers={"uitleg": 'Ik verhuis naar Łódź;\n"vlak bij"\u2028de markt.'})
    stored = keep_file(SimpleUploadedFile("bewijs.png", png()), ("submission", case.submission_id))
    picture = storages["default"].save("original_images/één foto.png", ContentFile(png(3, 4)))
    User.objects.create_user("els", "els@stad.example", PASSWORD, first_name="Elsé")
    yield case
    storages["private"].delete(stored.file.name)
    storages["default"].delete(picture)


@pytest.fixture
def folder(city, tmp_path):
    """Return the folder of an export."""
    call_command("export_all", tmp_path / "export", stdout=StringIO())
    return tmp_path / "export"


def lines(folder, label):
    text = (folder / writing.file_of(label)).read_text(encoding="utf-8")
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_every_row_of_every_model_is_there_with_every_field(folder):
    tables = {path.name for path in (folder / "rows").iterdir()}
    assert tables == {f"{label.lower()}.jsonl" for label in EXPORTED}
    made_by_the_export = {"records.AuditLine": 1}
    for label in EXPORTED:
        model = apps.get_model(label)
        rows = lines(folder, label)
        assert len(rows) + made_by_the_export.get(label, 0) == model._base_manager.count(), label
        columns = {field.attname for field in model._meta.local_concrete_fields} - SECRET_FIELDS.get(label, set())
        assert all(row.keys() == columns for row in rows), label


def test_the_values_are_those_of_the_database(folder, city):
    [case] = lines(folder, "cases.Case")
    assert (case["reference"], case["department_id"]) == (city.reference, city.department_id)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", case["received_at"])
    assert case["due"] == city.due.isoformat()
    [submission] = lines(folder, "forms_app.Submission")
    assert submission["answers"] == city.submission.answers
    assert submission["id"] == str(city.submission_id)
    [form] = lines(folder, "forms_app.Form")
    assert form["steps"] == list(Form.objects.get().steps.get_prep_value())
    [stored] = lines(folder, "records.StoredFile")
    content = (folder / "files" / "private" / stored["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == stored["sha256"] == StoredFile.objects.get().sha256
    assert (folder / "files" / "default" / "original_images" / "één foto.png").read_bytes() == png(3, 4)


def test_the_manifest_counts_and_hashes_each_file(folder):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    there = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert there == manifest["files"].keys() | {"manifest.json"}
    for name, entry in manifest["files"].items():
        content = (folder / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["size"], entry["sha256"]), name
        assert entry.get("rows", content.count(b"\n")) == content.count(b"\n"), name


def test_nothing_that_opens_anything_is_in_it_and_nobody_else_reads_it(folder, city, settings):
    hashed = User.objects.get(username="els").password
    token = token_of(link_for("case", city.pk))
    assert folder.stat().st_mode & 0o077 == 0
    for file in folder.rglob("*"):
        if file.is_file():
            assert file.stat().st_mode & 0o077 == 0, file
            content = file.read_bytes()
            for secret in (hashed, token, settings.SECRET_KEY, city.submission.idempotency_key):
                assert secret.encode() not in content, file


def test_what_others_write_meanwhile_is_in_no_file(city, tmp_path, monkeypatch):
    """A row and what it refers to come from one moment, also when they stand in files that are written a minute apart."""
    other = connection.copy()
    write_rows = writing._write_rows

    def then_somebody_writes(file, label):
        if label == "people.Department":
            with other.cursor() as cursor:
                cursor.execute("UPDATE cases_case SET title = 'later'")
        return write_rows(file, label)

    monkeypatch.setattr(writing, "_write_rows", then_somebody_writes)
    try:
        list(User.objects.all())
        writing.export(tmp_path / "export")
    finally:
        other.close()
    [case] = lines(tmp_path / "export", "cases.Case")
    assert case["title"] == city.title
    city.refresh_from_db()
    assert city.title == "later"


def test_it_is_written_down(folder):
    line = AuditLine.objects.get(action="city.exported")
    assert line.detail["rows"] > 100
    assert line.detail["files"] >= 2


def test_a_folder_that_is_there_is_left_alone(city, tmp_path):
    for name in ("export", ".export.partial"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").touch()
        with pytest.raises(CommandError, match="is there already"):
            call_command("export_all", tmp_path / "export")
        assert (tmp_path / name / "x").exists()
        (tmp_path / name).rename(tmp_path / f"{name}.away")


def test_a_full_disk_is_told_and_leaves_nothing_half(city, tmp_path):
    with files_of_at_most(500), pytest.raises(writing.ExportError, match="cannot be written"):
        writing.export(tmp_path / "export")
    assert list(tmp_path.iterdir()) == []
