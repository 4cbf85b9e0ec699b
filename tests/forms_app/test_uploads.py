"""Files in a form: kept at once, private, judged by their content, removable without JavaScript."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forms_app.filling.drafts import purge_expired
from forms_app.models import Draft, Submission
from records.models import StoredFile
from records.service import sweep_files
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen
from tests.records import files

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n"
PNG, JPG, DOCX, ODT = files.png(), files.jpeg(), files.docx(), files.odt()


def file(content=PDF, name="bewijs.pdf"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def citizen():
    make_form(
        step(
            "Bewijs",
            question("text", "naam", "Hoe heet u?"),
            question("file", "bewijs", "Uw bewijs", max_files=3),
            question("text", "uitleg", "Uitleg?", required=False),
        )
    )
    return Citizen().start()


def kept():
    return list(StoredFile.objects.order_by("created_at").values_list("name", flat=True))


def test_several_files_at_once_are_kept_and_shown(citizen):
    citizen.send(naam="Jonas", bewijs=[file(), file(PNG, "foto.png")])
    assert citizen.step == "controle"
    assert "bewijs.pdf (PDF" in citizen.text
    assert "foto.png (PNG" in citizen.text
    citizen.send()
    submission = Submission.objects.get()
    assert len(submission.answers["bewijs"]) == 2
    assert {(stored.owner_kind, stored.owner_id) for stored in StoredFile.objects.all()} == {
        ("submission", str(submission.pk))
    }


def test_a_file_is_kept_when_another_answer_is_wrong(citizen):
    citizen.send(naam="", bewijs=file())
    assert citizen.errors == [("id_naam", "Vul een antwoord in bij: Hoe heet u?")]
    assert "bewijs.pdf" in citizen.text
    citizen.send(naam="Jonas")
    assert citizen.step == "controle"
    assert kept() == ["bewijs.pdf"]


def test_files_are_added_and_removed_by_buttons_without_errors_about_the_rest(citizen):
    citizen.send("add-item=bewijs", bewijs=file(), uitleg="half")
    assert citizen.step == "bewijs"
    assert citizen.errors == []
    assert citizen.values["uitleg"] == ["half"]
    citizen.send("add-item=bewijs", bewijs=file(PNG, "foto.png"))
    assert kept() == ["bewijs.pdf", "foto.png"]
    first = StoredFile.objects.get(name="bewijs.pdf")
    citizen.send(f"remove-item={first.pk}")
    assert kept() == ["foto.png"]
    assert "bewijs.pdf" not in citizen.text
    assert citizen.values["uitleg"] == ["half"]


def test_a_required_file_that_is_missing_is_asked_for(citizen):
    citizen.send(naam="Jonas")
    assert citizen.errors == [("id_bewijs_0", "Kies een bestand of een foto bij: Uw bewijs")]


def test_more_files_than_allowed_are_refused_by_name_and_the_first_ones_kept(citizen):
    citizen.send(naam="Jonas", bewijs=[file(name=f"{number}.pdf") for number in range(1, 6)])
    assert [message for _anchor, message in citizen.errors] == [
        "Stuur bij ‘Uw bewijs’ hoogstens 3 bestanden. ‘4.pdf’ is er niet bij.",
        "Stuur bij ‘Uw bewijs’ hoogstens 3 bestanden. ‘5.pdf’ is er niet bij.",
    ]
    assert kept() == ["1.pdf", "2.pdf", "3.pdf"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("programma.pdf", b"MZ\x90\x00" + b"\0" * 400),
        ("pagina.pdf", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("tekening.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        ("script.jpg", b"#!/bin/sh\nrm -rf /"),
        ("archief.docx", files.zipped({"bom.txt": "0" * 10_000_000})),
        ("macro.docx", files.docx({"word/vbaProject.bin": files.OLE})),
        ("kapot.docx", DOCX[:40]),
        ("tekst.pdf", b"gewoon tekst"),
        ("leeg.pdf", b""),
        ("nep.pdf", b"<html>%PDF-1.7"),
    ],
)
def test_a_file_that_lies_is_refused_in_plain_words_and_nothing_is_lost(citizen, name, content):
    citizen.send(naam="Jonas", uitleg="blijft", bewijs=[file(), file(content, name)])
    assert len(citizen.errors) == 1
    assert f"‘{name}’" in citizen.errors[0][1]
    assert citizen.values["uitleg"] == ["blijft"]
    assert kept() == ["bewijs.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("a.PDF", PDF, "a.PDF"),
        ("foto.png", JPG, "foto.png.jpg"),
        ("brief.docx", DOCX, "brief.docx"),
        ("brief.odt", ODT, "brief.odt"),
        ("iphone.heic", files.heic(brand=b"mif1"), "iphone.heic"),
        ("web.webp", files.webp(), "web.webp"),
        ("../../etc/pass wd\u202efdp.pdf", PDF, "pass wdfdp.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * 110 + ".pdf"),
        ("foto", PNG, "foto.png"),
    ],
)
def test_documents_and_photos_are_taken_under_a_harmless_name(citizen, name, content, shown):
    citizen.send(naam="Jonas", bewijs=file(content, name))
    assert citizen.errors == []
    assert kept() == [shown]
    assert shown not in StoredFile.objects.get().file.name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Huurcontract van café %22De Kroon%22.pdf", "Huurcontract van café 'De Kroon'.pdf"),
        ('Huurcontract van café "De Kroon" a\\b?:*.pdf', "Huurcontract van café 'De Kroon' a-b-.pdf"),
        ("C:\\fakepath\\IMG_1.pdf", "IMG_1.pdf"),
        ("\\\\server\\map\\brief.pdf", "brief.pdf"),
        ("map/brief.pdf", "brief.pdf"),
        ("foto 12:30.pdf", "foto 12-30.pdf"),
        ("foo?bar*|.pdf", "foo-bar-.pdf"),
        ("..pdf", "pdf.pdf"),
    ],
)
def test_a_name_stays_what_its_owner_recognises(citizen, name, shown):
    head = f'Content-Disposition: form-data; name="bewijs"; filename="{name.replace(chr(34), "&quot;")}"'
    body = "\r\n".join(
        ["--b", 'Content-Disposition: form-data; name="naam"', "", "Jonas", "--b", head, "", "%PDF-1.7 x", "--b--", ""]
    )
    posted = citizen.client.post(citizen.at, body.encode(), content_type="multipart/form-data; boundary=b")
    assert posted.status_code == 302
    assert kept() == [shown]


@pytest.mark.parametrize(("more", "status"), [(0, 302), (-1, 400)])
def test_a_body_that_is_larger_than_any_honest_one_is_not_read(citizen, settings, more, status):
    body = b"--b\r\nContent-Disposition: form-data; name=naam\r\n\r\nJonas\r\n--b\r\n"
    body += b"Content-Disposition: form-data; name=bewijs; filename=a.pdf\r\n\r\n%PDF-1.7 \r\n--b--\r\n"
    settings.UPLOAD_MAX_BODY_BYTES = len(body) + more
    posted = citizen.client.post(citizen.at, body, content_type="multipart/form-data; boundary=b")
    assert posted.status_code == status
    assert kept() == (["a.pdf"] if status == 302 else [])


def test_what_is_refused_for_its_content_says_why_and_what_helps(citizen):
    citizen.send(
        naam="Jonas",
        bewijs=[
            file(files.docx({"word/media/1.png": files.OLE}), "macro.docx"),
            file(files.docx(rels=[files.relation("image", "http://kwaad.example/1.png", True)]), "foto.docx"),
            file(files.png(60_000, 60_000), "plan.png"),
        ],
    )
    first, second, third = (message for _anchor, message in citizen.errors)
    assert "‘macro.docx’" in first
    assert "macro" in first
    assert "Opslaan als PDF" in first
    assert "haalt iets van het internet" in second
    assert "60000 × 60000 beeldpunten" in third


def test_a_file_of_40_mb_gives_a_clear_error_and_loses_nothing(citizen):
    citizen.send(naam="Jonas", bewijs=[file(PDF + b"0" * 40_000_000, "groot.pdf"), file()], uitleg="na het bestand")
    [(anchor, message)] = citizen.errors
    assert anchor == "id_bewijs_0"
    assert "‘groot.pdf’ is te groot" in message
    assert "hoogstens 10 MB groot" in message
    assert "van elk hoogstens 10 MB" in citizen.text
    assert citizen.values["naam"] == ["Jonas"]
    assert citizen.values["uitleg"] == ["na het bestand"]
    assert kept() == ["bewijs.pdf"]


def test_the_error_about_one_file_too_many_leads_to_where_files_can_be_removed(citizen):
    citizen.send(naam="Jonas", bewijs=[file(name=f"{number}.pdf") for number in range(4)])
    [(anchor, message)] = citizen.errors
    assert "‘3.pdf’ is er niet bij" in message
    assert f'id="{anchor}"' in citizen.page.text


def test_a_file_is_handed_out_only_in_its_own_draft_and_never_shown_in_the_browser(citizen):
    citizen.send("add-item=bewijs", bewijs=file())
    address = f"{citizen.address}bestand/{StoredFile.objects.get().pk}/"
    answer = citizen.client.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="bewijs.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(address).status_code == 403
    other = Citizen().start()
    assert other.client.get(f"{other.address}bestand/{StoredFile.objects.get().pk}/").status_code == 404


def test_another_drafts_file_is_neither_removed_nor_an_answer(citizen):
    citizen.send("add-item=bewijs", bewijs=file())
    stored = StoredFile.objects.get()
    other = Citizen().start()
    other.send(f"remove-item={stored.pk}")
    other.send(naam="Ewa", bewijs=str(stored.pk))
    assert other.errors == [("id_bewijs_0", "Kies een bestand of een foto bij: Uw bewijs")]
    assert kept() == ["bewijs.pdf"]


def test_two_windows_that_add_files_lose_none(citizen):
    other = Citizen(client=citizen.client).open(citizen.at)
    citizen.send(naam="Jonas", bewijs=file(name="een.pdf"))
    other.send(naam="Ewa", bewijs=file(name="twee.pdf"))
    assert other.page.status_code == 409
    assert "een.pdf" in other.text
    assert "twee.pdf" in other.text
    assert kept() == ["een.pdf", "twee.pdf"]


def test_an_expired_draft_takes_its_files_along(citizen, django_capture_on_commit_callbacks):
    citizen.send("add-item=bewijs", bewijs=file())
    stored = StoredFile.objects.get()
    storage, path = stored.file.storage, stored.file.name
    assert storage.exists(path)
    Draft.objects.update(expires_at="2020-01-01T00:00:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        purge_expired()
    assert not storage.exists(path)
    assert kept() == []


def test_what_nobody_claimed_for_a_day_is_swept(citizen, django_capture_on_commit_callbacks):
    citizen.send("add-item=bewijs", bewijs=file())
    StoredFile.objects.update(owner_kind="upload", created_at="2020-01-01T00:00:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_files() >= 1
    assert kept() == []
