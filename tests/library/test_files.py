"""Documents that editors offer: what is taken, and the address that stays."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection, CollectionViewRestriction

from library.models import File
from tests.library.factories import PDF, pdf, photo
from tests.listening import heard

pytestmark = pytest.mark.django_db


def send(client, address, file, title="Tarief"):
    """Post a document in the admin; return what the form says of its file, "" when it was taken."""
    answer = client.post(address, {"title": title, "file": file, "collection": 1, "tags": ""})
    return "" if answer.status_code == 302 else answer.context["form"].errors["file"][0]


def add(client, file):
    return send(client, "/cms/documents/add/", file)


def content_at(client, address, tag=""):
    answer = client.get(address, headers={"if-none-match": tag} if tag else {})
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else b""


def headers_at(client, address):
    answer = client.get(address)
    b"".join(answer.streaming_content)  # read to its end, which closes the file
    return answer.headers


def test_a_document_is_taken_and_can_be_read(editor, client):
    assert add(editor, pdf()) == ""
    file = File.objects.get()
    assert file.url == f"/documenten/{file.pk}/tarief.pdf"
    assert content_at(client, file.url) == (200, pdf().read())
    assert file.file_size == pdf().size


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pagina.html", b"<!doctype html><script>alert(1)</script>"),
        ("tarief.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("zet-op.exe", b"MZ\x90\x00"),
        ("tarief.pdf", b"MZ\x90\x00"),
        ("tekening.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("lijst.txt", b"gewone tekst"),
    ],
)
def test_what_is_none_of_the_kinds_that_are_kept_is_refused_with_its_name(editor, name, content):
    refusal = add(editor, SimpleUploadedFile(name, content))
    assert refusal.startswith(f"‘{name}’ kunnen we niet aannemen")
    assert "PDF, ODT of DOCX" in refusal
    assert not File.objects.exists()


def test_a_document_that_starts_something_is_refused(editor):
    active = PDF.replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>")
    assert "een programma" in add(editor, SimpleUploadedFile("tarief.pdf", active))


def test_the_upload_of_several_refuses_the_same(editor):
    page = SimpleUploadedFile("pagina.pdf", b"<!doctype html>")
    for title in ("Pagina", "x" * 300):  # a title that is too long would let the file wait for a better one
        page.seek(0)
        answer = editor.post("/cms/documents/multiple/add/", {"title": title, "files[]": page, "collection": 1})
        assert "kunnen we niet aannemen" in answer.json()["error_message"]


def test_an_upload_that_waited_for_its_title_gets_its_address(editor):
    data = {"title": "x" * 300, "files[]": pdf(), "collection": 1}
    upload = editor.post("/cms/documents/multiple/add/", data).json()["uploaded_file_id"]
    prefix = f"uploaded-document-{upload}"
    data = {f"{prefix}-title": "Tarief", f"{prefix}-tags": "", f"{prefix}-collection": 1}
    answer = editor.post(f"/cms/documents/multiple/create_from_uploaded_document/{upload}/", data)
    assert answer.json()["success"]
    assert File.objects.get(title="Tarief").url.endswith(".pdf")


@pytest.mark.parametrize(("more", "is_taken"), [(0, True), (1, False)])
def test_a_document_is_at_most_so_large(editor, settings, more, is_taken):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = len(pdf().read())
    refusal = add(editor, pdf(text=b"x" * more))
    assert (refusal == "") is is_taken
    assert is_taken or "te groot" in refusal


def test_the_limit_on_documents_is_25_mb_and_said_beside_the_field(editor, settings):
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 25 * 1024 * 1024
    assert "25,0" in editor.get("/cms/documents/add/").content.decode()


@pytest.mark.parametrize(
    ("name", "in_address"),
    [
        ("Tarief 2026 (nieuw).pdf", "Tarief_2026_nieuw.pdf"),
        ("tarief.exe", "tarief.exe.pdf"),
        ("TARIEF.PDF", "TARIEF.PDF"),
    ],
)
def test_the_name_in_the_address_fits_the_content(editor, client, name, in_address):
    assert add(editor, pdf(name)) == ""
    file = File.objects.get()
    assert file.url == f"/documenten/{file.pk}/{in_address}"
    assert headers_at(client, file.url)["Content-Type"] == "application/pdf"


def test_a_replaced_document_keeps_its_address_and_gives_the_new_content(editor, client):
    add(editor, pdf())
    file = File.objects.get()
    address, stored, tag = file.url, file.file.name, headers_at(client, file.url)["ETag"]
    with heard() as changes:
        assert send(editor, f"/cms/documents/edit/{file.pk}/", pdf("v3-definitief.pdf", b"nieuw")) == ""
    file.refresh_from_db()
    assert file.url == address
    assert content_at(client, address) == (200, pdf(text=b"nieuw").read())
    assert content_at(client, address, tag)[0] == 200
    assert not file.file.storage.exists(stored)
    assert ("file", str(file.pk), "changed") in changes


def test_a_document_is_not_replaced_by_one_of_another_kind(editor, client):
    add(editor, pdf())
    file = File.objects.get()
    refusal = send(editor, f"/cms/documents/edit/{file.pk}/", photo(name="scan.jpg"))
    assert refusal.startswith("‘scan.jpg’ is van een andere soort dan ‘tarief.pdf’")
    assert content_at(client, file.url)[1] == pdf().read()


def test_a_script_that_replaces_a_file_changes_what_a_browser_asks_by(client):
    file = File.objects.create(title="Rooster", file=ContentFile(b"oud", "rooster.txt"))
    tag = headers_at(client, file.url)["ETag"]
    file.file = ContentFile(b"nieuw", "rooster-2.txt")
    file.save()
    assert file.url.endswith("/rooster.txt")
    assert content_at(client, file.url, tag) == (200, b"nieuw")


def test_pages_are_made_anew_when_a_document_goes():
    file = File.objects.create(title="Rooster", file=ContentFile(b"oud", "rooster.txt"))
    pk = str(file.pk)
    with heard() as changes:
        file.delete()
    assert changes == [("file", pk, "removed")]


@pytest.mark.parametrize("path", ["{}", "/{}", "images/../{}", "./{}"])
def test_a_document_cannot_be_had_past_the_door_of_its_collection(client, path):
    file = File.objects.create(title="Rooster", file=ContentFile(b"geheim", "rooster.txt"))
    collection = Collection.get_first_root_node().add_child(name="Personeel")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    file.collection = collection
    file.save()
    assert client.get(f"/media/{path.format(file.file.name)}").status_code == 404
    assert client.get(file.url).status_code == 302
