"""The answers of a form leave over all its versions, each as it was asked, in files that open anywhere."""

import datetime
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from forms_app.export import actions, formats
from forms_app.export import answers as export_answers
from forms_app.models import Submission
from forms_app.service import submit_answers
from ground import zip_stream
from ground.actor import Actor
from people.roles import FORM_BUILDER, LEAD
from tests.cases.factories import staff
from tests.factories import make_department, make_form, question, step
from tests.forms_app.exporting import (
    BIRTH,
    MUCH,
    NAME,
    WHEN,
    WISH,
    address,
    change,
    download,
    form_with_file,
    rows,
    submit,
    table,
)
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return make_form(step("Vragen", NAME, WISH, WHEN, MUCH, BIRTH))


@pytest.fixture
def lead():
    return staff("teamleider", LEAD, make_department())


@pytest.fixture
def builder():
    return staff("bouwer", FORM_BUILDER, make_department())


def test_each_kind_of_file_says_the_same(form, lead):
    submission = submit(form, wens="één\ntwee", dag="2026-11-24", meter=2.5, plaats="Gent")
    reference = Case.objects.get(submission=submission).reference
    (row,) = table(lead, form)
    assert (row["Nummer"], row["Versie"], row["Hoe heet u?"]) == (reference, "1", "Jonas 0")
    assert (row["Wat wenst u?"], row["Welke dag?"], row["Hoeveel meter?"]) == ("één\ntwee", "2026-11-24", "2,5")
    assert row["Waar bent u geboren?"] == "Gent"

    sheet = openpyxl.load_workbook(io.BytesIO(download(lead, form, "xlsx"))).active
    headings, cells = sheet.iter_rows(values_only=True)
    assert list(headings) == list(row)
    assert cells[3:] == ("Jonas 0", "één\ntwee", datetime.datetime(2026, 11, 24), 2.5, "Gent")

    line = json.loads(download(lead, form, "jsonl"))
    assert line["reference"] == reference
    assert line["submitted_at"] == submission.created_at.isoformat()
    assert line["answers"] == {
        "naam": "Jonas 0", "wens": "één\ntwee", "dag": "2026-11-24", "meter": 2.5, "plaats": "Gent",
    }  # fmt: skip

    with zipfile.ZipFile(io.BytesIO(download(lead, form, "zip"))) as archive:
        assert archive.namelist() == ["antwoorden.csv"]
        assert archive.read("antwoorden.csv") == download(lead, form)


def test_versions_that_differ_share_their_columns(form, lead):
    submit(form, wens="oud", meter=1)
    newer = change(
        form,
        {**NAME, "value": {**NAME["value"], "label": "Uw naam"}},
        question("email", "mail", "E-mail", required=False),
    )
    submit(newer, mail="a@voorbeeld.be")
    first, second = table(lead, newer)
    gone = ["Wat wenst u?", "Welke dag?", "Hoeveel meter?", "Waar bent u geboren?"]
    assert list(first)[3:] == ["Uw naam", "E-mail", *gone]
    assert (first["Versie"], first["Uw naam"], first["Wat wenst u?"], first["E-mail"]) == ("1", "Jonas 0", "oud", "")
    assert (second["Versie"], second["Uw naam"], second["Wat wenst u?"]) == ("2", "Jonas 1", "")


def test_a_name_that_changed_its_type_is_read_as_its_own_version_asked_it(form, lead):
    submit(form, dag="2026-11-24")
    version = form.current_version()
    data = json.loads(json.dumps(version.data))
    asked = next(each for each in data["structure"]["steps"][0]["questions"] if each["name"] == "dag")
    asked["type"], asked["options"] = "text", {"meaning": ""}
    other = form.versions.create(number=2, data=data, hash="x" * 64, destination=version.destination)
    submit_answers(Actor("citizen"), other, {"naam": "Amina", "dag": "morgen"}, key="other")
    assert [row["Welke dag?"] for row in table(lead, form)] == ["2026-11-24", "morgen"]


def test_what_a_version_asks_by_a_type_that_is_gone_still_leaves(form, lead):
    submit(form, wens="nog hier")
    version = form.current_version()
    data = json.loads(json.dumps(version.data))
    next(each for each in data["structure"]["steps"][0]["questions"] if each["name"] == "wens")["type"] = "weg"
    type(version).objects.filter(pk=version.pk).update(data=data, hash="y" * 64)
    assert [row["Wat wenst u?"] for row in table(lead, form)] == ["nog hier"]


