"""manage.py import_products: idempotent, and never over a local edit."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Revision

from ground.actor import Actor
from people.models import Department
from products.actions import settle_conflict
from products.errors import UnknownField
from products.importer import Importer
from products.models import Authority, ImportedInstance, ProductPage
from records.models import AuditLine
from tests.listening import heard
from tests.products.importing import DATA, PRODUCT, edit, page, run

SHARED = Path(__file__).parents[3] / "shared" / "data"
EDITOR = Actor("staff", "1")


def counts():
    return ProductPage.objects.count(), Revision.objects.count(), AuditLine.objects.count()


def test_each_instance_is_created_or_rejected_with_iri_and_reason(index):
    report = run()
    assert {status: count for status, count in report["counts"].items() if count} == {"created": 16, "rejected": 5}
    assert ProductPage.objects.count() == 16
    assert {each["reason"].split(":")[0] for each in report["rejected"]} == {"no_iri", "no_title", "archived"}
    assert all(each["iri"].startswith(PRODUCT) and each["reason"] for each in report["created"])
    [codes] = [each for each in report["created"] if each["iri"] == PRODUCT + "codes"]
    assert any("unknown_code" in remark and "Ruimtevaart" in remark for remark in codes["remarks"])


def test_copies_of_nothing_and_mistyped_addresses_are_reported(index, changed):
    path = changed()
    rdf_type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    instance = "<https://productencatalogus.data.vlaanderen.be/ns/ipdc-lpdc#InstancePublicService>"
    contact = "<http://data.europa.eu/m8g/hasContactPoint> <https://voorbeeldstad.example/id/node/m4>"
    with path.open("a", encoding="utf-8") as lines:
        for number in range(5):
            iri = f"<{PRODUCT}x{number}>"
            lines.write(f'{iri} {rdf_type} {instance} .\n{iri} <http://purl.org/dc/terms/title> "X"@nl .\n')
            lines.write(f"{iri} {contact} .\n")
    warnings = run(source=path)["warnings"]
    assert f"{PRODUCT}kopie is a copy of {PRODUCT}bestaat-niet-meer, which is nowhere" in warnings
    assert any("bevolking@vorbeeldstad.example is probably mistyped" in warning for warning in warnings)


def test_a_page_holds_what_the_instance_says(index):
    run()
    product = page("fietslabel")
    assert product.title == "Een fietslabel aanvragen"
    assert product.slug == "een-fietslabel-aanvragen"
    assert product.conditions[0].value["title"] == "Voorwaarden"
    assert product.evidence[0].value["description"].source == "<p>Een kopie is niet genoeg.</p>"
    assert [block.value["channel"] for block in product.procedures] == ["online", "any"]
    assert product.procedures[0].value["links"][0]["url"] == "https://voorbeeldstad.example/fietslabel"
    assert product.is_free
    assert product.contact_points[0].value["address"] == "Grote Markt 1 bus 3, 9100 Voorbeeldstad"
    assert product.themes == ["MobiliteitOpenbareWerken"]
    assert [each.iri for each in product.competent_authorities.all()] == [Authority.objects.get().iri]
    assert (str(product.valid_from), str(product.valid_until)) == ("2026-01-01", "2026-12-31")
    assert list(ProductPage.objects.filter(themes__has="WelzijnGezondheid")) == [page("codes")]


def test_the_same_file_again_changes_nothing(index):
    run()
    before = counts()
    report = run()
    assert {status: count for status, count in report["counts"].items() if count} == {"unchanged": 16, "rejected": 5}
    assert counts() == before


def test_a_dry_run_tells_the_same_and_writes_nothing(index):
    before = counts()
    assert run("--dry-run")["counts"]["created"] == 16
    assert counts() == before
    assert not ImportedInstance.objects.exists()


def test_a_dry_run_says_of_each_product_what_the_run_then_does(index, monkeypatch):
    """What is not complete is not published: one of these is not, as the importer sees it."""
    monkeypatch.setattr(
        "products.publishing._in_rows", lambda page: iter([("title", "x")] if "fiets" in page.title.lower() else [])
    )
    foretold, done = run("--dry-run", "--publish"), run("--publish")
    codes = {line["iri"]: line["code"] for line in foretold["created"]}
    assert codes == {line["iri"]: line["code"] for line in done["created"]}
    assert set(codes.values()) == {"published", "draft"}


def test_pages_are_drafts_unless_published_and_drafts_of_the_source_stay_so(index):
    run()
    assert not ProductPage.objects.live().exists()
    report = run("--publish")
    assert report["counts"]["updated"] == 15
    assert page("fietslabel").live
    assert not page("ontwerp").live


def test_publishing_announces_the_page_to_search(index):
    with heard() as changes:
        run("--publish")
    assert [(kind, what) for kind, _id, what in changes].count(("product", "published")) == 15


def test_what_changed_at_the_source_changes_the_page(index, changed):
    run("--publish")
    report = run("--publish", source=changed(('"Een fietslabel aanvragen"', '"Een fietslabel krijgen"')))
    assert report["counts"]["updated"] == 1
    assert report["updated"][0]["fields"] == ["title"]
    assert page("fietslabel").title == "Een fietslabel krijgen"
    assert page("fietslabel").slug == "een-fietslabel-aanvragen"  # addresses in mails and prints stay good


def test_without_publish_a_live_page_stays_and_the_change_waits_as_a_draft(index, changed):
    run("--publish")
    run(source=changed(('"Een fietslabel aanvragen"', '"Een fietslabel krijgen"')))
    assert page("fietslabel").title == "Een fietslabel aanvragen"
    assert page("fietslabel").get_latest_revision_as_object().title == "Een fietslabel krijgen"


def test_a_local_edit_survives_while_the_source_is_quiet(index):
    run()
    edit("fietslabel", summary="Onze eigen samenvatting.")
    before = counts()
    assert run()["counts"]["unchanged"] == 16
    assert counts() == before
    assert page("fietslabel").get_latest_revision_as_object().summary == "Onze eigen samenvatting."


def test_edited_here_and_changed_there_is_a_conflict_by_field(index, changed):
    run()
    edit("fietslabel", title="Ons fietslabel")
    source = changed(('"Een fietslabel aanvragen"', '"Een fietslabel krijgen"'), ('"1234"', '"5678"'))
    [conflict] = run(source=source)["conflict"]
    assert conflict["fields"] == ["title"]
    draft = page("fietslabel").get_latest_revision_as_object()
    assert (draft.title, draft.product_number) == ("Ons fietslabel", "5678")
    imported = ImportedInstance.objects.get(iri=PRODUCT + "fietslabel")
    assert imported.incoming == {"title": "Een fietslabel krijgen"}
    before = counts()
    assert run(source=source)["counts"]["conflict"] == 1  # it is said again, until somebody settles it
    assert counts() == before


@pytest.mark.parametrize(("keep", "title"), [("local", "Ons fietslabel"), ("incoming", "Een fietslabel krijgen")])
def test_a_settled_conflict_stays_settled(index, changed, keep, title):
    run()
    edit("fietslabel", title="Ons fietslabel")
    source = changed(('"Een fietslabel aanvragen"', '"Een fietslabel krijgen"'))
    run(source=source)
    imported = ImportedInstance.objects.get(iri=PRODUCT + "fietslabel")
    settle_conflict(EDITOR, imported, "title", keep)
    assert page("fietslabel").get_latest_revision_as_object().title == title
    assert run(source=source)["counts"]["conflict"] == 0
    assert AuditLine.objects.filter(action="product.conflict_settled", actor_id="1").count() == 1


def test_a_field_without_a_conflict_cannot_be_settled(index):
    run()
    with pytest.raises(UnknownField):
        settle_conflict(EDITOR, ImportedInstance.objects.first(), "title", "local")


def test_an_editors_draft_is_never_published_by_an_import(index, changed):
    run("--publish")
    edit("fietslabel", summary="Half af.")
    run("--publish", source=changed(('"Een fietslabel aanvragen"', '"Een fietslabel krijgen"')))
    assert page("fietslabel").summary != "Half af."
    assert page("fietslabel").title == "Een fietslabel aanvragen"


def test_a_page_that_an_editor_took_offline_stays_offline(index, changed):
    run("--publish")
    page("fietslabel").unpublish()
    run("--publish")
    run("--publish", source=changed(('"Een fietslabel aanvragen"', '"Een fietslabel krijgen"')))
    assert not page("fietslabel").live


def test_a_page_that_was_deleted_here_is_not_made_again(index):
    run()
    page("fietslabel").delete()
    [conflict] = run()["conflict"]
    assert (conflict["iri"], "deleted" in conflict["reason"]) == (PRODUCT + "fietslabel", True)
    assert ProductPage.objects.count() == 15


def test_a_locked_page_is_left_alone_and_its_change_waits(index, changed):
    run()
    ProductPage.objects.filter(ipdc_instance_id=PRODUCT + "fietslabel").update(locked=True)
    source = changed(('"Een fietslabel aanvragen"', '"Een fietslabel krijgen"'))
    [conflict] = run(source=source)["conflict"]
    assert "locked" in conflict["reason"]
    assert page("fietslabel").get_latest_revision_as_object().title == "Een fietslabel aanvragen"
    ProductPage.objects.filter(ipdc_instance_id=PRODUCT + "fietslabel").update(locked=False)
    assert run(source=source)["counts"]["updated"] == 1


def test_a_page_made_by_hand_for_an_instance_is_not_doubled_nor_overwritten(index):
    index.add_child(instance=ProductPage(title="Zelf gemaakt", ipdc_instance_id=PRODUCT + "fietslabel"))
    [conflict] = run()["conflict"]
    assert "title" in conflict["fields"]
    draft = page("fietslabel").get_latest_revision_as_object()
    assert draft.title == "Zelf gemaakt"
    assert draft.themes == ["MobiliteitOpenbareWerken"]


def test_one_record_that_cannot_be_a_page_does_not_stop_the_rest(index, monkeypatch):
    from django.core.exceptions import ValidationError

    from products import page_values

    write = page_values.write

    def refusing(product, values):
        if values.get("title") == "Zwemles":
            raise ValidationError("te veel water")
        write(product, values)

    monkeypatch.setattr(page_values, "write", refusing)
    report = run()
    assert report["counts"]["created"] == 15
    assert any("te veel water" in each["reason"] for each in report["rejected"])


def test_without_a_page_for_products_the_command_says_what_to_do(db):
    with pytest.raises(CommandError, match="Alle producten"):
        run()


def test_the_text_report_starts_with_the_totals(index):
    out = StringIO()
    call_command("import_products", str(DATA / "dirty.nt"), stdout=out, stderr=StringIO())
    assert out.getvalue().startswith("16 created, 0 updated, 0 unchanged, 0 conflict, 5 rejected")


def test_an_import_leaves_no_task_of_wagtails_in_the_queue_and_the_indexes_complete(index, settings):
    from django_q.models import OrmQ
    from wagtail.models import ReferenceIndex

    department = Department.objects.create(code="bevolking", name="Bevolking")
    settings.TASKS = {"default": {"BACKEND": "ground.q2_tasks.Q2Backend"}}
    run("--publish", "--department", "bevolking")
    assert OrmQ.objects.count() == 0
    assert ReferenceIndex.get_references_to(department).count() == 16
    assert [each.title for each in ProductPage.objects.search("fietslabel")] == ["Een fietslabel aanvragen"]


def test_an_interrupted_import_keeps_and_indexes_what_it_did_and_goes_on_the_next_time(index, monkeypatch):
    from wagtail.models import ReferenceIndex

    department = Department.objects.create(code="bevolking", name="Bevolking")
    whole = Importer._import_safely

    def stopped(importer, instance):
        if ProductPage.objects.count() == 3:
            raise KeyboardInterrupt
        return whole(importer, instance)

    monkeypatch.setattr(Importer, "_import_safely", stopped)
    with pytest.raises(CommandError, match=r"after \d+ instances, which are kept") as stop:
        run("--department", "bevolking")
    monkeypatch.setattr(Importer, "_import_safely", whole)
    assert stop.value.returncode == 130
    assert ProductPage.objects.count() == ReferenceIndex.get_references_to(department).count() == 3

    again = run("--department", "bevolking")
    assert again["counts"]["created"] == ProductPage.objects.count() - 3
    assert ReferenceIndex.get_references_to(department).count() == ProductPage.objects.count()


def test_opening_and_saving_an_imported_page_in_the_editor_is_no_local_edit(index, changed):
    """Wagtail's editor writes the texts again, with keys of its own; the next import must not see an edit in that."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    run()
    editor = ContentstateConverter(["h3", "h4", "bold", "italic", "link", "ul", "ol"])
    for product in ProductPage.objects.all():
        saved = editor.to_database_format(editor.from_database_format(product.description or "<p></p>"))
        assert "data-block-key" in saved
        edit(product.ipdc_instance_id.removeprefix(PRODUCT), description=saved if product.description else "")
    report = run(source=changed(("U krijgt een sticker met een code.", "U krijgt een plaatje met een code.")))
    assert (report["counts"]["updated"], report["counts"]["conflict"]) == (1, 0)


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not here")
def test_a_real_municipality_is_imported_and_imported_again_without_a_change(index):
    source = SHARED / "lpdc" / "raw" / "de_pinte_gemeente.nt.gz"
    first = run("--publish", source=source)
    assert first["counts"]["created"] + first["counts"]["rejected"] == 32
    before = counts()
    second = run("--publish", source=source)
    assert second["counts"]["unchanged"] == first["counts"]["created"]
    assert counts() == before
