"""One product instance out of its node in the graph."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDFS
from rdflib.term import Node

from ground.calendar import BRUSSELS
from products.codelists import code_list
from products.field_rows import Property
from products.field_table import FIELD_TABLE
from products.ipdc import contact
from products.ipdc.graph import (
    ADMS,
    ADRES,
    CPSV,
    EXT,
    LPDC,
    M8G,
    PAV,
    PREFIXES,
    PROV,
    PS,
    SH,
    last_part,
    organisation,
    version_of,
)
from products.ipdc.instance import (
    Address,
    ContactPoint,
    Instance,
    Json,
    Procedure,
    Remark,
    Requirement,
    Titled,
    Website,
)
from products.ipdc.language import Tone, choose
from products.ipdc.texts import Cleaned, plain, rich, web_address


class Reader:
    """Reads the nodes of one instance and gathers the remarks about them."""

    def __init__(self, graph: Graph, tone: Tone) -> None:
        self.graph = graph
        self.tone = tone
        self.remarks: list[Remark] = []

    def instance(self, node: Node, iri: str) -> Instance:
        contact_points = self.parts(node, (M8G.hasContactPoint,), self.contact_point)
        fields: dict[str, Any] = {
            "title": self.text(node, DCTERMS.title, "title", plain),
            "description_html": self.text(node, DCTERMS.description, "description", rich),
            "additional_description_html": self.text(node, LPDC.additionalDescription, "additional_description", rich),
            "regulation_html": self.text(node, LPDC.regulation, "regulation", rich),
            "legal_resources": self.parts(
                node, (M8G.hasLegalResource,), lambda part: self.website(part, "legal_resources")
            ),
            "requirements": self.parts(node, (PS.hasRequirement, M8G.holdsRequirement), self.requirement),
            "procedures": self.parts(node, (CPSV.follows,), self.procedure),
            "costs": self.parts(node, (M8G.hasCost,), lambda part: self.titled(part, "costs")),
            "financial_advantages": self.parts(
                node, (CPSV.produces,), lambda part: self.titled(part, "financial_advantages")
            ),
            "websites": self.parts(node, (RDFS.seeAlso,), lambda part: self.website(part, "websites")),
            "contact_points": contact_points,
            "address": self.address(self.value(node, LPDC.address)),
            "keywords": self.keywords(node),
            "areas": self.last_parts(node, DCTERMS.spatial),
            "publication_media": self.last_parts(node, LPDC.publicationMedium),
            "languages": self.last_parts(node, DCTERMS.language),
            "tags": self.last_parts(node, LPDC.instanceTag),
            "created_by": organisation(str(self.value(node, PAV.createdBy) or "")),
            "concept_snapshot_iri": str(self.value(node, EXT.hasVersionedSource) or ""),
            "created_at": self.moment(node, "dateCreated"),
            "modified_at": self.moment(node, "dateModified"),
            "sent_at": self.moment(node, "dateSent"),
            "generated_at": str(self.value(node, PROV.generatedAtTime) or ""),
            "version": version_of(self.graph, node),
            "is_draft": str(self.value(node, ADMS.status) or "").endswith("/ontwerp"),
            "review_status": last_part(str(self.value(node, EXT.reviewStatus) or "")),
            "language_variant": str(self.value(node, LPDC.dutchLanguageVariant) or "").lower(),
            "copy_of": str(self.value(node, LPDC.copyOf) or ""),
            "is_for_merger": str(self.value(node, LPDC.forMunicipalityMerger) or "").lower() in {"true", "1"},
        }
        straight = {row.name: READ[row.ipdc.read](self, node, row.ipdc, row.name) for row in FIELD_TABLE if row.ipdc}
        first, last = str(straight["valid_from"] or ""), str(straight["valid_until"] or "")
        if first and last and last < first:
            self.remark("dates_reversed", "endDate", last)
            straight["valid_until"] = None
        for code, field, value in (
            ("no_authority", "competent_authorities", straight["competent_authorities"]),
            ("no_area", "areas", fields["areas"]),
        ):
            if not value:
                self.remark(code, field)
        return Instance(iri=iri, fields=straight, remarks=tuple(dict.fromkeys(self.remarks)), **fields)

    def remark(self, code: str, field: str, detail: str = "") -> None:
        self.remarks.append(Remark(code, field, detail[:200]))

    def value(self, node: Node, predicate: URIRef) -> Node | None:
        """Return the value of a property; the smallest when there are several, so that two runs agree."""
        return min(self.graph.objects(node, predicate), key=str, default=None)

    def schema(self, node: Node, name: str) -> str:
        """Return a schema.org property, whether the source wrote http or https."""
        for base in ("http://schema.org/", "https://schema.org/"):
            value = self.value(node, URIRef(base + name))
            if value is not None:
                return str(value)
        return ""

    def text(self, node: Node, predicate: URIRef, field: str, clean: Callable[[str], Cleaned]) -> str:
        """Return the variant that our tone asks for, clean."""
        variants: dict[str, str] = {}
        for value in sorted(self.graph.objects(node, predicate), key=str):
            tag = getattr(value, "language", None) or ""
            if tag.lower() in {known.lower() for known in variants}:
                self.remark("duplicate_text", field, tag)
            if len(str(value)) >= len(variants.get(tag, "")):
                variants[tag] = str(value)
        chosen, dirt = choose(variants, self.tone)
        cleaned = clean(chosen)
        for code in (*dirt, *cleaned.dirt):
            self.remark(code, field, chosen if code == "placeholder" else "")
        return cleaned.text

    def parts(self, node: Node, predicates: tuple[URIRef, ...], read: Callable[[Node], Any]) -> tuple[Any, ...]:
        """Return what the linked nodes hold, by their order; empty ones left out.

        `order` may be 0.0, repeat or be absent, and a node without an IRI has another name in each run: so what is
        equal in order goes by its content.
        """
        entries = []
        for part in {part for predicate in predicates for part in self.graph.objects(node, predicate)}:
            if isinstance(part, Literal):
                continue
            value = read(part)
            if value is not None:
                entries.append((self.order(part), repr(value), value))
        return tuple(value for _order, _repr, value in sorted(entries, key=lambda item: item[:2]))

    def order(self, node: Node) -> float:
        try:
            return float(str(self.value(node, SH.order)))
        except ValueError:
            return float("inf")

    def titled(self, node: Node, field: str) -> Titled | None:
        title = self.text(node, DCTERMS.title, field, plain)
        description = self.text(node, DCTERMS.description, field, rich)
        return Titled(title, description) if title or description else None

    def requirement(self, node: Node) -> Requirement | None:
        base = self.titled(node, "requirements") or Titled()
        evidence = self.parts(node, (M8G.hasSupportingEvidence,), lambda part: self.titled(part, "evidence"))
        return Requirement(base.title, base.description_html, evidence) if base != Titled() or evidence else None

    def procedure(self, node: Node) -> Procedure | None:
        base = self.titled(node, "procedures") or Titled()
        websites = self.parts(node, (LPDC.hasWebsite,), lambda part: self.website(part, "procedures"))
        return Procedure(base.title, base.description_html, websites) if base != Titled() or websites else None

    def website(self, node: Node, field: str) -> Website | None:
        raw = self.schema(node, "url") or self.schema(node, "contentUrl")
        url = web_address(raw)
        title = self.text(node, DCTERMS.title, field, plain)
        description = plain(self.text(node, DCTERMS.description, field, rich)).text
        if not url.text:
            if url.dirt or title or description:
                self.remark(url.dirt[0] if url.dirt else "no_url", field, raw or title)
            return None
        return Website(url.text, title, description)

    def contact_point(self, node: Node) -> ContactPoint | None:
        values: dict[str, Any] = {}
        for name, property_name, clean in (("email", "email", contact.emails), ("phone", "telephone", contact.phones)):
            raw = self.schema(node, property_name)
            texts, dirt = clean(raw)
            values[name], values[f"more_{name}s"] = texts[0] if texts else "", texts[1:]
            for code in dirt:
                self.remark(code, "contact_points", raw)
        raw = self.schema(node, "url")
        values["url"], dirt = web_address(raw)
        for code in dirt:
            self.remark(code, "contact_points", raw)
        hours, hours_url, dirt = contact.opening_hours(self.schema(node, "openingHours"))
        for code in dirt:
            self.remark(code, "contact_points", hours_url)
        address = self.address(self.value(node, LPDC.address))
        point = ContactPoint(**values, opening_hours=hours, hours_url=hours_url, address=address)
        if point == ContactPoint():
            self.remark("empty_contact_point", "contact_points")
            return None
        return point

    def address(self, node: Node | None) -> Address | None:
        if node is None or isinstance(node, Literal):
            return None
        lines = {
            name: self.text(node, predicate, "address", plain)
            for name, predicate in (
                ("street", ADRES.Straatnaam),
                ("house_number", ADRES["Adresvoorstelling.huisnummer"]),
                ("box", ADRES["Adresvoorstelling.busnummer"]),
                ("postcode", ADRES.postcode),
                ("municipality", ADRES.gemeentenaam),
                ("country", ADRES.land),
            )
        }
        lines["box"] = re.sub(r"(?i)^(bus|box|bte|b\.)\s*", "", lines["box"])
        address = Address(**lines, register_iri=str(self.value(node, ADRES.verwijstNaar) or ""))
        return address if str(address) else None

    def keywords(self, node: Node) -> tuple[str, ...]:
        """Search words under @nl (LPDC reads no other tag), each once, by letter."""
        words: dict[str, str] = {}
        for value in sorted(self.graph.objects(node, DCAT.keyword), key=str):
            if (getattr(value, "language", None) or "nl").lower() != "nl":
                continue
            word = plain(str(value)).text
            if word:
                words.setdefault(word.casefold(), word)
        return tuple(words[key] for key in sorted(words))

    def codes(self, node: Node, predicate: URIRef, list_name: str) -> tuple[str, ...]:
        """Known codes in the order of the list; an unknown one is remarked and left out."""
        known = code_list(list_name)
        present = set()
        for value in self.graph.objects(node, predicate):
            code = last_part(str(value))
            if code in known:
                present.add(code)
            else:
                self.remark("unknown_code", list_name, str(value))
        return tuple(code for code in known if code in present)

    def organisations(self, node: Node, predicate: URIRef, field: str) -> tuple[str, ...]:
        iris = set()
        for value in self.graph.objects(node, predicate):
            iri = organisation(str(value))
            if re.match(r"https?://\S+$", iri) and len(iri) <= 300 and not isinstance(value, BNode):
                iris.add(iri)
            else:
                self.remark("unknown_authority", field, str(value))
        return tuple(sorted(iris))

    def last_parts(self, node: Node, predicate: URIRef) -> tuple[str, ...]:
        return tuple(sorted({last_part(str(value)) for value in self.graph.objects(node, predicate)}))

    def moment(self, node: Node, name: str) -> datetime | None:
        """Return a schema.org date and time, aware; None when absent or no date (remarked)."""
        raw = self.schema(node, name).strip()
        if not raw:
            return None
        try:
            parsed = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", raw).replace("Z", "+00:00"))
        except ValueError:
            self.remark("invalid_date", name, raw)
            return None
        return parsed if parsed.tzinfo else parsed.replace(tzinfo=BRUSSELS)

    def day(self, node: Node, name: str) -> date | None:
        """Return the day in Brussels: LPDC writes midnight there as 23:00 or 22:00 UTC of the day before."""
        moment = self.moment(node, name)
        return moment.astimezone(BRUSSELS).date() if moment else None


def _predicate(path: str) -> URIRef:
    """Return the property of "lpdc:exception"."""
    prefix, _colon, name = path.partition(":")
    return PREFIXES[prefix][name]


def _local(path: str) -> str:
    """Return the name in "schema:startDate"."""
    return path.partition(":")[2]


def _rich(reader: Reader, node: Node, source: Property, field: str) -> str:
    return reader.text(node, _predicate(source.path), field, rich)


def _plain(reader: Reader, node: Node, source: Property, field: str) -> str:
    return reader.text(node, _predicate(source.path), field, plain)


def _codes(reader: Reader, node: Node, source: Property, field: str) -> list[str]:
    return list(reader.codes(node, _predicate(source.path), source.code_list))


def _code(reader: Reader, node: Node, source: Property, field: str) -> str:
    return next(iter(_codes(reader, node, source, field)), "")


def _organisations(reader: Reader, node: Node, source: Property, field: str) -> list[str]:
    return list(reader.organisations(node, _predicate(source.path), field))


def _day(reader: Reader, node: Node, source: Property, field: str) -> str | None:
    day = reader.day(node, _local(source.path))
    return day.isoformat() if day else None


def _number(reader: Reader, node: Node, source: Property, field: str) -> str:
    return plain(reader.schema(node, _local(source.path))).text


def _iri(reader: Reader, node: Node, source: Property, field: str) -> str:
    return str(reader.value(node, _predicate(source.path)) or "")


READ: dict[str, Callable[[Reader, Node, Property, str], Json]] = {
    "rich": _rich,
    "plain": _plain,
    "codes": _codes,
    "code": _code,
    "organisations": _organisations,
    "day": _day,
    "number": _number,
    "iri": _iri,
}
"""How a property is read that goes to a page's field as it is: what `Property.read` of a row names."""
