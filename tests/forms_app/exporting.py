"""What tests of taking out answers share: questions, a form that was submitted, and the file that leaves."""

import csv
import io

from django.core.files.base import ContentFile

from cases.models import Case
from forms_app.models import Form, Submission
from forms_app.service import submit_answers
from ground.actor import Actor
from records.models import StoredFile
from tests.factories import make_form, question, step
from tests.forms_editor.conftest import signed_in

NAME = question("text", "naam", "Hoe heet u?", meaning="name")
WISH = question("long_text", "wens", "Wat wenst u?", required=False)
NUMBER = question("national_number", "rijksregister", "Rijksregisternummer", required=False)
FILES = question("file", "bijlage", "Bijlage", required=False)
WHEN = question("date", "dag", "Welke dag?", required=False)
MUCH = question("number", "meter", "Hoeveel meter?", required=False, decimals=1)
BIRTH = question("text", "plaats", "Waar bent u geboren?", required=False, personal_data=True)


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


def with_file(submission, content=b"%PDF-1.4 huur"):
    return StoredFile.objects.create(
        file=ContentFile(content, name="x"), name="huur.pdf", content_type="application/pdf", size=len(content),
        sha256="0" * 64, owner_kind="submission", owner_id=str(submission.pk), slot="bijlage",
    )  # fmt: skip


def form_with_file():
    """Return a form with which a file was sent, the number of that case, and the file."""
    form = make_form(step("Vragen", NAME, FILES))
    submission = submit(form)
    file = with_file(submission)
    Submission.objects.filter(pk=submission.pk).update(answers={"naam": "Jonas", "bijlage": [str(file.pk)]})
    return form, Case.objects.get(submission=submission).reference, file
