"""The committed dirty catalogue, read: each kind of dirt that real catalogues hold."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from products.ipdc import sources
from products.ipdc.graph import instant
from products.ipdc.instance import Address, ContactPoint, Instance, Procedure, Requirement, Titled, Website
from products.ipdc.mapping import page_values
from products.ipdc.read import Rejected, Withdrawn, read_instances
from products.ipdc.sources import SourceError, files, load

DATA = Path(__file__).parent.parent / "data"
SHARED = Path(__file__).parents[3] / "shared" / "data"
PRODUCT = "https://voorbeeldstad.example/id/product/"
OVO = "https://data.vlaanderen.be/id/organisatie/OVO002237"


@pytest.fixture(scope="module")
def read() -> dict[str, Instance | Rejected]:
    return {entry.iri.removeprefix(PRODUCT): entry for entry in read_instances(load(DATA / "dirty.nt"))}


@pytest.fixture
def dirty(read: dict[str, Instance | Rejected]) -> dict[str, Instance]:
    return {name: entry for name, entry in read.items() if isinstance(entry, Instance)}


def codes(instance: Instance, field: str) -> set[str]:
    return {remark.code for remark in instance.remarks if remark.field == field}


def test_every_field_of_the_model_is_read(dirty: dict[str, Instance]) -> None:
    form = "https://voorbeeldstad.example/fietslabel"
    node = "https://voorbeeldstad.example/id/node/"
    assert dirty["fietslabel"] == Instance(
        iri=PRODUCT + "fietslabel",
        title="Een fietslabel aanvragen",
        fields={
            "exceptions": "<p>Geen label voor fietsen van de deelfietsdienst.</p>",
            "themes": ["MobiliteitOpenbareWerken"],
            "audiences": ["Burger", "Vereniging"],
            "product_type": "Voorwerp",
            "valid_from": "2026-01-01",
            "valid_until": "2026-12-31",
            "competent_levels": ["Lokaal"],
            "competent_authorities": [OVO],
            "executing_levels": ["Lokaal"],
            "executing_authorities": [OVO],
            "your_europe": ["VerblijfVerhuizing"],
            "product_number": "1234",
            "ipdc_concept_id": node + "concept-1",
        },
        description_html="<p>Met een fietslabel vindt de politie uw gestolen fiets terug.</p>"
        "<p>U krijgt een sticker met een code.</p>",
        additional_description_html="<p>De sticker blijft vijf jaar goed leesbaar.</p>",
        regulation_html="<p>Reglement op het graveren van fietsen.</p>",
        legal_resources=(Website("https://voorbeeldstad.example/reglement", "Reglement"),),
        requirements=(
            Requirement(
                "Voorwaarden",
                "<p>U woont in de stad.</p>",
                (Titled("Uw identiteitskaart", "<p>Een kopie is niet genoeg.</p>"),),
            ),
        ),
        procedures=(
            Procedure("Online", "<p>Vul het formulier in.</p>", (Website(form, "Formulier fietslabel"),)),
            Procedure("Aan de balie", "<p>Breng uw fiets mee.</p>"),
        ),
        costs=(Titled("Kostprijs", "<p>Gratis.</p>"),),
        financial_advantages=(Titled("Korting", "<p>U krijgt 5 euro korting op een fietsslot.</p>"),),
        websites=(
            Website("https://voorbeeldstad.example/fietsdiefstal", "Tips tegen diefstal", "Zo sluit u uw fiets goed."),
        ),
        contact_points=(
            ContactPoint(
                "fiets@voorbeeldstad.example",
                "03 778 30 00",
                "https://voorbeeldstad.example/fiets",
                "Elke werkdag van 9 tot 12 uur",
                "",
                Address("Grote Markt", "1", "3", "9100", "Voorbeeldstad", "België", node + "adres-1"),
            ),
        ),
        keywords=("fietsdiefstal", "Graveren"),
        areas=("BE23646021",),
        publication_media=("YourEurope",),
        created_by=OVO,
        concept_snapshot_iri=node + "conceptsnapshot-1",
        created_at=datetime(2025, 1, 10, 9, 0, 0, 123456, tzinfo=UTC),
        modified_at=datetime(2025, 2, 10, 9, tzinfo=UTC),
    )
    assert dirty["fietslabel"].remarks == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "no_iri"),
        ("zonder-titel", "no_title"),
        ("titel-streepje", "no_title"),
        ("engels", "no_title"),
    ],
)
def test_what_cannot_be_a_page_is_rejected_with_its_reason(
    read: dict[str, Instance | Rejected], name: str, code: str
) -> None:
    entry = read[name]
    assert isinstance(entry, Rejected)
    assert entry.code == code


def test_an_archived_instance_is_withdrawn(read: dict[str, Instance | Rejected | Withdrawn]) -> None:
    entry = read["archief"]
    assert isinstance(entry, Withdrawn)
    assert entry.state == "archived"


def test_placeholders_are_dropped_with_the_nodes_that_hold_nothing_else(dirty: dict[str, Instance]) -> None:
    product = dirty["streepje"]
    assert (product.description_html, product.fields["exceptions"], product.regulation_html) == ("", "", "")
    assert product.procedures == ()
    assert product.costs == (Titled("Tarief"),)
    assert codes(product, "description") == {"placeholder"}


def test_hours_that_are_an_address_become_one_and_an_empty_contact_point_goes(dirty: dict[str, Instance]) -> None:
    assert dirty["uren"].contact_points == (
        ContactPoint(email="afval@voorbeeldstad.example", hours_url="https://voorbeeldstad.example/openingsuren"),
    )
    assert codes(dirty["uren"], "contact_points") == {"opening_hours_are_url", "empty_contact_point"}


def test_telephone_numbers_get_one_form(dirty: dict[str, Instance]) -> None:
    phones = [point.phone for point in dirty["telefoons"].contact_points]
    assert phones == ["03 778 30 00"] * 6 + ["03 77", "+31 20 624 1111", ""]
    assert codes(dirty["telefoons"], "contact_points") == {"invalid_phone"}


def test_an_impossible_mail_address_is_left_out(dirty: dict[str, Instance]) -> None:
    assert [point.email for point in dirty["mails"].contact_points] == [
        "",
        "Bevolking@voorbeeldstad.example",
        "bevolking@vorbeeldstad.example",
        "bevolking@voorbeeldstad.example",
    ]


def test_editor_markup_is_cleaned(dirty: dict[str, Instance]) -> None:
    assert dirty["opmaak"].description_html == (
        "<h3>Groen aan uw gevel</h3><p>Plant een <b>klim</b>plant <i>aan</i> uw gevel.</p>"
        "<ul><li>Eerst een put</li><li>Dan de plant</li></ul><p>Soort – Prijs</p><p>Klimop – 5 euro</p>"
    )
    assert codes(dirty["opmaak"], "description") == {"table_flattened"}


def test_script_never_enters(dirty: dict[str, Instance]) -> None:
    assert dirty["script"].title == "Aanval afslaan"
    assert dirty["script"].description_html == "<p>Veilig klik</p>"


def test_html_that_was_escaped_twice_is_html(dirty: dict[str, Instance]) -> None:
    assert dirty["dubbel"].title == "Huwelijk & samenwonen"
    assert dirty["dubbel"].description_html == (
        "<p>Trouwen kan in het stadhuis.</p><ul><li>Breng getuigen mee</li></ul>"
    )


def test_relative_links_lose_their_address_and_half_ones_are_completed(dirty: dict[str, Instance]) -> None:
    assert dirty["links"].description_html == (
        '<p>Lees het nieuws, <a href="https://www.voorbeeldstad.example/brief">de brief</a> of '
        '<a href="mailto:brief@voorbeeldstad.example">mail ons</a>.</p>'
    )
    assert dirty["links"].websites == (Website("https://www.voorbeeldstad.example", "Zonder http"),)
    assert codes(dirty["links"], "description") == {"relative_url"}
    assert codes(dirty["links"], "websites") == {"invalid_url"}


def test_a_legal_resource_without_an_address_is_reported(dirty: dict[str, Instance]) -> None:
    assert dirty["regels"].legal_resources == (Website("https://voorbeeldstad.example/terrassen"),)
    assert codes(dirty["regels"], "legal_resources") == {"no_url"}


def test_the_formal_variant_is_chosen_whatever_the_case_of_its_tag(dirty: dict[str, Instance]) -> None:
    assert dirty["varianten"].title == "Vuil aangeven (formeel)"
    assert dirty["varianten"].description_html == "<p>Voor u gemaakt.</p>"
    assert codes(dirty["varianten"], "exceptions") == {"informal_text"}


def test_unknown_codes_and_authorities_are_reported_and_left_out(dirty: dict[str, Instance]) -> None:
    product = dirty["codes"]
    fields = product.fields
    assert (fields["themes"], fields["audiences"], fields["product_type"]) == (["WelzijnGezondheid"], [], "")
    assert fields["competent_authorities"] == []
    assert codes(product, "themes") == codes(product, "audiences") == codes(product, "types") == {"unknown_code"}
    assert codes(product, "competent_authorities") == {"unknown_authority", "no_authority"}
    assert codes(product, "areas") == {"no_area"}


def test_https_schema_org_and_nodes_without_an_iri_are_read_in_a_steady_order(dirty: dict[str, Instance]) -> None:
    product = dirty["https"]
    assert product.contact_points == (ContactPoint(phone="03 778 30 00"),)
    assert [website.title for website in product.websites] == ["A", "B"]
    assert product.description_html == "<p>De langere van twee teksten.</p>"
    assert codes(product, "description") == {"duplicate_text"}
    assert codes(product, "startDate") == {"invalid_date"}


def test_of_the_snapshots_of_one_instance_the_newest_counts(dirty: dict[str, Instance]) -> None:
    assert dirty["markt"].title == "Marktplaats huren (nieuw)"


def test_moments_are_ordered_to_nine_digits_and_across_zones() -> None:
    moments = [
        "2026-02-01T10:00:00Z",
        "2026-02-01T10:00:00.000000001Z",
        "2026-02-01T10:00:00.1Z",
        "2026-02-01T10:00:01+00:00",
        "2026-02-01T12:00:00+01:00",
    ]
    assert sorted(moments, key=instant) == moments
    assert instant("gisteren") == ("", "")


def test_a_draft_at_the_source_is_known_as_one(dirty: dict[str, Instance]) -> None:
    assert dirty["ontwerp"].is_draft
    assert not dirty["fietslabel"].is_draft


def test_page_values_say_free_once_and_hold_evidence_apart(dirty: dict[str, Instance]) -> None:
    values = page_values(dirty["fietslabel"])
    assert (values["is_free"], values["costs"]) == (True, [])
    assert values["summary"] == "Met een fietslabel vindt de politie uw gestolen fiets terug."
    assert values["description"].startswith("<p>U krijgt een sticker")
    assert values["description"].endswith("<h3>Korting</h3><p>U krijgt 5 euro korting op een fietsslot.</p>")
    assert [block["value"]["title"] for block in values["evidence"]] == ["Uw identiteitskaart"]
    assert [block["value"]["channel"] for block in values["procedures"]] == ["online", "any"]
    assert json.loads(json.dumps(values)) == values


@pytest.mark.parametrize("name", ["product.ttl", "product.jsonld"])
def test_turtle_and_json_ld_say_the_same(name: str) -> None:
    [entry] = read_instances(load(DATA / name))
    assert isinstance(entry, Instance)
    assert entry.title == "Een plek op de kerstmarkt huren"
    assert entry.fields["themes"] == ["EconomieWerk"]
    assert entry.fields["competent_authorities"] == [OVO]
    assert entry.areas == ("BE23646021",)
    assert entry.procedures == (
        Procedure("Online", "", (Website("https://voorbeeldstad.example/kerstmarkt", "Aanvragen"),)),
    )


def test_a_gzipped_file_is_read_and_a_folder_is_its_files(tmp_path: Path) -> None:
    (tmp_path / "b.nt.gz").write_bytes(gzip.compress((DATA / "dirty.nt").read_bytes()))
    (tmp_path / "a.ttl").write_bytes((DATA / "product.ttl").read_bytes())
    (tmp_path / "lees mij.txt").write_text("geen RDF")
    assert [path.name for path in files([tmp_path])] == ["a.ttl", "b.nt.gz"]
    assert len(list(read_instances(load(tmp_path / "b.nt.gz")))) == len(list(read_instances(load(DATA / "dirty.nt"))))


def test_a_broken_line_costs_only_its_own_instance(tmp_path: Path) -> None:
    text = (DATA / "dirty.nt").read_text(encoding="utf-8")
    broken = text.replace('"Voorwaarden"@nl-be-x-formal .', '"Voorwaarden@nl-be-x-formal .')
    assert broken != text
    (tmp_path / "kapot.nt").write_text(broken, encoding="utf-8")
    loaded = load(tmp_path / "kapot.nt")
    entry = {each.iri: each for each in read_instances(loaded)}
    assert loaded.broken_lines == 1
    rejected = entry[PRODUCT + "fietslabel"]  # the line was about one of its conditions
    assert isinstance(rejected, Rejected)
    assert rejected.code == "broken_lines"
    assert isinstance(entry[PRODUCT + "uren"], Instance)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.nt", b"dit is geen RDF\nen dit ook niet\n", "not one line"),
        ("x.ttl", b"@prefix a: <http://a> .\nkapot kapot", "no valid Turtle"),
        ("x.jsonld", b'{"@context": ', "no valid JSON"),
        (
            "x.jsonld",
            b'{"@context": "https://elders.example/geheim.jsonld", "@id": "urn:x"}',
            "unknown JSON-LD context",
        ),
        ("x.nt.gz", b"niet ingepakt", "cannot be read"),
        ("x.nt.gz", gzip.compress(b"x" * 1000, mtime=0)[:-12], "cannot be read"),
        ("x.nt", b"", "empty file"),
        ("x.nt", b"\xff\xfe\x00a", "no UTF-8"),
        ("x.xml", b"<a/>", "unknown kind of file"),
    ],
)
def test_a_source_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=reason):
        load(tmp_path / name)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"weg\.nt: no such file"):
        load(tmp_path / "weg.nt")


def test_a_huge_file_is_refused_also_when_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1000)
    (tmp_path / "bom.nt.gz").write_bytes(gzip.compress(b" " * 10_000))
    with pytest.raises(SourceError, match="larger than"):
        load(tmp_path / "bom.nt.gz")


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not here")
def test_all_572_real_instances_are_read() -> None:
    entry = [each for path in files([SHARED / "lpdc" / "raw"]) for each in read_instances(load(path))]
    rejected = [each for each in entry if isinstance(each, Rejected)]
    assert len(entry) == 572
    assert {each.code for each in rejected} == {"no_title"}
    assert len(rejected) == 12


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/data is not here")
def test_pages_of_a_feed_in_json_ld_are_read_with_the_contexts_shipped_here() -> None:
    entry = [each for path in files([SHARED / "ldes-instancesnapshot-stub"]) for each in read_instances(load(path))]
    assert [each.state for each in entry if isinstance(each, Withdrawn)] == ["archived"]
    assert not [each for each in entry if isinstance(each, Rejected)]
    assert all(each.fields["competent_authorities"] for each in entry if isinstance(each, Instance))
