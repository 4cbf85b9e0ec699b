"""What a column of a table may hold: a field of a product, how it is guessed from its head, and how a cell is read."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.folding import fold
from products.codelists import code_list
from products.upload.table import Odd, Value

Text = str | Promise
Read = Callable[[Value], Any]
DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
)
YES, NO = ("ja", "j", "x", "1", "waar", "true", "yes"), ("", "nee", "n", "0", "onwaar", "false", "no")
MAX_KNOWN = 30


class NotRead(ValueError):
    """A cell cannot be taken; the text says why, for people."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field, its label in the list of choices, other heads by which it is known, and how a cell becomes its value."""

    field: str
    label: Text
    heads: tuple[str, ...]
    read: Read


def text(max_length: int) -> Read:
    """Return how a line of text is read."""

    def read(value: Value) -> str:
        said = _words(value)
        if "\n" in said:
            raise NotRead(gettext("staat op meer dan één regel"))
        if len(said) > max_length:
            raise NotRead(gettext("is langer dan %(limit)d tekens") % {"limit": max_length})
        return said

    return read


def lines(value: Value) -> str:
    """Return one thing a line, however they were parted."""
    return "\n".join(_several(value, ";\n"))


def paragraphs(value: Value) -> str:
    """Return plain text of more lines in one field."""
    return re.sub(r"\r\n?", "\n", _words(value))


def rich(value: Value) -> str:
    """Return a text as rich text, a paragraph for each line. Signs of HTML are signs."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in _several(value, "\n"))


def blocks(kind: str) -> Read:
    """Return how several things become blocks: one for each line."""
    return lambda value: [
        {"type": kind, "value": {"title": "", "description": rich(line)}} for line in _several(value, "\n")
    ]


def procedure(value: Value) -> list[dict[str, Any]]:
    """Return one way to ask for it, for any channel."""
    said = rich(value)
    return (
        [{"type": "procedure", "value": {"channel": "any", "title": "", "description": said, "links": []}}]
        if said
        else []
    )


def cost(value: Value) -> list[dict[str, Any]]:
    """Return what it costs, in words: an amount in a text is not understood."""
    return [
        {"type": "cost", "value": {"amount": None, "title": "", "description": rich(line)}}
        for line in _several(value, "\n")
    ]


def links(value: Value) -> list[dict[str, Any]]:
    """Return web addresses as links."""
    made = []
    for url in _several(value, ";\n "):
        try:
            URLValidator(["http", "https"])(url)
        except ValidationError:
            raise NotRead(gettext("“%(value)s” is geen webadres") % {"value": url}) from None
        made.append(
            {"type": "link", "value": {"title": re.sub(r"^https?://", "", url)[:200], "url": url, "description": ""}}
        )
    return made


def codes(name: str) -> Read:
    """Return how codes of a list are read, by code or by label, several between commas."""

    def read(value: Value) -> list[str]:
        return [_code(name, part) for part in _several(value, ",;\n")]

    return read


def code(name: str) -> Read:
    """Return how one code of a list is read."""
    return lambda value: _code(name, _words(value)) if _words(value) else ""


def yes_or_no(value: Value) -> bool:
    """Return whether a cell says yes."""
    said = _words(value).lower()
    if said not in YES + NO:
        raise NotRead(gettext("“%(value)s” is geen ja of nee") % {"value": said})
    return said in YES


def day(value: Value) -> str | None:
    """Return a day as ISO 8601, None for an empty cell."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    said = _words(value)
    if not said:
        return None
    for form in DAYS:
        if parts := form.fullmatch(said):
            try:
                return datetime.date(int(parts["y"]), int(parts["m"]), int(parts["d"])).isoformat()
            except ValueError:
                break
    raise NotRead(gettext("“%(value)s” is geen datum: schrijf 31-12-2026") % {"value": said})


NUMBER, DEPARTMENT = "number", "department"
"""What is no field of the page itself: by what a product is known, and who will own a new one."""

