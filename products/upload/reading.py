"""The products in an uploaded file, of either kind: a table whose columns were chosen, or RDF of LPDC and IPDC."""

import re
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext

from people.models import Department
from products.errors import UploadRefused
from products.ipdc.graph import organisation_names
from products.ipdc.instance import Instance
from products.ipdc.read import Entry, Rejected, Withdrawn, read_instances
from products.ipdc.sources import SourceError, load
from products.models.imported import OWN_IRI
from products.upload.columns import BY_FIELD, DEPARTMENT, NUMBER, NotRead, problems_of, read_cell
from products.upload.kinds import RDF, is_table
from products.upload.table import Row, Table, read_table

IRI = re.compile(r"(https?|urn):\S+")
MAX_NUMBER = 40
"""Signs of a number, as ProductPage.product_number."""
MAX_KNOWN = 30


@dataclass(frozen=True, slots=True)
class Product:
    """One product of a file. row: where it stands in a table. department: who will own it, where the file says so."""

    entry: Entry
    row: int | None = None
    department: Department | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds, in one order whenever it is read; names: those of authorities, by IRI."""

    products: list[Product]
    names: Mapping[str, str] = field(default_factory=dict)


def read_source(name: str, content: bytes, columns: Mapping[str, str]) -> Source:
    """Return the products in a file. Raises UploadRefused, in words, for one that cannot be read at all."""
    return _of_table(read_table(content), columns) if is_table(name) else _of_rdf(name, content)


def _of_rdf(name: str, content: bytes) -> Source:
    suffix = next(suffix for suffix in sorted(RDF, key=len, reverse=True) if name.lower().endswith(suffix))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"upload{suffix}")
        path.write_bytes(content)
        try:
            loaded = load(path)
        except SourceError as error:
            raise UploadRefused(
                gettext("‘%(name)s’ is geen leesbaar bestand van IPDC (%(reason)s).")
                % {"name": name, "reason": error.reason}
            ) from error
    names = organisation_names(loaded.graph)
    products = [Product(entry) for entry in read_instances(loaded)]
    if not products and not names:
        raise UploadRefused(gettext("Er staat geen product in ‘%(name)s’.") % {"name": name})
    return Source(products, names)


def _of_table(table: Table, columns: Mapping[str, str]) -> Source:
    if problems := problems_of(columns, table.heads):
        raise UploadRefused(" ".join(problems))
    if not table.rows:
        raise UploadRefused(gettext("Onder de titels van de kolommen staat geen enkel product."))
    departments = _Departments()
    rows = [_row(row, columns, departments) for row in table.rows]
    places = defaultdict(list)
    for product in rows:
        if product.entry.iri:
            places[product.entry.iri].append(product.row)
    return Source([_once(product, places[product.entry.iri]) for product in rows])


def _row(row: Row, columns: Mapping[str, str], departments: "_Departments") -> Product:
    values: dict[str, Any] = {}
    wrong = []
    for index, name in columns.items():
        column = BY_FIELD[name]
        cell = row.cells[int(index)] if int(index) < len(row.cells) else ""
        try:
            values[name] = read_cell(column, cell)
        except NotRead as error:
            wrong.append(f"{column.label} {error}")
    title = values.get("title", "")
    number = values.pop(NUMBER, None)  # None where its cell was refused, with a reason of its own
    iri, problem = ("", "") if number is None else _iri(number)
    wrong += [problem] if problem else []
    if "title" in values and not title:
        wrong.append(gettext("de titel ontbreekt"))
    try:
        department = departments.called(values.pop(DEPARTMENT, ""))
    except NotRead as error:
        wrong.append(str(error))
        department = None
    if wrong or number is None:
        return Product(_rejected(row.number, iri, title, "; ".join(wrong)), row.number)
    if not IRI.fullmatch(number):
        values["product_number"] = number
    return Product(Instance(iri, title, values=values), row.number, department)


def _iri(number: str) -> tuple[str, str]:
    if not number:
        return "", gettext("het nummer ontbreekt")
    if IRI.fullmatch(number):
        return number, ""
    if len(number) > MAX_NUMBER:
        return "", gettext("het nummer is langer dan %(limit)d tekens") % {"limit": MAX_NUMBER}
    return OWN_IRI + quote(number, safe=""), ""


def _once(product: Product, places: list[int | None]) -> Product:
    """Refuse each row whose number stands in another one too: nobody can tell which of them is meant."""
    others = ", ".join(str(place) for place in places if place != product.row)
    if len(places) < 2 or isinstance(product.entry, Withdrawn):  # a row never is
        return product
    reason = gettext("hetzelfde nummer staat ook op rij %(rows)s") % {"rows": others}
    return Product(_rejected(product.row, product.entry.iri, product.entry.title, reason), product.row)


def _rejected(row: int | None, iri: str, title: str, reason: str) -> Rejected:
    said = gettext("Rij %(row)s: %(reason)s.") % {"row": row, "reason": reason}
    return Rejected(iri, "row", said, title=title or gettext("Zonder titel"))


class _Departments:
    """The open departments, by code and by name. One query."""

    def __init__(self) -> None:
        departments = list(Department.objects.open().order_by("name"))
        self._names = [department.name for department in departments]
        self._known = {department.name.lower(): department for department in departments}
        self._known |= {department.code.lower(): department for department in departments}

    def called(self, name: str) -> Department | None:
        """Return a department, None for no name. Raises NotRead."""
        if not name:
            return None
        if department := self._known.get(name.lower()):
            return department
        known = ", ".join(self._names[:MAX_KNOWN])
        raise NotRead(
            gettext("de dienst “%(name)s” bestaat niet. Kies uit: %(known)s") % {"name": name, "known": known}
        )
