"""The answers of a form leave over all its versions, for who may, no more than they may read, and it is written down."""

import csv
import datetime
import io
import json
import zipfile

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, CaseExclusion, CaseType
from forms_app.export import actions, formats
from forms_app.export import answers as export_answers
from forms_app.models import Form, Submission
from forms_app.service import submit_answers
from ground.actor import Actor
from people.models import Department, Team
from people.roles import ADMINISTRATOR, AUDITOR, EDITOR, FORM_BUILDER, HANDLER, LEAD, READER
from records.models import AuditLine, StoredFile
from records.service import history_of
from tests.cases.factories import staff
from tests.factories import make_department, make_form, question, step
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db

NAME = question("text", "naam", "Hoe heet u?", meaning="name")
WISH = question("long_text", "wens", "Wat wenst u?", required=False)
NUMBER = question("national_number", "rijksregister", "Rijksregisternummer", required=False)
FILES = question("file", "bijlage", "Bijlage", required=False)
WHEN = question("date", "dag", "Welke dag?", required=False)
MUCH = question("number", "meter", "Hoeveel meter?", required=False, decimals=1)
BIRTH = question("text", "plaats", "Waar bent u geboren?", required=False, personal_data=True)


@pytest.fixture
def form():
    return make_form(step("Vragen", NAME, WISH, WHEN, MUCH, BIRTH))


@pytest.fixture
def lead():
    return staff("teamleider", LEAD, make_department())


@pytest.fixture
def builder():
    return staff("bouwer", FORM_BUILDER, make_department())


def submit(form, **given):
    number = Submission.objects.count()
    values = {"naam": f"Jonas {number}", **given}
    return submit_answers(Actor("citizen"), form.current_version(), values, key=f"test:{number}")


def change(form, *questions):
    """Publish another version of the form."""
    form = Form.objects.get(pk=form.pk)
    form.steps = Form._meta.get_field("steps").stream_block.to_python([step("Vragen", *questions)])
    form.save_revision().publish()
    return Form.objects.get(pk=form.pk)


def address(form):
    return f"/cms/snippets/forms_app/form/antwoorden/{form.pk}/"


def download(user, form, kind="csv", **period):
    answer = signed_in(user).post(address(form), {"format": kind, **period})
    assert answer.status_code == 200
    assert answer.streaming, answer.text
    return answer.getvalue()


def rows(user, form, **period):
    """Return the rows of the CSV file, the headings first."""
    text = download(user, form, **period).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def table(user, form, **period):
    """Return each row by heading."""
    first, *others = rows(user, form, **period)
    return [dict(zip(first, row, strict=True)) for row in others]


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


def with_file(submission, content=b"%PDF-1.4 huur"):
    return StoredFile.objects.create(
        file=ContentFile(content, name="x"), name="huur.pdf", content_type="application/pdf", size=len(content),
        sha256="0" * 64, owner_kind="submission", owner_id=str(submission.pk), slot="bijlage",
    )  # fmt: skip


@pytest.fixture
def with_files(lead):
    form = make_form(step("Vragen", NAME, FILES))
    submission = submit(form)
    file = with_file(submission)
    Submission.objects.filter(pk=submission.pk).update(answers={"naam": "Jonas", "bijlage": [str(file.pk)]})
    return form, Case.objects.get(submission=submission).reference, file


def test_files_stand_in_the_zip_where_the_list_says(with_files, lead):
    form, reference, file = with_files
    path = f"bestanden/{reference}/1 huur.pdf"
    with zipfile.ZipFile(io.BytesIO(download(lead, form, "zip"))) as archive:
        assert archive.namelist() == ["antwoorden.csv", path]
        assert archive.read(path) == b"%PDF-1.4 huur"
        assert path in archive.read("antwoorden.csv").decode()
    assert table(lead, form)[0]["Bijlage"] == "huur.pdf (PDF, 1 kB)"
    file.file.delete(save=False)
    with zipfile.ZipFile(io.BytesIO(download(lead, form, "zip"))) as archive:
        assert archive.read("niet-gevonden.txt").decode() == f"{path}\n"


def test_files_do_not_leave_with_who_reads_no_cases(with_files, builder):
    form, _reference, _file = with_files
    with zipfile.ZipFile(io.BytesIO(download(builder, form, "zip"))) as archive:
        assert archive.namelist() == ["antwoorden.csv"]
        assert "huur" not in archive.read("antwoorden.csv").decode()


def test_who_reads_no_cases_gets_nothing_personal(builder, lead):
    form = make_form(step("Vragen", NAME, WISH, BIRTH, NUMBER))
    submit(form, wens="een bank", plaats="Gent", rijksregister="93051822361")
    (row,) = table(builder, form)
    assert [row[each] for each in ("Hoe heet u?", "Waar bent u geboren?", "Rijksregisternummer")] == [
        "[afgeschermd]"
    ] * 3
    assert row["Wat wenst u?"] == "een bank"
    answers = json.loads(download(builder, form, "jsonl"))["answers"]
    assert answers == {"wens": "een bank", **dict.fromkeys(("naam", "plaats", "rijksregister"), "[afgeschermd]")}
    (row,) = table(lead, form)
    assert (row["Hoe heet u?"], row["Waar bent u geboren?"]) == ("Jonas 0", "Gent")
    assert row["Rijksregisternummer"] == "93.05.18-•••.••", (
        "as on the case, where each who reads it whole is written down"
    )