COLUMNS = (
    Column(
        NUMBER,
        _("Nummer of code (verplicht)"),
        ("nummer", "code", "id", "iri", "productnummer", "identifier"),
        text(300),
    ),
    Column("title", _("Titel (verplicht)"), ("titel", "naam", "product", "title", "productnaam"), text(255)),
    Column("alternative_titles", _("Andere namen"), ("andere namen", "synoniemen", "alternatieve titels"), lines),
    Column("summary", _("Samenvatting"), ("samenvatting", "korte beschrijving", "inleiding", "summary"), paragraphs),
    Column("description", _("Wat is het?"), ("beschrijving", "omschrijving", "tekst", "description"), rich),
    Column("for_whom", _("Voor wie?"), ("voor wie", "doelgroep in woorden"), rich),
    Column("conditions", _("Voorwaarden"), ("voorwaarden", "voorwaarde"), blocks("condition")),
    Column(
        "evidence",
        _("Wat hebt u nodig?"),
        ("meebrengen", "wat meebrengen", "bewijsstukken", "nodig"),
        blocks("evidence"),
    ),
    Column("procedures", _("Hoe vraagt u het aan?"), ("procedure", "hoe", "aanvragen", "hoe aanvragen"), procedure),
    Column("is_free", _("Gratis (ja of nee)"), ("gratis", "kosteloos"), yes_or_no),
    Column("costs", _("Wat kost het?"), ("kostprijs", "prijs", "kosten", "bedrag", "tarief"), cost),
    Column("exceptions", _("Uitzonderingen"), ("uitzonderingen", "uitzondering"), rich),
    Column(
        "more_information",
        _("Webadressen (meer weten)"),
        ("website", "websites", "link", "links", "url"),
        links,
    ),
    Column("keywords", _("Zoekwoorden"), ("zoekwoorden", "trefwoorden", "keywords", "tags"), lines),
    Column("themes", _("Thema’s"), ("thema", "themas", "themes"), codes("themes")),
    Column("audiences", _("Doelgroepen"), ("doelgroep", "doelgroepen"), codes("audiences")),
    Column(
        "life_events", _("Levensgebeurtenissen"), ("levensgebeurtenis", "levensgebeurtenissen"), codes("life_events")
    ),
    Column("product_type", _("Soort product"), ("type", "soort", "producttype"), code("types")),
    Column("valid_from", _("Aan te vragen vanaf"), ("vanaf", "geldig vanaf", "startdatum"), day),
    Column("valid_until", _("Aan te vragen tot en met"), ("tot", "geldig tot", "einddatum"), day),
    Column("review_by", _("Nakijken voor"), ("nakijken voor", "herzien voor", "herzieningsdatum"), day),
    Column(
        DEPARTMENT, _("Dienst van een nieuw product"), ("dienst", "afdeling", "verantwoordelijke dienst"), text(200)
    ),
)
BY_FIELD = {column.field: column for column in COLUMNS}
REQUIRED = (NUMBER, "title")


def guess(heads: tuple[str, ...]) -> dict[str, str]:
    """Return what each column (its number, as text) probably holds, by its head; each field once."""
    guessed: dict[str, str] = {}
    for index, head in enumerate(heads):
        said = _folded(head)
        for column in COLUMNS:
            names = set(map(_folded, (column.field, str(column.label), *column.heads)))
            if said and said in names and column.field not in guessed.values():
                guessed[str(index)] = column.field
                break
    return guessed


def read_cell(column: Column, value: Value | Odd) -> Any:  # noqa: ANN401  # a value of any field
    """Return a cell as the value of its field. Raises NotRead."""
    if isinstance(value, Odd):
        raise NotRead(
            {
                "formula": gettext("is een formule: plak in de plaats daarvan haar waarde"),
                "error": gettext("is een fout van het rekenblad, zoals #N/B"),
                "long": gettext("is te lang"),
            }[value.code]
        )
    if isinstance(value, datetime.date) and column.read is not day:
        raise NotRead(gettext("is door het rekenblad een datum geworden: geef de kolom het type tekst"))
    return column.read(value)


def problems_of(columns: Mapping[str, str], heads: tuple[str, ...]) -> list[str]:
    """Return why columns cannot be read like this; none when they can."""
    chosen = list(columns.values())
    absent = [str(BY_FIELD[field].label) for field in REQUIRED if field not in chosen]
    doubles = [str(BY_FIELD[field].label) for field in dict.fromkeys(chosen) if chosen.count(field) > 1]
    return [
        *(gettext("Kies de kolom voor: %(label)s.") % {"label": label} for label in absent),
        *(gettext("U koos meer dan één kolom voor: %(label)s.") % {"label": label} for label in doubles),
    ]


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _several(value: Value, parted_by: str) -> list[str]:
    parts = re.split(f"[{re.escape(parted_by)}]", paragraphs(value))
    return [part.strip() for part in parts if part.strip()]


def _code(name: str, said: str) -> str:
    known = code_list(name)
    for each in known.values():
        if _folded(said) in (_folded(each.code), _folded(each.label)) or said == each.iri:
            return each.code
    labels = ", ".join(each.label for each in list(known.values())[:MAX_KNOWN])
    raise NotRead(gettext("“%(value)s” bestaat niet. Kies uit: %(known)s") % {"value": said, "known": labels})


def _folded(said: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(said)).strip()
