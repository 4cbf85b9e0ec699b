"""Names in pages, links and forms: what version 0.1.0 wrote is still understood."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_app.definition import wire
from forms_app.definition.wire import Wire
from forms_app.editing import checks
from forms_app.editing.freezing import require_publishable
from forms_app.models import Draft
from records.models import StoredFile
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen
from tests.records.files import png

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def form():
    return make_form(
        step("Wie", question("text", "naam", "Hoe heet u?"), question("yes_no", "huurt", "Huurt u?")),
        step("Bewijs", question("file", "bewijs", "Uw bewijs", required=False, max_files=3)),
        key="oud",
    )


def test_the_buttons_of_an_open_page_of_0_1_still_do_what_they_say():
    citizen = Citizen("oud").start()
    who, proof = citizen.at, citizen.address + "bewijs/"

    def press(address, **data):
        return citizen.client.post(address, {"shown": ["naam", "huurt"] if address == who else ["bewijs"], **data})

    assert press(who, naam="Jonas", huurt="no").url == proof
    assert press(proof, voeg_toe="bewijs", bewijs=SimpleUploadedFile("a.png", png())).url == f"{proof}#id_bewijs"
    assert press(proof, verwijder=str(StoredFile.objects.get().pk)).url == f"{proof}#id_bewijs"
    assert not StoredFile.objects.exists()
    assert press(proof, bewaar="ja").url.endswith("/bewaren/")
    assert press(proof, vorige="ja").url == who
    digest = citizen.open(who).values[Wire.ANSWERS_DIGEST]
    changed = {"naam": "Joke", "huurt": "no", "terug": "controle"}
    assert press(who, **changed, answers_digest="x").status_code == 409
    assert press(who, **changed, answers_digest=digest).url.endswith("/controle/")
    assert Draft.objects.get().answers["naam"] == "Joke"


def test_a_kept_link_of_0_1_still_brings_its_answer(client):
    start = client.get("/formulieren/oud/?antwoord=huurt:no")
    assert 'name="answer" value="huurt:no"' in start.text
    client.post("/formulieren/oud/start/", {"antwoord": "huurt:no"})
    assert Draft.objects.get().data["step_data"] == {"wie": {"huurt": ["no"]}}


def test_a_question_that_0_1_froze_under_a_name_of_the_library_is_still_asked(monkeypatch):
    for module in (wire, checks):
        monkeypatch.setattr(module, "RESERVED_NAMES", frozenset())
    form = make_form(
        step("Wie", question("text", "form_id", "Welk formulier?"), question("text", "b", "B?")), key="vroeg"
    )
    monkeypatch.undo()
    citizen = Citizen("vroeg").start()
    assert re.findall(r' name="(form_id|b|form_reference)"', citizen.page.text) == ["form_id", "b"]
    citizen.send(form_id="Adreswijziging", b="x")
    assert Draft.objects.get().answers == {"form_id": "Adreswijziging", "b": "x"}
    require_publishable(form)
