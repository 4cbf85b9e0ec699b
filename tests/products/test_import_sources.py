"""What an import makes of its sources: options, files that cannot be read, texts that are too long, names of authorities."""

import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from people.models import Department
from products.models import Authority, ProductPage
from tests.products.importing import DATA, PRODUCT, page, run

LONG = "a" * 2_000_000
WITH_LONG = [("gewoon", "Een gewone titel"), ("lang", LONG)]
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/vocab/cpsv#PublicService>"
TITLE = "<http://purl.org/dc/terms/title>"


def snippet(tmp_path, text):
    path = tmp_path / "snippet.ttl"
    prefixes = """
    @prefix cpsv: <http://purl.org/vocab/cpsv#> . @prefix dct: <http://purl.org/dc/terms/> .
    @prefix m8g: <http://data.europa.eu/m8g/> .
    @prefix schema: <http://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix lpdc: <https://productencatalogus.data.vlaanderen.be/ns/ipdc-lpdc#> .
    @prefix adres: <https://data.vlaanderen.be/ns/adres#> . @prefix org: <https://data.vlaanderen.be/id/organisatie/> .
    """
    path.write_text(prefixes + text, encoding="utf-8")
    return path


def test_only_the_asked_authority_is_imported_into_the_asked_department(index):
    department = Department.objects.create(code="bevolking", name="Bevolking")
    assert run("--authority", "OVO000001")["counts"]["created"] == 0
    assert run("--authority", "OVO002237", "--department", "bevolking")["counts"]["created"] == 15
    assert {each.department for each in ProductPage.objects.all()} == {department}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--department", "bestaat-niet"], "Unknown department 'bestaat-niet'"),
        (["--authority", "geen iri"], "is no IRI"),
    ],
)
def test_a_wrong_option_is_named(index, arguments, message):
    with pytest.raises(CommandError, match=message):
        run(*arguments)


def test_where_nothing_can_be_read_the_exit_code_is_1(index, tmp_path):
    with pytest.raises(CommandError, match=r"weg\.nt: no such file") as error:
        run(source=tmp_path / "weg.nt")
    assert error.value.returncode == 1


def test_rdf_without_a_product_says_so(index, tmp_path):
    (tmp_path / "leeg.nt").write_text("<urn:a> <urn:b> <urn:c> .\n")
    with pytest.raises(CommandError, match="no product instance in it"):
        run(source=tmp_path / "leeg.nt")


def test_an_unreadable_file_does_not_stop_the_next(index, tmp_path):
    (tmp_path / "a.ttl").write_text("kapot")
    (tmp_path / "b.nt").write_bytes((DATA / "dirty.nt").read_bytes())
    report = run(source=tmp_path)
    assert report["counts"]["created"] == 16
    assert [Path(each["source"]).name for each in report["unreadable"]] == ["a.ttl"]


@pytest.mark.parametrize("suffix", ["nt", "ttl"])
def test_a_text_of_two_million_signs_is_refused_at_once_and_the_rest_goes_on(index, tmp_path, suffix):
    path = tmp_path / f"lang.{suffix}"
    lines = [f'<{PRODUCT}{name}> {TYPE} .\n<{PRODUCT}{name}> {TITLE} "{title}"@nl .' for name, title in WITH_LONG]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    began = time.monotonic()
    report = run(source=path)
    assert time.monotonic() - began < 20
    assert [each["iri"] for each in report["created"]] == [PRODUCT + "gewoon"]
    assert [each["iri"] for each in report["rejected"]] == [PRODUCT + "lang"]


def test_beside_a_broken_line_a_text_with_a_line_separator_is_whole(index, tmp_path):
    path = tmp_path / "scheiding.nt"
    good = f'<{PRODUCT}een> {TYPE} .\n<{PRODUCT}een> {TITLE} "Een\u2028titel"@nl .\n'
    path.write_text(good + "<stuk\n", encoding="utf-8")
    report = run(source=path)
    assert [each["title"] for each in report["created"]] == ["Eentitel"]
    assert report["sources"][0]["broken_lines"] == 1


