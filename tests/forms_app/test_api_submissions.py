"""Submitting by the API's service functions: the same rules as on the web."""

import jsonschema
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Case
from forms_app import service
from forms_app.errors import KeyReused
from forms_app.models import Submission
from ground.actor import Actor
from records.models import StoredFile
from tests.factories import make_form, question, step, when

pytestmark = pytest.mark.django_db
ACTOR = Actor("api_client", "7", channel="api")
PDF = b"%PDF-1.7\n1 0 obj\n"
CHOICES = [{"key": key, "label": key} for key in ("huur", "koop")]


@pytest.fixture
def form():
    return make_form(
        step("Wie?", question("text", "naam", "Hoe heet u?"), question("radio", "soort", "Huurt u?", choices=CHOICES)),
        step(
            "Contract",
            question("file", "contract", "Uw contract", max_files=1),
            question("number", "prijs", "Hoeveel huur?", minimum=1, show_if=when("contract", "filled")),
            show_if=when("soort", "eq", "huur"),
        ),
    )


def submit(answers, key="api:7:sleutel", body="b" * 64, actor=ACTOR):
    _form, version = service.get_live_form("adreswijziging")
    return service.submit_api(actor, version, answers, key, body)


def upload(form, actor=ACTOR, content=PDF):
    return service.keep_upload(actor, form, SimpleUploadedFile("contract.pdf", content))


def test_answers_become_one_submission_and_one_case(form):
    submission, errors = submit({"naam": "Jonas", "soort": "koop"})
    assert errors == {}
    assert submission.answers == {"naam": "Jonas", "soort": "koop"}
    assert submission.channel == "api"
    assert submit({"naam": "Jonas", "soort": "koop"})[0] == submission
    assert Case.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(form):
    submit({"naam": "Jonas", "soort": "koop"})
    with pytest.raises(KeyReused):
        submit({"naam": "Ewa", "soort": "koop"}, body="c" * 64)


def test_a_file_belongs_to_the_submission_after_it(form):
    stored = upload(form)
    submission, errors = submit({"naam": "Jonas", "soort": "huur", "contract": [str(stored.pk)], "prijs": 800})
    assert errors == {}
    stored.refresh_from_db()
    assert (stored.owner_kind, stored.owner_id) == ("submission", str(submission.pk))
    [_who, contract] = service.sections(submission.version.definition, submission.answers)
    assert contract.rows[0].lines[0].startswith("contract.pdf (PDF, ")
    assert contract.rows[0].files == [stored]


def test_the_file_of_an_answer_that_does_not_show_goes_when_it_is_sent(form):
    stored = upload(form)
    submission, errors = submit({"naam": "Jonas", "soort": "koop", "contract": [str(stored.pk)]})
    assert errors == {}
    assert "contract" not in submission.answers
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("shape", [5, "x", {"a": 1}, [None], [["x"]], ["geen-id"]])
def test_an_answer_that_does_not_show_may_have_any_shape(form, shape):
    stored = upload(form)
    submission, errors = submit({"naam": "Jonas", "soort": "koop", "contract": shape})
    assert (errors, submission.answers) == ({}, {"naam": "Jonas", "soort": "koop"})
    assert StoredFile.objects.get() == stored


def test_another_clients_file_is_no_answer(form):
    stored = upload(form, Actor("api_client", "8", channel="api"))
    submission, errors = submit({"naam": "Jonas", "soort": "huur", "contract": [str(stored.pk)], "prijs": 800})
    assert submission is None
    assert "is er niet meer" in errors["contract"][0]


def test_unknown_names_and_wrong_shapes_are_named(form):
    submission, errors = submit({"naam": ["Jonas"], "soort": "koop", "achternaam": "x"})
    assert submission is None
    assert set(errors) == {"naam", "achternaam"}
    assert Submission.objects.count() == 0


def test_a_hidden_answer_is_neither_validated_nor_submitted(form):
    submission, errors = submit({"naam": "Jonas", "soort": "koop", "contract": ["geen-id"], "prijs": -5})
    assert errors == {}
    assert submission.answers == {"naam": "Jonas", "soort": "koop"}


def test_missing_answers_are_named(form):
    _none, errors = submit({"soort": "huur"})
    assert set(errors) == {"naam", "contract"}


def test_a_withdrawn_form_is_gone(form):
    form.unpublish()
    assert service.get_live_form("adreswijziging") is None
    assert service.get_live_form("bestaat-niet") is None
    assert list(service.live_forms()) == []


def test_the_json_schema_says_what_the_server_decides(form):
    _form, version = service.get_live_form("adreswijziging")
    schema = service.json_schema(version)
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    file_id = str(upload(form).pk)
    tries = [
        {"naam": "Jonas", "soort": "koop"},
        {"naam": "Jonas", "soort": "huur"},
        {"naam": "", "soort": "koop"},
        {"naam": "Jonas", "soort": "kraak"},
        {"naam": "Jonas", "soort": "huur", "contract": [file_id]},
        {"naam": "Jonas", "soort": "huur", "contract": [file_id], "prijs": 0},
        {"naam": "Jonas", "soort": "huur", "contract": [file_id], "prijs": 8},
        {"naam": "Jonas", "soort": "koop", "onbekend": 1},
        {},
    ]
    for number, answers in enumerate(tries):
        _submission, errors = submit(answers, key=f"api:7:{number}")
        StoredFile.objects.update(owner_kind="upload", owner_id=f"{form.pk}:api_client:7")
        assert judge.is_valid(answers) == (errors == {}), answers


def test_an_upload_that_lies_is_refused(form):
    for content in (b"MZ\x90\x00" + b"\0" * 200, b"<html><script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b""):
        with pytest.raises(service.FileRefused):
            upload(form, content=content)
    assert StoredFile.objects.count() == 0