def test_what_is_discreet_is_not_there_for_who_reads_no_cases(form, builder, lead):
    submit(form)
    CaseType.objects.update(is_discreet=True)
    assert "Er zijn nog geen inzendingen die u mag zien." in signed_in(builder).get(address(form)).text
    assert len(table(lead, form)) == 1
    CaseType.objects.update(is_discreet=False)
    Department.objects.update(is_discreet=True)
    assert "Er zijn nog geen inzendingen die u mag zien." in signed_in(builder).get(address(form)).text


def test_a_case_from_which_somebody_is_excluded_is_not_there(form, lead, builder):
    submission, _other = submit(form), submit(form)
    team = Team.objects.create(department=make_department(), name="Buiten")
    team.members.set([lead, builder])
    CaseExclusion.objects.create(case=Case.objects.get(submission=submission), team=team)
    for user in (lead, builder):
        assert [row["Nummer"] for row in table(user, form)] == [Case.objects.latest("pk").reference]
        assert "<strong>1</strong> inzending" in signed_in(user).get(address(form)).text


def test_a_case_that_went_to_another_department_went_out_of_sight(form, lead):
    submission = submit(form)
    Case.objects.filter(submission=submission).update(department=make_department("milieu", "Milieu"))
    assert "Er zijn nog geen inzendingen" in signed_in(lead).get(address(form)).text


@pytest.mark.parametrize("role", [HANDLER, READER, EDITOR, ADMINISTRATOR, AUDITOR])
def test_no_other_role_takes_out_answers(form, role):
    submit(form)
    client = signed_in(staff("iemand", role, make_department()))
    for answer in (client.get(address(form)), client.post(address(form), {"format": "csv"})):
        assert answer.status_code == 404
    assert not AuditLine.objects.filter(action="form.answers_exported").exists()


def test_the_forms_of_another_department_are_not_there(form):
    submit(form)
    for role in (LEAD, FORM_BUILDER):
        client = signed_in(staff(role, role, make_department("milieu", "Milieu")))
        assert client.get(address(form)).status_code == 404
        assert client.post(address(form), {"format": "csv"}).status_code == 404


def test_looking_and_counting_write_nothing_and_taking_out_is_written_down(form, lead):
    submit(form), submit(form)
    client, lines = signed_in(lead), AuditLine.objects.filter(action="form.answers_exported")
    assert "<strong>2</strong> inzendingen" in client.get(address(form)).text
    assert "<strong>2</strong> inzendingen" in client.post(address(form), {"format": "csv", "count": "1"}).text
    assert not lines.exists()
    download(lead, form, "xlsx")
    line = lines.get()
    assert line.actor_id == str(lead.pk)
    assert line.detail == {"form": form.pk, "number": 2, "format": "xlsx", "masked": False}
    for case in Case.objects.all():
        assert history_of("case", case.pk).filter(action="form.answers_exported").get() == line


def test_a_period_counts_whole_days_here(form, lead):
    moments = ["2026-10-31T22:59:59Z", "2026-10-31T23:00:00Z", "2026-11-30T22:59:59Z", "2026-11-30T23:00:00Z"]
    for moment in moments:
        submission = submit(form)
        Submission.objects.filter(pk=submission.pk).update(created_at=datetime.datetime.fromisoformat(moment))
    november = {"first": "01-11-2026", "last": "30-11-2026"}
    assert [row["Ingediend"] for row in table(lead, form, **november)] == ["2026-11-01 00:00:00", "2026-11-30 23:59:59"]
    assert len(rows(lead, form, first="01-11-2026")) == 4
    assert len(rows(lead, form, last="31-10-2026")) == 2


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"format": "csv", "first": "02-11-2026", "last": "01-11-2026"}, "01-11-2026 ligt voor 02-11-2026."),
        ({"format": "csv", "first": "gisteren"}, "Dit is geen datum."),
        ({"format": "pdf"}, "Kies een soort uit de lijst."),
        ({}, "Kies een soort bestand."),
        ({"format": "csv", "last": "01-01-2020"}, "Er zijn geen inzendingen die u kunt uitvoeren."),
    ],
)
def test_what_cannot_be_taken_out_is_said(form, lead, posted, said):
    submit(form)
    answer = signed_in(lead).post(address(form), posted)
    assert not answer.streaming
    assert said in answer.text
    assert not AuditLine.objects.filter(action="form.answers_exported").exists()


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


def test_the_way_to_the_answers_stands_beside_the_form_for_who_may(form, lead, builder):
    way = f'href="{address(form)}"'
    listed, edited = "/cms/snippets/forms_app/form/", f"/cms/snippets/forms_app/form/edit/{form.pk}/"
    assert way in signed_in(lead).get(listed).text
    assert way in signed_in(builder).get(listed).text
    assert way in signed_in(builder).get(edited).text
    editor = signed_in(staff("redacteur", EDITOR, make_department()))
    assert way not in editor.get(listed).text
    assert way not in editor.get(edited).text


def test_what_is_erased_meanwhile_does_not_break_the_file(form, lead):
    gone, left = submit(form), submit(form)
    answer = signed_in(lead).post(address(form), {"format": "csv"})
    Case.objects.filter(submission=gone).update(submission=None)
    Submission.objects.filter(pk=gone.pk).delete()
    assert answer.getvalue().decode().count("Jonas") == 1
    assert left.pk
