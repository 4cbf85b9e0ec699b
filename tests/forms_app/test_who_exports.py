"""Who takes out answers, of which submissions and how much of them; and what is written down of it."""

import datetime
import io
import json
import zipfile

import pytest

from cases.models import Case, CaseExclusion, CaseType
from forms_app.models import Submission
from people.models import Department, Team
from people.roles import ADMINISTRATOR, AUDITOR, EDITOR, FORM_BUILDER, HANDLER, LEAD, READER
from records.models import AuditLine
from records.service import history_of
from tests.cases.factories import staff
from tests.factories import make_department, make_form, step
from tests.forms_app.exporting import (
    BIRTH,
    MUCH,
    NAME,
    NUMBER,
    WHEN,
    WISH,
    address,
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


def test_files_do_not_leave_with_who_reads_no_cases(builder):
    form, _reference, _file = form_with_file()
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
        ({"format": "csv", "first": "31-12-1899"}, "Kies een datum tussen 1900 en 2999."),
        ({"format": "csv", "last": "01-01-3000"}, "Kies een datum tussen 1900 en 2999."),
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


def test_the_first_and_the_last_day_that_can_be_asked_for_work(form, lead):
    submit(form)
    assert len(table(lead, form, first="01-01-1900", last="31-12-2999")) == 1


def test_the_way_to_the_answers_stands_beside_the_form_for_who_may(form, lead, builder):
    way = f'href="{address(form)}"'
    listed, edited = "/cms/snippets/forms_app/form/", f"/cms/snippets/forms_app/form/edit/{form.pk}/"
    assert way in signed_in(lead).get(listed).text
    assert way in signed_in(builder).get(listed).text
    assert way in signed_in(builder).get(edited).text
    editor = signed_in(staff("redacteur", EDITOR, make_department()))
    assert way not in editor.get(listed).text
    assert way not in editor.get(edited).text
