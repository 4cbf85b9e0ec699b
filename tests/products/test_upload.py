"""Products by clicks: a file is looked over, then imported on a yes, once; by who may, and nothing of it stays lying about."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from front import page_tree
from people import roles
from products.models import ImportedInstance, ImportRun, ProductPage, ProductUpload, ProductUploadLine
from products.upload import actions, job
from records.models import AuditLine
from tests.cases.factories import staff
from tests.factories import make_department
from tests.products.importing import DATA, run
from tests.products.snapshots import snapshot

pytestmark = pytest.mark.django_db
BEGIN = reverse("products_upload")
HEAD = "Nummer;Titel;Samenvatting"
State = ProductUpload.State


@pytest.fixture
def queue(monkeypatch):
    """Return the ids of the uploads with which the worker is asked to go on."""
    asked = []
    monkeypatch.setattr("products.upload.actions.enqueue", lambda upload: asked.append(str(upload.pk)))
    monkeypatch.setattr("products.upload.job.enqueue", lambda upload: asked.append(str(upload.pk)))
    return asked


@pytest.fixture
def chief():
    page_tree.sync()
    return staff("els", roles.CHIEF_EDITOR, make_department())


@pytest.fixture
def client(chief, queue):
    client = Client()
    client.force_login(chief)
    return client


def a_csv(*lines, name="producten.csv"):
    return SimpleUploadedFile(name, "\r\n".join((HEAD, *lines, "")).encode())


def bring(client, file, **more):
    """Send a file and return its upload, as it then is."""
    answer = client.post(BEGIN, {"file": file, **more})
    assert answer.status_code == 302, answer.text
    return ProductUpload.objects.latest("created_at")


def at(upload):
    return reverse("products_upload_step", args=[upload.pk])


def check(client, file, **more):
    """Send a table, take the columns as they are guessed, and let the worker look it over."""
    upload = bring(client, file, **more)
    client.post(at(upload), {"act": "columns", **{f"column-{index}": name for index, name in upload.columns.items()}})
    job.run(str(upload.pk))
    upload.refresh_from_db()
    return upload


def import_all(client, file, **more):
    upload = check(client, file, **more)
    client.post(at(upload), {"act": "confirm"})
    job.run(str(upload.pk))
    upload.refresh_from_db()
    return upload


def test_a_table_is_matched_looked_over_and_imported_on_a_yes(client, chief):
    upload = bring(client, a_csv("1;Bewonerskaart;Parkeren", "2;Zwemles;", ";Zonder nummer;"))
    page = client.get(at(upload)).text
    assert '<option value="summary" selected>' in page
    assert "Bewonerskaart · Zwemles" in page
    client.post(at(upload), {"act": "columns", "column-0": "number", "column-1": "title", "column-2": "summary"})
    assert "We kijken het bestand na." in client.get(at(upload)).text
    assert job.run(str(upload.pk)) == State.CHECKED
    page = client.get(at(upload)).text
    assert "Rij 4: het nummer ontbreekt." in page
    assert "Lees 2 producten in" in page
    assert ProductPage.objects.count() == 0
    client.post(at(upload), {"act": "confirm"})
    assert "We lezen de producten in." in client.get(at(upload)).text
    assert job.run(str(upload.pk)) == State.DONE
    kaart = ProductPage.objects.get(product_number="1")
    assert (kaart.title, kaart.summary, kaart.live) == ("Bewonerskaart", "Parkeren", False)
    run = ImportRun.objects.get()
    assert {status: count for status, count in run.counts.items() if count} == {"created": 2, "rejected": 1}
    report = client.get(at(upload), follow=True)
    assert report.redirect_chain[-1][0] == reverse("products_import_run", args=[run.pk])
    assert "Rij 4: het nummer ontbreekt." in report.text
    assert "producten.csv" in report.text
    lines = AuditLine.objects.filter(action__in=("product.upload_confirmed", "product.uploaded", "product.imported"))
    assert {line.actor_id for line in lines} == {str(chief.pk)}
    assert lines.count() == 4


def test_the_same_table_again_changes_nothing_and_another_says_what_changes_field_by_field(client):
    import_all(client, a_csv("1;Bewonerskaart;Parkeren"))
    upload = check(client, a_csv("1;Bewonerskaart;Parkeren"))
    page = client.get(at(upload)).text
    assert "1 niet gewijzigd" in page
    assert 'value="confirm"' not in page
    upload = check(client, a_csv("1;Bewonerskaart;Gratis parkeren"))
    page = client.get(at(upload)).text
    assert "<del>Parkeren</del>" in page
    assert "<ins>Gratis parkeren</ins>" in page
    assert "Titel</dt>" not in page
    assert ProductPage.objects.get().get_latest_revision_as_object().summary == "Parkeren"


def test_a_text_that_was_changed_here_stays_and_waits_for_an_editor(client):
    import_all(client, a_csv("1;Bewonerskaart;Parkeren"))
    draft = ProductPage.objects.get().get_latest_revision_as_object()
    draft.summary = "Onze eigen tekst"
    draft.save_revision()
    upload = import_all(client, a_csv("1;Bewonerskaart;Gratis parkeren"))
    assert upload.run.counts["conflict"] == 1
    assert ProductPage.objects.get().get_latest_revision_as_object().summary == "Onze eigen tekst"
    assert ImportedInstance.objects.get().incoming == {"summary": "Gratis parkeren"}
    page = client.get(reverse("products_differences")).text
    assert "In het ingelezen bestand" in page
    assert "In IPDC</th>" not in page
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert "In een ingelezen bestand staat iets anders over dit product." in edit


def test_a_column_that_is_not_in_the_file_is_left_alone(client):
    import_all(client, a_csv("1;Bewonerskaart;Parkeren"))
    file = SimpleUploadedFile("a.csv", b"Nummer;Titel\r\n1;Kaart voor bewoners\r\n")
    import_all(client, file)
    page = ProductPage.objects.get().get_latest_revision_as_object()
    assert (page.title, page.summary) == ("Kaart voor bewoners", "Parkeren")


def test_a_product_that_an_editor_made_is_known_by_its_number_and_not_overwritten(client):
    index = page_tree.sync().get_children().get(slug="producten")
    page = index.add_child(
        instance=ProductPage(title="Eigen titel", slug="eigen", product_number="1", summary="Eigen", live=False)
    )
    page.save_revision()
    upload = import_all(client, a_csv("1;Eigen titel;Uit het bestand"))
    assert upload.run.counts["conflict"] == 1
    assert ProductPage.objects.count() == 1
    assert ProductPage.objects.get().get_latest_revision_as_object().summary == "Eigen"


def test_a_source_of_ipdc_is_looked_over_at_once_and_imported_by_the_same_importer(client):
    text = (DATA / "dirty.nt").read_bytes()
    upload = bring(client, SimpleUploadedFile("bron.nt", text))
    assert upload.state == State.CHECKING
    assert job.run(str(upload.pk)) == State.CHECKED
    client.post(at(upload), {"act": "confirm"})
    assert job.run(str(upload.pk)) == State.DONE
    counts = ImportRun.objects.latest("pk").counts
    again = bring(client, SimpleUploadedFile("bron.nt", text))
    job.run(str(again.pk))
    assert counts["created"] > 3
    assert again.lines.filter(status="created").count() == 0


def test_what_is_complete_goes_online_where_that_was_asked(client):
    upload = check(client, a_csv("1;Bewonerskaart;Parkeren"), publish="on")
    assert "Komt meteen online." in client.get(at(upload)).text
    client.post(at(upload), {"act": "confirm"})
    job.run(str(upload.pk))
    assert ProductPage.objects.get().live


def test_with_four_eyes_nothing_goes_online(client):
    department = make_department("mobiliteit", "Mobiliteit")
    department.needs_four_eyes = True
    department.save()
    import_all(client, a_csv("1;Bewonerskaart;Parkeren"), publish="on", department=str(department.pk))
    page = ProductPage.objects.get()
    assert (page.live, page.department) == (False, department)


def test_a_product_of_another_department_is_left_alone(client):
    import_all(client, a_csv("1;Bewonerskaart;Parkeren"))
    ProductPage.objects.update(department=make_department("milieu", "Milieu"))
    upload = check(client, a_csv("1;Bewonerskaart;Anders"))
    assert "Het product is van een andere dienst." in client.get(at(upload)).text
    client.post(at(upload), {"act": "confirm"})
    job.run(str(upload.pk))
    assert ProductPage.objects.get().get_latest_revision_as_object().summary == "Parkeren"


def test_a_second_yes_imports_nothing_twice(client):
    upload = check(client, a_csv("1;Bewonerskaart;Parkeren"))
    for _ in range(2):
        client.post(at(upload), {"act": "confirm"})
    for _ in range(3):
        job.run(str(upload.pk))
    client.post(at(upload), {"act": "confirm"})
    assert ProductPage.objects.count() == ImportRun.objects.count() == 1
    assert AuditLine.objects.filter(action="product.upload_confirmed").count() == 1


def test_an_import_that_was_cut_off_goes_on_where_it_was_and_tells_all(client, queue, monkeypatch):
    upload = check(client, a_csv(*(f"{number};Product {number};x" for number in range(6))))
    client.post(at(upload), {"act": "confirm"})
    clock = iter([0.0, *(float(step) for step in range(100))])
    monkeypatch.setattr("products.upload.job.time.monotonic", lambda: next(clock))
    asked = len(queue)
    assert job.run(str(upload.pk), budget=3) == State.IMPORTING
    assert 0 < ProductPage.objects.count() < 6
    assert len(queue) == asked + 1
    assert "van 6 producten zijn gedaan" in client.get(at(upload)).text
    monkeypatch.undo()
    monkeypatch.setattr("products.upload.job.enqueue", lambda upload: None)
    assert job.run(str(upload.pk)) == State.DONE
    assert ProductPage.objects.count() == 6
    assert ImportRun.objects.get().counts["created"] == 6


def test_a_fault_of_ours_is_tried_again_by_the_sweep_and_then_given_up(client, monkeypatch):
    upload = bring(client, SimpleUploadedFile("bron.nt", b"<https://a.be/1> <https://a.be/2> <https://a.be/3> .\n"))

    def broken(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr("products.upload.job.read_source", broken)
    rows = ProductUpload.objects.filter(pk=upload.pk)
    rows.update(changed_at=timezone.now() - timedelta(minutes=3))
    for _ in range(job.MAX_ATTEMPTS):
        assert job.sweep() == 1
        assert rows.get().state == State.CHECKING
    assert job.sweep() == 1
    assert rows.get().state == State.REFUSED
    assert "Er liep iets mis bij ons." in client.get(at(upload)).text


@pytest.mark.parametrize("state", [State.COLUMNS, State.CHECKED, State.REFUSED, State.DONE])
def test_what_waits_is_kept_a_day_and_no_longer(client, state):
    upload = bring(client, a_csv("1;Bewonerskaart;Parkeren"))
    rows = ProductUpload.objects.filter(pk=upload.pk)
    rows.update(state=state, changed_at=timezone.now() - job.UPLOAD_TTL + timedelta(seconds=5))
    job.sweep()
    assert rows.exists()
    rows.update(changed_at=timezone.now() - job.UPLOAD_TTL - timedelta(seconds=5))
    job.sweep()
    assert not rows.exists()


def test_the_file_itself_goes_when_it_was_imported(client):
    upload = import_all(client, a_csv("1;Bewonerskaart;Parkeren"))
    assert bytes(upload.content) == b""


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.pdf", b"%PDF"), "Kies een bestand .csv of .xlsx"),
        (SimpleUploadedFile("a.csv", b"  \r\n"), "Dit bestand is leeg."),
        (SimpleUploadedFile("a.csv", b""), "Dit bestand is leeg."),
        (SimpleUploadedFile("a.csv", "Nummer;Titel\n1;Café".encode("cp1252")), "niet in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(client, file, words):
    answer = client.post(BEGIN, {"file": file})
    assert words in answer.text
    assert ProductUpload.objects.count() == 0


def test_a_file_has_so_many_bytes_and_no_more(client, monkeypatch):
    monkeypatch.setattr(actions, "MAX_BYTES", 1024**2)
    content = f"{HEAD}\n1;Bewonerskaart;x\n"
    padded = content + "\n" * (1024**2 - len(content))
    assert bring(client, SimpleUploadedFile("a.csv", padded.encode())).state == State.COLUMNS
    answer = client.post(BEGIN, {"file": SimpleUploadedFile("a.csv", f"{padded}\n".encode())})
    assert "Dit bestand is groter dan 1 MB." in answer.text


def test_a_broken_source_is_refused_in_words_and_another_can_be_chosen(client):
    upload = bring(client, SimpleUploadedFile("bron.jsonld", b"{"))
    job.run(str(upload.pk))
    page = client.get(at(upload)).text
    assert "‘bron.jsonld’ is geen leesbaar bestand van IPDC" in page
    assert client.post(at(upload), {"act": "throw_away"}).url == BEGIN
    assert ProductUpload.objects.count() == 0


def test_columns_that_cannot_be_are_told_and_what_was_chosen_stays(client):
    upload = bring(client, a_csv("1;Bewonerskaart;Parkeren"))
    answer = client.post(at(upload), {"act": "columns", "column-0": "title", "column-1": "title", "column-9": "x"})
    assert "Kies de kolom voor: Nummer of code (verplicht)." in answer.text
    assert "U koos meer dan één kolom voor: Titel (verplicht)." in answer.text
    assert answer.text.count('<option value="title" selected>') == 2
    upload.refresh_from_db()
    assert upload.state == State.COLUMNS


def test_a_column_that_no_file_has_is_passed_over(client):
    upload = bring(client, a_csv("1;Bewonerskaart;Parkeren"))
    answer = client.post(at(upload), {"act": "columns", "column-0": "number", f"column-{'9' * 400}": "title"})
    assert "Kies de kolom voor: Titel (verplicht)." in answer.text


def test_other_columns_chosen_in_an_old_window_change_nothing_of_an_import(client):
    upload = check(client, a_csv(*(f"{number};Product {number};x" for number in range(3))))
    client.post(at(upload), {"act": "confirm"})
    old = {"act": "columns", "column-0": "number", "column-2": "title"}
    client.post(at(upload), old)
    assert job.run(str(upload.pk)) == State.DONE
    client.post(at(upload), old)
    assert set(ProductPage.objects.values_list("title", flat=True)) == {"Product 0", "Product 1", "Product 2"}
    assert ProductUpload.objects.get().state == State.DONE


def test_a_file_that_is_thrown_away_while_the_worker_looks_it_over_is_gone(client, monkeypatch):
    upload = bring(client, SimpleUploadedFile("bron.nt", (DATA / "dirty.nt").read_bytes()))
    read = job.read_source

    def then_it_goes(*arguments):
        client.post(at(upload), {"act": "throw_away"})
        return read(*arguments)

    monkeypatch.setattr("products.upload.job.read_source", then_it_goes)
    assert job.run(str(upload.pk)) == ""
    assert (ProductUpload.objects.count(), ProductUploadLine.objects.count()) == (0, 0)


def test_what_is_being_imported_cannot_be_thrown_away(client):
    upload = check(client, a_csv("1;Bewonerskaart;Parkeren"))
    client.post(at(upload), {"act": "confirm"})
    client.post(at(upload), {"act": "throw_away"})
    assert ProductUpload.objects.filter(pk=upload.pk).exists()


@pytest.mark.parametrize(
    "role", [roles.AUTHOR, roles.EDITOR, roles.FORM_BUILDER, roles.HANDLER, roles.LEAD, roles.ADMINISTRATOR]
)
def test_only_a_chief_editor_brings_products_in(chief, role):
    client = Client()
    client.force_login(staff("jo", role, make_department()))
    for method in (client.get, client.post):
        assert method(BEGIN).status_code in (302, 403, 404)
    assert ProductUpload.objects.count() == 0


def test_the_upload_of_another_is_not_there_and_who_lost_the_right_imports_nothing(client, chief):
    upload = check(client, a_csv("1;Bewonerskaart;Parkeren"))
    other = Client()
    other.force_login(staff("jo", roles.CHIEF_EDITOR, make_department()))
    assert other.get(at(upload)).status_code == other.post(at(upload), {"act": "confirm"}).status_code == 404
    client.post(at(upload), {"act": "confirm"})
    chief.groups.clear()
    assert job.run(str(upload.pk)) == State.REFUSED
    assert ProductPage.objects.count() == 0


def test_the_list_of_what_would_happen_is_paged_with_a_bounded_number_of_queries(client, django_assert_max_num_queries):
    upload = bring(client, a_csv("1;Bewonerskaart;Parkeren"))
    data = {"iri": "urn:x", "title": "Kaart", "reason": "", "code": "draft", "page": None, "fields": [], "remarks": []}
    ProductUploadLine.objects.bulk_create(
        ProductUploadLine(upload=upload, is_trial=True, number=number, status="created", data=data)
        for number in range(101)
    )
    ProductUpload.objects.update(state=State.CHECKED)
    client.get(at(upload))
    with django_assert_max_num_queries(25):
        page = client.get(at(upload)).text
    assert "Pagina 1 van 3" in page
    assert page.count("Wordt een concept.") == 50


def test_a_snapshot_by_clicks_follows_an_earlier_one_of_the_command(client, tmp_path):
    text = "\n".join(snapshot("zwemles")) + "\n"
    (tmp_path / "bron.nt").write_text(text, encoding="utf-8")
    run(source=tmp_path / "bron.nt")
    upload = bring(client, SimpleUploadedFile("bron.nt", text.encode()))
    job.run(str(upload.pk))
    assert [line.status for line in upload.lines.all()] == ["unchanged"]


def test_an_empty_list_leads_who_may_to_reading_a_file(client):
    link = f'href="{BEGIN}">Lees een bestand in'
    assert link in client.get(reverse("producten:index")).text
    editor = Client()
    editor.force_login(staff("jo", roles.EDITOR, make_department("wegen", "Wegen")))
    page = editor.get(reverse("producten:index")).text
    assert "Er is nog geen product." in page
    assert link not in page
