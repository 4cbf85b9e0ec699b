"""A page of a form that is too old, or that another site posts: shown again, never saved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forms_app.models import Draft
from records.models import StoredFile
from tests.factories import make_form, question, step, when
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def too_late():
    """A citizen whose browser lost the proof: the token's cookie."""
    make_form(
        step(
            "Wie",
            question("text", "naam", "Hoe heet u?"),
            question("text", "reden", "Waarom?", required=False, show_if=when("naam", "filled")),
            question("file", "bewijs", "Uw bewijs", required=False),
        )
    )
    citizen = Citizen(client=Client(enforce_csrf_checks=True)).start()
    del citizen.client.cookies["csrftoken"]
    return citizen


def test_what_was_typed_on_a_page_that_is_too_old_is_shown_again_and_not_saved(too_late):
    too_late.send(naam="Jonas <b>", reden="omdat")
    assert too_late.page.status_code == 403
    assert "U was te lang weg" in too_late.text
    assert "bestand is er niet bij" not in too_late.text
    assert (too_late.values["naam"], too_late.values["reden"]) == (["Jonas <b>"], ["omdat"])
    assert too_late.errors == []
    assert (Draft.objects.get().data, Draft.objects.get().lock_version) == ({}, 0)
    assert too_late.send().step == "controle"
    assert Draft.objects.get().answers["reden"] == "omdat"


def test_a_file_from_a_page_that_is_too_old_is_not_kept_and_the_page_says_so(too_late):
    too_late.send("add-item=bewijs", naam="Jonas", bewijs=SimpleUploadedFile("a.pdf", b"%PDF-1.7\n"))
    assert "bestand is er niet bij" in too_late.text
    assert StoredFile.objects.count() == 0


def test_an_old_page_does_not_hide_that_another_window_saved(too_late):
    other = Citizen(client=too_late.client).open(too_late.at)
    other.send(naam="Ewa")
    assert other.step == "wie"  # shown again with what the name revealed
    too_late.send(naam="Jonas")
    assert too_late.page.status_code == 403
    too_late.send()
    assert too_late.page.status_code == 409
    assert Draft.objects.get().data["step_data"]["wie"]["naam"] == ["Ewa"]


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://kwaad.example"}]
)
def test_what_another_site_posts_is_never_shown_as_the_citizens_own(too_late, headers):
    answer = too_late.client.post(too_late.at, {"naam": "door een ander"}, headers=headers)
    assert answer.status_code == 403
    assert "door een ander" not in answer.text


def test_a_stranger_without_the_proof_sees_nothing_of_the_draft(too_late):
    too_late.send(naam="Jonas").send(reden="omdat")
    page = Client(enforce_csrf_checks=True).post(too_late.at, {"naam": "x"})
    assert page.status_code == 403
    assert "omdat" not in page.text
