"""A CSV file or a workbook as products: columns guessed, cells read, and each row that cannot be read named with its number."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from products.errors import UploadRefused
from products.ipdc.instance import Instance
from products.ipdc.read import Rejected
from products.upload import columns as all_columns
from products.upload import table
from products.upload.columns import COLUMNS, guess
from products.upload.kinds import is_table
from products.upload.reading import read_source
from products.upload.table import read_table
from tests.factories import make_department

HEAD = "Nummer;Titel;Samenvatting"


def csv_of(*lines, encoding="utf-8"):
    return "\r\n".join((*lines, "")).encode(encoding)


def workbook(*rows):
    """Return a workbook with these rows; a text that begins with = is a formula, as it is where somebody types one."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def products(content, name="producten.csv"):
    """Return what the rows of a table become, with the columns that are guessed."""
    return read_source(name, content, guess(read_table(content).heads)).products


def reasons(content, name="producten.csv"):
    return [each.entry.detail for each in products(content, name) if isinstance(each.entry, Rejected)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_each_delimiter_and_line_end_is_read(delimiter, line_end):
    text = line_end.join((delimiter.join(("Nummer", "Titel")), delimiter.join(("1", '"Kaart; van, zes"')), ""))
    read = read_table(text.encode("utf-8-sig"))
    assert read.heads == ("Nummer", "Titel")
    assert [row.cells for row in read.rows] == [("1", "Kaart; van, zes")]


def test_rows_are_counted_as_a_spreadsheet_does_also_where_a_cell_holds_more_lines():
    read = read_table(csv_of("Nummer;Titel", '1;"Kaart\nof pas"', "", "2;Pas"))
    assert [row.number for row in read.rows] == [2, 4]


def test_a_workbook_and_a_csv_file_say_the_same():
    rows = [("Nummer", "Titel"), (7, "Kaart"), (None, None), ("A-8", "Pas")]
    of_csv = read_table(csv_of("Nummer;Titel", "7;Kaart", "", "A-8;Pas"))
    of_book = read_table(workbook(*rows))
    assert of_csv.heads == of_book.heads
    assert [row.number for row in of_csv.rows] == [row.number for row in of_book.rows] == [2, 4]
    assert [[str(cell) for cell in row.cells] for row in of_book.rows] == [list(row.cells) for row in of_csv.rows]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (csv_of(HEAD, "1;Café;x", encoding="cp1252"), "niet in UTF-8"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Bewaar ze als .xlsx"),
        (b"PK\x03\x04 half a workbook", "kunnen we niet lezen"),
        (b"Nummer;Titel\r\n1;\0\r\n", "geen tekst"),
        (csv_of(";;", "  ; ;"), "is leeg"),
        (csv_of(HEAD, '1;"Kaart;x'), "Rij 2 is geen goede CSV"),
        (csv_of(HEAD, "1;Kaart;x;en nog"), "Rij 2 heeft meer cellen dan de eerste rij"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content, words):
    with pytest.raises(UploadRefused, match=words):
        read_table(content)


def test_a_zip_that_is_no_workbook_and_one_that_unpacks_to_too_much_are_refused(monkeypatch):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", b"0" * 2000)
    with pytest.raises(UploadRefused, match="kunnen we niet lezen"):
        read_table(packed.getvalue())
    monkeypatch.setattr(table, "MAX_UNPACKED_BYTES", 1999)
    with pytest.raises(UploadRefused, match="te groot"):
        read_table(packed.getvalue())


def test_a_sheet_that_is_hidden_is_passed_over():
    book = openpyxl.Workbook()
    book.active.append(["Lijsten"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Producten").append(["Nummer", "Titel"])
    packed = io.BytesIO()
    book.save(packed)
    assert read_table(packed.getvalue()).heads == ("Nummer", "Titel")


def test_a_workbook_of_which_any_byte_arrived_wrong_is_read_or_refused_in_words():
    whole = workbook(("Nummer", "Titel"), (7, "Kaart"))
    refused = 0
    for place in range(4, len(whole), 41):
        changed = bytearray(whole)
        changed[place] ^= 0x55
        try:
            read_table(bytes(changed))
        except UploadRefused:
            refused += 1
    assert refused


def test_a_file_has_so_many_rows_columns_and_signs_and_no_more(monkeypatch):
    monkeypatch.setattr(table, "MAX_ROWS", 2)
    assert len(read_table(csv_of(HEAD, "1;a;", "2;b;")).rows) == 2
    with pytest.raises(UploadRefused, match="meer dan 2 producten"):
        read_table(csv_of(HEAD, "1;a;", "2;b;", "3;c;"))
    monkeypatch.setattr(table, "MAX_COLUMNS", 3)
    assert len(read_table(csv_of(HEAD, "1;a;")).heads) == 3
    with pytest.raises(UploadRefused, match="meer dan 3 kolommen"):
        read_table(csv_of(f"{HEAD};x", "1;a;"))
    monkeypatch.setattr(table, "MAX_TEXT", 5)
    assert read_table(csv_of(HEAD, "1;abcde;")).rows[0].cells[1] == "abcde"
    assert read_table(csv_of(HEAD, "1;abcdef;")).rows[0].cells[1] == table.Odd("long")


def test_columns_are_guessed_by_their_heads_each_once():
    assert guess(("Productnummer", "NAAM", "Korte beschrijving", "Thema’s", "titel", "Iets anders", "")) == {
        "0": "number",
        "1": "title",
        "2": "summary",
        "3": "themes",
    }
    assert guess(tuple(column.field for column in COLUMNS)) == {
        str(index): column.field for index, column in enumerate(COLUMNS)
    }


@pytest.mark.django_db
def test_a_row_becomes_the_values_of_a_page():
    make_department("mobiliteit", "Mobiliteit")
    content = csv_of(
        "Nummer;Titel;Beschrijving;Gratis;Thema;Trefwoorden;Einddatum;Dienst;Website;Meebrengen",
        '17;Bewonerskaart;"Parkeer < 2 uur & meer.\nVoor bewoners.";Ja;Bouwen en wonen;parkeren\n;31-12-2026;mobiliteit;'
        'https://voorbeeld.be;"Een foto\nUw kaart"'.replace("parkeren\n", '"parkeren\nkaart"'),
    )
    [product] = products(content)
    assert product.row == 3 - 1
    assert product.department.code == "mobiliteit"
    assert isinstance(product.entry, Instance)
    assert product.entry.iri == "urn:stadswinkel:product:17"
    assert product.entry.values == {
        "title": "Bewonerskaart",
        "description": "<p>Parkeer &lt; 2 uur &amp; meer.</p><p>Voor bewoners.</p>",
        "is_free": True,
        "themes": ["BouwenWonen"],
        "keywords": "parkeren\nkaart",
        "valid_until": "2026-12-31",
        "more_information": [
            {"type": "link", "value": {"title": "voorbeeld.be", "url": "https://voorbeeld.be", "description": ""}}
        ],
        "evidence": [
            {"type": "evidence", "value": {"title": "", "description": "<p>Een foto</p>"}},
            {"type": "evidence", "value": {"title": "", "description": "<p>Uw kaart</p>"}},
        ],
        "product_number": "17",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        ("Samenvatting", ";Kaart;x", "Rij 2: het nummer ontbreekt."),
        ("Samenvatting", "1;;x", "Rij 2: de titel ontbreekt."),
        ("Samenvatting", f"{'9' * 41};Kaart;x", "Rij 2: het nummer is langer dan 40 tekens."),
        ("Samenvatting", f"1;{'k' * 256};x", "Rij 2: Titel (verplicht) is langer dan 255 tekens."),
        ("Thema", "1;Kaart;Wonenbouw", "Rij 2: Thema’s “Wonenbouw” bestaat niet. Kies uit: "),
        ("Gratis", "1;Kaart;misschien", "Rij 2: Gratis (ja of nee) “misschien” is geen ja of nee."),
        ("Einddatum", "1;Kaart;31-02-2026", "“31-02-2026” is geen datum: schrijf 31-12-2026."),
        ("Website", "1;Kaart;javascript:x", "“javascript:x” is geen webadres."),
        ("Dienst", "1;Kaart;Onbekend", "Rij 2: de dienst “Onbekend” bestaat niet. Kies uit: "),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_the_reason(head, line, reason):
    [said] = reasons(csv_of(f"Nummer;Titel;{head}", line))
    assert reason in said


@pytest.mark.django_db
def test_the_longest_that_is_taken_is_taken():
    [product] = products(csv_of(HEAD, f"{'9' * 40};{'k' * 255};x"))
    assert product.entry.title == "k" * 255


@pytest.mark.django_db
def test_a_number_that_stands_twice_is_refused_on_each_of_its_rows():
    assert reasons(csv_of(HEAD, "1;a;", "2;b;", "1;c;")) == [
        "Rij 2: hetzelfde nummer staat ook op rij 4.",
        "Rij 4: hetzelfde nummer staat ook op rij 2.",
    ]


@pytest.mark.django_db
def test_a_formula_an_error_and_a_number_that_became_a_date_are_refused_and_a_date_is_read():
    day = datetime.datetime(2026, 12, 31)
    rows = [
        ("Nummer", "Titel", "Einddatum"),
        (1, "=A1&B1", None),
        (2, "#N/A", None),
        (day, "Kaart", None),
        (4, "Kaart", day),
        (5.0, "Kaart", None),
    ]
    content = workbook(*rows)
    assert reasons(content, "producten.xlsx") == [
        "Rij 2: Titel (verplicht) is een formule: plak in de plaats daarvan haar waarde.",
        "Rij 3: Titel (verplicht) is een fout van het rekenblad, zoals #N/B.",
        "Rij 4: Nummer of code (verplicht) is door het rekenblad een datum geworden: geef de kolom het type tekst.",
    ]
    fourth, fifth = (each.entry for each in products(content, "producten.xlsx")[3:])
    assert fourth.values["valid_until"] == "2026-12-31"
    assert fifth.values["product_number"] == "5"


@pytest.mark.parametrize(
    ("name", "expected"), [("a.CSV", True), ("a.xlsx", True), ("a.jsonld", False), ("a.nt.gz", False)]
)
def test_the_kind_of_a_file_is_told_by_its_name(name, expected):
    assert is_table(name) is expected


@pytest.mark.parametrize("name", ["a.pdf", "a.xls", "a", "a.ods"])
def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_taken(name):
    with pytest.raises(UploadRefused, match=r"\.csv of \.xlsx"):
        is_table(name)


def test_each_column_is_a_field_of_a_product_or_one_of_the_two_that_are_none():
    from products.models import ProductPage

    own = {field.name for field in ProductPage._meta.get_fields()}
    assert {column.field for column in COLUMNS} - own == {all_columns.NUMBER}
