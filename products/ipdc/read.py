"""Product instances out of a graph: LPDC's and IPDC's RDF as frozen Instances.

Pure. Accepts http and https schema.org, instances and instance snapshots (of one instance only the newest counts),
codes as IRI or bare, sub-resources with or without an IRI. One instance that cannot be read becomes a Rejected.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import Node

from products.ipdc.graph import LPDC, PAV, TOMBSTONE, TYPES, is_tombstone, organisation, version_of
from products.ipdc.instance import (
    Instance,
)
from products.ipdc.language import Tone
from products.ipdc.reader import Reader
from products.ipdc.sources import Loaded

DEPTH = 4
"""Steps from an instance to its deepest node: instance, requirement, evidence, and one to spare."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An instance that is not imported: `code` "no_title", `detail` words for people; `error` where it is our own fault; `title`
    where it has one all the same."""

    iri: str
    code: str
    detail: str
    error: Exception | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An instance that its source says is no longer offered: `state` "archived", or "deleted" for a tombstone."""

    iri: str
    state: str
    version: str = ""
    created_by: str = ""


Entry = Instance | Withdrawn | Rejected


def read_instances(loaded: Loaded, tone: Tone = "formal") -> Iterator[Entry]:
    """Return the newest snapshot of each instance in the graph, by IRI, so that two runs go the same way."""
    graph = loaded.graph
    newest: dict[str, tuple[tuple[str, bool, str], Node]] = {}
    for node in {node for kind in (*TYPES, TOMBSTONE) for node in graph.subjects(RDF.type, kind)}:
        key = str(graph.value(node, DCTERMS.isVersionOf) or node)
        # Two of the same moment: a tombstone is the last word, and else the name decides, so that two runs agree.
        rank = (version_of(graph, node), is_tombstone(graph, node), str(node))
        if key not in newest or rank > newest[key][0]:
            newest[key] = (rank, node)
    for iri, (_rank, node) in sorted(newest.items()):
        try:
            yield _read(loaded, node, iri, tone)
        except Exception as error:  # a fault of ours in one instance may not keep the others out
            yield Rejected(iri, "failed", f"{type(error).__name__}: {error}"[:300], error)


def _read(loaded: Loaded, node: Node, iri: str, tone: Tone) -> Entry:
    if isinstance(node, BNode) and iri == str(node):
        return Rejected("", "no_iri", "an instance without an IRI cannot be recognised in a next import")
    if not re.match(r"(https?|urn):\S+$", iri) or len(iri) > 300:
        return Rejected(iri[:300], "invalid_iri", "no usable IRI")
    if loaded.broken_subjects and loaded.broken_subjects & _reached(loaded.graph, node):
        return Rejected(iri, "broken_lines", "lines of this instance are no valid RDF, or far too long")
    version = version_of(loaded.graph, node)
    created_by = organisation(str(min(loaded.graph.objects(node, PAV.createdBy), key=str, default="")))
    if is_tombstone(loaded.graph, node):
        return Withdrawn(iri, "deleted", version, created_by)
    if str(loaded.graph.value(node, LPDC.isArchived) or "").lower() in {"true", "1"}:
        return Withdrawn(iri, "archived", version, created_by)
    instance = Reader(loaded.graph, tone).instance(node, iri)
    if not instance.title:
        return Rejected(iri, "no_title", "without a Dutch title")
    return instance


def _reached(graph: Graph, node: Node, depth: int = DEPTH) -> set[str]:
    nodes = {str(node)}
    if depth:
        for _predicate, target in graph.predicate_objects(node):
            if not isinstance(target, Literal):
                nodes |= _reached(graph, target, depth - 1)
    return nodes
