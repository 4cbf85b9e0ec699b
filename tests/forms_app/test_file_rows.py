"""Files that a script sends one by one, before the step: kept or refused at once, under the limits of the step itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forms_app.models import Draft
from records.models import StoredFile
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen
from tests.records import files

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n"
SCRIPT = "forms_app/file-rows"


def file(content=PDF, name="bewijs.pdf"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def citizen():
    make_form(
        step(
            "Bewijs",
            question("text", "naam", "Hoe heet u?"),
            question("file", "bewijs", "Uw bewijs", max_files=2),
            question("file", "foto", "Uw foto", required=False, max_files=1),
        ),
        step("Meer", question("text", "meer", "Meer?")),
    )
    return Citizen().start()


def add(citizen, name="bewijs", step="bewijs", client=None, **data):
    address = f"{citizen.address}bestand/{step}/{name}/"
    return (client or citizen.client).post(address, data)


def kept():
    return list(StoredFile.objects.order_by("created_at").values_list("slot", "name"))


def test_a_file_is_kept_and_its_row_comes_back_with_a_button_to_take_it_away(citizen):
    answer = add(citizen, bewijs=file())
    assert answer.status_code == 200
    assert kept() == [("bewijs", "bewijs.pdf")]
    stored = StoredFile.objects.get()
    assert f'href="{citizen.address}bestand/{stored.pk}/"' in answer.text
    assert f'name="remove-item" value="{stored.pk}"' in " ".join(answer.text.split())
    assert "PDF, 1 kB" in " ".join(answer.text.split())
    assert "<html" not in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_the_step_takes_the_file_as_its_answer_and_what_was_typed_is_nobodys_business(citizen):
    add(citizen, bewijs=file(), naam="Meegestuurd")
    assert Draft.objects.get().data == {}
    citizen.send(naam="Jonas")
    assert citizen.step == "meer"
    assert Draft.objects.get().answers["bewijs"] == [str(StoredFile.objects.get().pk)]
    assert Draft.objects.get().answers["naam"] == "Jonas"


def test_what_is_refused_is_a_row_with_the_reason_beside_what_is_kept(citizen):
    add(citizen, bewijs=file())
    answer = add(citizen, bewijs=file(b"MZ\x90\x00" + b"\0" * 400, "virus.pdf"))
    assert answer.status_code == 200
    assert answer.text.count("sn-files__item--error") == 1
    assert "‘virus.pdf’" in answer.text
    assert "bewijs.pdf" in answer.text
    assert kept() == [("bewijs", "bewijs.pdf")]


def test_one_file_below_the_limit_may_come_and_one_above_may_not(citizen):
    assert "data-full" not in add(citizen, bewijs=file()).text
    assert "data-full" in add(citizen, bewijs=file(files.png(), "twee.png")).text
    assert "‘drie.pdf’ is er niet bij" in add(citizen, bewijs=file(name="drie.pdf")).text
    assert len(kept()) == 2


def test_a_file_comes_to_its_own_question_only(citizen):
    add(citizen, name="foto", bewijs=file(), foto=file(files.png(), "ik.png"))
    assert kept() == [("foto", "ik.png")]


def test_a_large_file_is_cut_off_and_refused(citizen, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    assert add(citizen, bewijs=file(PDF + b"0" * (1000 - len(PDF)), "net.pdf")).text.count("--error") == 0
    assert "‘groot.pdf’ is te groot" in add(citizen, bewijs=file(PDF + b"0" * (1001 - len(PDF)), "groot.pdf")).text
    assert kept() == [("bewijs", "net.pdf")]


@pytest.mark.parametrize(
    ("step_slug", "name"), [("bewijs", "naam"), ("bewijs", "weg"), ("meer", "meer"), ("weg", "bewijs")]
)
def test_only_a_question_for_files_on_a_step_that_opens_takes_files(citizen, step_slug, name):
    assert add(citizen, name=name, step=step_slug, bewijs=file()).status_code == 404
    assert kept() == []


def test_a_step_takes_files_only_from_when_the_steps_before_it_are_done():
    make_form(
        step("Naam", question("text", "naam", "Hoe heet u?")),
        step("Bewijs", question("file", "bewijs", "Uw bewijs")),
    )
    citizen = Citizen().start()
    assert add(citizen, bewijs=file()).status_code == 404
    assert kept() == []
    citizen.send(naam="Jonas")
    assert add(citizen, bewijs=file()).status_code == 200


@pytest.mark.parametrize(("more", "status"), [(0, 200), (-1, 400)])
def test_a_body_that_is_larger_than_any_honest_one_is_not_read(citizen, settings, more, status):
    body = b"--b\r\nContent-Disposition: form-data; name=bewijs; filename=a.pdf\r\n\r\n%PDF-1.7 \r\n--b--\r\n"
    settings.UPLOAD_MAX_BODY_BYTES = len(body) + more
    address = f"{citizen.address}bestand/bewijs/bewijs/"
    posted = citizen.client.post(address, body, content_type="multipart/form-data; boundary=b")
    assert posted.status_code == status
    assert kept() == ([("bewijs", "a.pdf")] if status == 200 else [])


def test_nobody_else_adds_a_file_and_a_draft_that_was_sent_takes_none(citizen):
    assert add(citizen, client=Client(), bewijs=file()).status_code == 403
    assert citizen.client.get(f"{citizen.address}bestand/bewijs/bewijs/").status_code == 405
    assert kept() == []
    citizen.send(naam="Jonas", bewijs=file()).send(meer="x").send()
    assert citizen.step == "klaar"
    assert add(citizen, bewijs=file(name="laat.pdf")).status_code == 404
    assert len(kept()) == 1


def test_a_file_needs_the_proof_that_it_comes_from_our_page(citizen):
    client = Client(enforce_csrf_checks=True)
    own = Citizen(client=client).start()
    assert add(own, bewijs=file()).status_code == 403
    assert kept() == []
    [token] = own.values["csrfmiddlewaretoken"]
    assert add(own, bewijs=file(), csrfmiddlewaretoken=token).status_code == 200


def test_the_script_is_loaded_where_files_are_asked_and_nowhere_else(citizen):
    assert SCRIPT in citizen.text
    assert f'data-upload="{citizen.address}bestand/bewijs/bewijs/"' in citizen.text
    citizen.send(naam="Jonas", bewijs=file())
    assert SCRIPT not in citizen.text


def test_without_the_script_a_refused_file_is_a_row_too_and_said_once_in_the_question(citizen):
    citizen.send("add-item=bewijs", bewijs=[file(), file(b"", "leeg.pdf")])
    assert citizen.errors == [("id_bewijs_0", "‘leeg.pdf’ is leeg. Kies een ander bestand.")]
    assert citizen.text.count("‘leeg.pdf’ is leeg") == 2  # the summary, and the row
    assert citizen.text.count('id="id_bewijs_error"') == 1
    assert citizen.text.count("sn-files__item--error") == 1 + 2  # the row, and one in the template of each question


def test_what_may_be_sent_is_said_before_the_box(citizen):
    text = citizen.text
    assert text.index("Hoogstens 2 bestanden van elk hoogstens 10 MB") < text.index('<input type="file" name="bewijs"')
