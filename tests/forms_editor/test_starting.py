"""A new form begins empty, with the ready step "Wie bent u?", or with one of the forms that setup makes."""

import pytest
from django.urls import reverse

from forms_app.editing import starting
from forms_app.editing.freezing import define, require_publishable
from forms_app.models import Form
from tests.factories import make_case_type, make_department

pytestmark = pytest.mark.django_db

ADD = "/cms/snippets/forms_app/form/add/"
CODES = ["wie-bent-u", "attest-aanvragen", "melding", "vraag-stellen"]


def names(form):
    return [question.value["name"] for step in form.steps for question in step.value["questions"]]


def test_who_adds_a_form_chooses_empty_or_one_of_four(editor):
    page = editor.get(ADD).text
    assert [code for code, _title in starting.choices()] == CODES
    assert all(f'href="?begin={code}"' in page for code in CODES)
    assert "Wie bent u?" in page
    assert Form.objects.count() == 0


def test_who_asks_for_a_name_a_mail_address_a_telephone_and_an_address_in_one_go():
    form = starting.begin("wie-bent-u")
    assert names(form) == ["voornaam", "familienaam", "email", "telefoon", "adres"]
    questions = form.steps[0].value["questions"]
    assert all(question.value["personal_data"] and question.value["purpose"] for question in questions)
    assert [question.value["name"] for question in questions if not question.value["required"]] == ["telefoon"]


@pytest.mark.parametrize("code", CODES)
def test_what_a_form_begins_with_can_be_published_once_it_has_a_title_a_department_and_a_case_type(code):
    form = starting.begin(code)
    assert (form.pk, form.title, form.key, form.department_id, form.destination, form.live) == (
        None, "", "", None, "", False,
    )  # fmt: skip
    form.title, form.key, form.department, form.destination = "Nieuw", "nieuw", make_department(), make_case_type().code
    require_publishable(form)
    assert define(form).steps


@pytest.mark.parametrize("code", CODES)
def test_the_editor_opens_with_its_questions_and_writes_nothing(editor, code):
    answer = editor.get(ADD, {"begin": code})
    assert answer.status_code == 200
    assert names(answer.context["form"].instance) == names(starting.begin(code))
    assert f'href="?begin={code}"\n                        aria-current="true"' in answer.text
    assert Form.objects.count() == 0


@pytest.mark.parametrize("code", ["", "bestaat-niet", "../melding", "x" * 5000])
def test_a_code_that_is_none_begins_empty(editor, code):
    answer = editor.get(ADD, {"begin": code})
    assert answer.status_code == 200
    assert names(answer.context["form"].instance) == []
    assert 'aria-current="true"' not in answer.text


def test_who_may_add_no_forms_begins_none(handler):
    assert handler.get(reverse("wagtailsnippets_forms_app_form:add"), {"begin": "melding"}).status_code == 302