def test_two_questions_of_one_text_have_each_their_column(lead):
    form = make_form(step("Vragen", NAME, question("text", "naam_2", "Hoe heet u?")))
    submit(form, naam="Jonas", naam_2="Amina")
    (row,) = table(lead, form)
    assert (row["Hoe heet u? (naam)"], row["Hoe heet u? (naam_2)"]) == ("Jonas", "Amina")


@pytest.mark.parametrize("typed", ["=1+1", "+32", "-SUM(A1)", "@x"])
def test_no_answer_and_no_question_is_a_formula(typed, lead):
    form = make_form(step("Vragen", NAME, question("text", "som", "=2+2")))
    submit(form, naam=typed, som="=3")
    headings, row = rows(lead, form)
    assert (headings[3:], row[3:]) == (["Hoe heet u?", "'=2+2"], [f"'{typed}", "'=3"])
    sheet = openpyxl.load_workbook(io.BytesIO(download(lead, form, "xlsx"))).active
    assert [(cell.data_type, cell.value) for cell in sheet[2]][3:] == [("s", typed), ("s", "=3")]


def test_files_stand_in_the_zip_where_the_list_says(lead):
    form, reference, file = form_with_file()
    path = f"bestanden/{reference}/1 huur.pdf"
    with zipfile.ZipFile(io.BytesIO(download(lead, form, "zip"))) as archive:
        assert archive.namelist() == ["antwoorden.csv", path]
        assert archive.read(path) == b"%PDF-1.4 huur"
        assert path in archive.read("antwoorden.csv").decode()
    assert table(lead, form)[0]["Bijlage"] == "huur.pdf (PDF, 1 kB)"
    file.file.delete(save=False)
    with zipfile.ZipFile(io.BytesIO(download(lead, form, "zip"))) as archive:
        assert archive.read("niet-gevonden.txt").decode() == f"{path}\n"


def test_a_version_with_which_nothing_was_sent_brings_no_columns_but_the_newest_does(form, lead):
    submit(form)
    change(form, NAME, question("text", "tussen", "Tussenin?", required=False))
    newest = change(form, NAME, question("text", "nieuw", "Nieuw?", required=False))
    headings = rows(lead, newest)[0]
    assert "Nieuw?" in headings
    assert "Wat wenst u?" in headings
    assert "Tussenin?" not in headings


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", formats.FORMATS)
def test_each_part_may_be_made_in_another_thread(form, lead, monkeypatch, kind):
    """As the server does: a slow reader holds no thread, and each thread has a connection of its own."""
    monkeypatch.setattr(export_answers, "BATCH", 1)
    monkeypatch.setattr(zip_stream, "CHUNK", 1)
    for _each in range(3):
        submit(form)
    parts = actions.export(Actor("staff", str(lead.pk)), lead, form, actions.Period(), formats.FORMATS[kind])

    def following():
        try:
            return next(parts, None)
        finally:
            connections.close_all()

    made = []
    while True:
        with ThreadPoolExecutor(1) as thread:
            part = thread.submit(following).result()
        if part is None:
            break
        made.append(part)
    assert len(made) > 1
    assert b"".join(made)[:2] in (b"PK", b"\xef\xbb", b'{"')


def test_a_workbook_takes_as_many_as_fit(form, lead, monkeypatch):
    for _each in range(2):
        submit(form)
    kind = formats.FORMATS["xlsx"]
    for limit, fits in ((2, True), (1, False)):
        monkeypatch.setitem(formats.FORMATS, "xlsx", formats.replace(kind, limit=limit))
        answer = signed_in(lead).post(address(form), {"format": "xlsx"})
        assert answer.streaming is fits
    assert "hoogstens 1 inzendingen; het zijn er 2" in answer.text


def test_the_number_of_queries_follows_the_batches_and_not_the_submissions(form, lead, monkeypatch):
    def queries():
        actor = Actor("staff", str(lead.pk))
        parts = actions.export(actor, lead, form, actions.Period(), formats.FORMATS["csv"])
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert sum(1 for _part in parts) > 1
        return len(caught)

    submit(form)
    few = queries()
    for _each in range(5):
        submit(form)
    assert queries() == few == 3
    monkeypatch.setattr(export_answers, "BATCH", 2)
    assert queries() == 1 + 3 * 2


def test_what_is_erased_meanwhile_does_not_break_the_file(form, lead):
    gone, left = submit(form), submit(form)
    answer = signed_in(lead).post(address(form), {"format": "csv"})
    Case.objects.filter(submission=gone).update(submission=None)
    Submission.objects.filter(pk=gone.pk).delete()
    assert answer.getvalue().decode().count("Jonas") == 1
    assert left.pk