def test_a_folder_without_rdf_says_so(index, tmp_path):
    (tmp_path / "leesmij.txt").write_text("niets", encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_products", str(tmp_path), stdout=out, stderr=StringIO())
    assert "a folder without files of these kinds" in out.getvalue()


def test_an_authority_that_made_nothing_is_named_with_those_that_did(index):
    report = run("--authority", "https://voorbeeld.example/id/niemand")
    assert report["counts"]["created"] == 0
    assert any("nothing was made by https://voorbeeld.example/id/niemand" in warning for warning in report["warnings"])
    assert not any("nothing was made by" in warning for warning in run()["warnings"])


def test_an_authority_has_no_name_until_a_source_or_an_editor_gives_one(index, tmp_path):
    product = f"<{PRODUCT}a> a cpsv:PublicService ; dct:title 'A'@nl ; m8g:hasCompetentAuthority org:OVO027227 ."
    report = run("--publish", source=snippet(tmp_path, product))
    assert Authority.objects.get().name == ""
    assert any("no name yet and are not shown: OVO027227" in warning for warning in report["warnings"])
    names = "org:OVO027227 skos:prefLabel 'Dienst A'@nl, 'Service A'@fr . org:OVO000001 skos:prefLabel 'Niemand'@nl ."
    report = run(source=snippet(tmp_path, names))
    assert Authority.objects.get().name == "Dienst A"
    assert not report["unreadable"]
    Authority.objects.update(name="Onze naam")
    run(source=snippet(tmp_path, names))
    assert Authority.objects.get().name == "Onze naam"


def test_several_numbers_and_addresses_in_one_field_become_lines_of_their_own(index, tmp_path):
    product = f"""<{PRODUCT}a> a cpsv:PublicService ; dct:title 'A'@nl ; m8g:hasContactPoint [
        schema:telephone '03 778 30 00 / 0475 12 34 56' ; schema:email 'a@b.example; c@d.example' ;
        lpdc:address [ adres:Straatnaam 'Markt'@nl ; adres:Adresvoorstelling.huisnummer '1' ;
            adres:Adresvoorstelling.busnummer 'bus 3' ; adres:postcode '9100' ; adres:gemeentenaam 'Stad'@nl ] ] ."""
    report = run(source=snippet(tmp_path, product))
    blocks = [block.value for block in page("a").contact_points]
    assert [(value["phone"], value["email"]) for value in blocks] == [
        ("03 778 30 00", "a@b.example"),
        ("", "c@d.example"),
        ("0475 12 34 56", ""),
    ]
    assert blocks[0]["address"] == "Markt 1 bus 3, 9100 Stad"
    assert {remark.split(" (")[0] for remark in report["created"][0]["remarks"]} >= {"several_phones", "several_emails"}


@pytest.mark.parametrize(("length", "is_cut"), [(255, False), (256, True)])
def test_each_cut_stands_in_the_report(index, tmp_path, length, is_cut):
    title = ("woord " * 60)[: length - 1] + "x"
    report = run(source=snippet(tmp_path, f"<{PRODUCT}a> a cpsv:PublicService ; dct:title '{title}'@nl ."))
    assert any(remark.startswith("cut (title: woord") for remark in report["created"][0]["remarks"]) is is_cut
    assert page("a").title.endswith("…") is is_cut


def test_headings_below_a_heading_of_the_page_stand_a_level_lower(index, tmp_path):
    text = "<h2>Stap</h2><p>Doe dit.</p>"
    product = f"""<{PRODUCT}a> a cpsv:PublicService ; dct:title 'A'@nl ; dct:description '{text}'@nl ;
        cpsv:follows [ dct:title 'Balie'@nl ; dct:description '{text}'@nl ] ."""
    run(source=snippet(tmp_path, product))
    assert page("a").procedures[0].value["description"].source == "<h4>Stap</h4><p>Doe dit.</p>"
    assert page("a").description == "<h3>Stap</h3><p>Doe dit.</p>"
