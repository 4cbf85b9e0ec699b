"""What is asked of the graph itself: its vocabularies, which version a node is, and whose organisation an IRI names."""

import re
from datetime import UTC, datetime

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SKOS
from rdflib.term import Node

from products.ipdc.texts import plain

LPDC = Namespace("https://productencatalogus.data.vlaanderen.be/ns/ipdc-lpdc#")
M8G = Namespace("http://data.europa.eu/m8g/")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
PS = Namespace("http://vocab.belgif.be/ns/publicservice#")
ADRES = Namespace("https://data.vlaanderen.be/ns/adres#")
SH = Namespace("http://www.w3.org/ns/shacl#")
EXT = Namespace("http://mu.semte.ch/vocabularies/ext/")
PAV = Namespace("http://purl.org/pav/")
ADMS = Namespace("http://www.w3.org/ns/adms#")
PROV = Namespace("http://www.w3.org/ns/prov#")
LDES = Namespace("https://w3id.org/ldes#")
PREFIXES: dict[str, Namespace] = {"lpdc": LPDC, "m8g": M8G, "dcterms": Namespace(str(DCTERMS))}
"""Of the properties that products.field_table names; "schema" stands for schema.org by http and by https."""
TOMBSTONE = URIRef("https://www.w3.org/ns/activitystreams#Tombstone")
DELETED = URIRef("https://www.w3.org/ns/activitystreams#deleted")
MODIFIED = (URIRef("http://schema.org/dateModified"), URIRef("https://schema.org/dateModified"))
TYPES = (
    LPDC.InstancePublicService,
    LPDC.InstancePublicServiceSnapshot,
    LPDC.InstanceSnapshot,
    LPDC.PublicService,
    CPSV.PublicService,
)
ORGANISATION = "https://data.vlaanderen.be/id/organisatie/"


def version_of(graph: Graph, node: Node) -> str:
    """When a snapshot was made, or else changed or deleted, as text that sorts; "" when it does not say."""
    for predicate in (PROV.generatedAtTime, *MODIFIED, DELETED):
        moment = instant(str(graph.value(node, predicate) or ""))
        if moment != ("", ""):
            return " ".join(moment)
    return ""


def is_stream(graph: Graph) -> bool:
    """Whether the graph is a page of an event stream, which tells changes and never all there is."""
    return (None, RDF.type, LDES.EventStream) in graph


def is_tombstone(graph: Graph, node: Node) -> bool:
    return (node, RDF.type, TOMBSTONE) in graph


def instant(text: str) -> tuple[str, str]:
    """Return a key that orders ISO 8601 moments with up to nine digits of a second; ("", "") for what is none."""
    match = re.match(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$", text.strip())
    if not match:
        return "", ""
    second = datetime.fromisoformat(match[1] + (match[3] or "Z").replace("Z", "+00:00"))
    return second.astimezone(UTC).isoformat(), (match[2] or "").ljust(9, "0")


def organisation_names(graph: Graph) -> dict[str, str]:
    """Dutch names of organisations that the graph happens to hold (a list of organisations, or labels beside products)."""
    names: dict[str, str] = {}
    for predicate in (SKOS.prefLabel, RDFS.label, FOAF.name):
        for node, value in sorted(graph.subject_objects(predicate), key=str):
            iri = organisation(str(node))
            is_dutch = (getattr(value, "language", None) or "nl").lower().startswith("nl")
            if is_dutch and re.search(r"/id/(organisatie|bestuurseenheden)/", iri) and (name := plain(str(value)).text):
                names.setdefault(iri, name)
    return names


def last_part(iri: str) -> str:
    """Return what a code's IRI ends in: "Thema/BurgerOverheid" -> "BurgerOverheid". JSON-LD feeds write only that."""
    return iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def organisation(iri: str) -> str:
    """IRI of an organisation; a bare or relative OVO code gets its base, others stay as they are."""
    code = last_part(iri)
    return ORGANISATION + code if re.fullmatch(r"OVO\d{6}", code) else iri
