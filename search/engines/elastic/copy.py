"""Elasticsearch's copy of the index: brought level after a commit, by any process, in any order, any number of times.

Each index holds one document that says which state of the database's index it is a copy of: generation, count of changes,
and the stamp that no other state has. It is written last. A copy that is not level answers nothing (engine.py), so it
may be behind, or gone, without anyone being told something that is no longer so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elastic.documents import STATE_ID, SearchDocument, id_of, source_of
from search.engines.elastic.node import Node
from search.errors import BulkRefused
from search.indexing.documents import DocumentKey
from search.models import DocumentFacet, Generation, IndexedDocument, RemovedDocument

ROWS = 500
"""Documents of one bulk request."""
T = TypeVar("T")
CONFLICT = 409
MISSING = 404
FINE = 200


@dataclass(frozen=True, slots=True)
class State:
    """What an index is a copy of; -1 of nothing yet."""

    generation: int = 0
    change: int = -1
    stamp: str = ""


def alias(node: Node, locale: str) -> str:
    """Return the name under which the index of a locale is asked."""
    return f"{node.prefix}-{locale.lower()}"


def index_name(node: Node, locale: str, generation: Generation) -> str:
    """Return the name of the index that copies a generation in today's mapping; a database from a backup makes others."""
    return f"{alias(node, locale)}-g{generation.pk}-{STATE_ID}-{generation.started_at:%Y%m%d%H%M%S%f}"


def level(node: Node, limit: int | None = None) -> bool:
    """Copy what changed since the last time and return whether that was all. Raises Unavailable.

    limit: with more changes than this nothing is done: somebody waits. Costs two queries and a request when level.
    """
    generation = Generation.objects.filter(state=Generation.State.ACTIVE).first()
    if generation is None:
        return True
    with node.asked():
        if limit is not None and _waiting(node, generation) > limit:
            return False
        fill(node, generation)
        _swap(node, generation)
    return True


def fill(node: Node, generation: Generation) -> None:
    """Bring the indices of a generation level with it, whether or not they are in use. Call it within `asked`."""
    for locale in locales(generation):
        name = index_name(node, locale, generation)
        state = state_of(node, name)
        if state is None:
            _create(node, name)
            state = State()
        if state.stamp == generation.stamp:
            continue
        for operations in _batches(generation, locale, state.change):
            _bulk(node, name, operations)
        client = node.for_writing()
        client.indices.refresh(index=name)
        last = State(generation.pk, generation.change, generation.stamp)
        _bulk(node, name, [_write(STATE_ID, generation.change, _source(last))], refresh=True)


def locales(generation: Generation) -> list[str]:
    """Return the locales of which a generation holds or held documents."""
    held = IndexedDocument.objects.filter(generation=generation).values_list("locale", flat=True).distinct()
    gone = RemovedDocument.objects.filter(generation=generation).values_list("locale", flat=True).distinct()
    return sorted({*held, *gone})


def state_of(node: Node, index: str, client: Elasticsearch | None = None) -> State | None:
    """Return what an index is a copy of, also before a refresh; None when there is no such index."""
    client = client or node.for_writing()
    try:
        answer = client.get(index=index, id=STATE_ID)
    except NotFoundError as error:
        return State() if "found" in error.body else None
    return State(*(answer["_source"][name] for name in ("generation", "change", "stamp")))


def drop(node: Node) -> None:
    """Remove all indices of this prefix: for tests and for scratch indices."""
    for name in _indices(node, f"{node.prefix}-*"):
        node.for_writing().indices.delete(index=name, ignore_unavailable=True)


def _waiting(node: Node, generation: Generation) -> int:
    waiting = 0
    for locale in locales(generation):
        state = state_of(node, index_name(node, locale, generation)) or State()
        rows = IndexedDocument.objects.filter(generation=generation, locale=locale, change__gt=state.change)
        waiting += rows.count()
    return waiting


def _create(node: Node, name: str) -> None:
    # Another process may be doing the same: what exists is as good.
    SearchDocument.init(index=name, using=node.for_writing().options(ignore_status=400))


def _batches(generation: Generation, locale: str, after: int) -> Iterator[list[dict[str, Any]]]:
    """Yield bulk operations for what changed after a count. The version is the count, so that an older one never wins."""
    changed = {"generation": generation, "locale": locale, "change__gt": after}
    if after >= 0:
        gone = RemovedDocument.objects.filter(**changed).order_by("change")
        for batch in _batched(gone.iterator(ROWS), ROWS):
            yield [_remove(removed) for removed in batch]
    pks = IndexedDocument.objects.filter(**changed).order_by("change").values_list("pk", flat=True)
    for some in _batched(list(pks), ROWS):
        rows = IndexedDocument.objects.filter(pk__in=some).defer("words", "body", "summary", "keywords")
        facets = _facets(some)
        yield [_write(id_of(row.key), row.change, source_of(row, facets.get(row.pk, ()))) for row in rows]


def _batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _facets(documents: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    by_document: dict[int, list[tuple[str, str]]] = {}
    for pk, name, code in DocumentFacet.objects.filter(document__in=documents).values_list("document", "name", "code"):
        by_document.setdefault(pk, []).append((name, code))
    return by_document


def _write(document: str, version: int, source: dict[str, Any]) -> dict[str, Any]:
    return {"action": {"index": _head(document, version)}, "source": source}


def _remove(removed: RemovedDocument) -> dict[str, Any]:
    key = DocumentKey(removed.kind, removed.object_id, removed.locale)
    return {"action": {"delete": _head(id_of(key), removed.change)}}


def _head(document: str, version: int) -> dict[str, Any]:
    return {"_id": document, "version": version, "version_type": "external_gte"}


def _source(state: State) -> dict[str, Any]:
    return {"generation": state.generation, "change": state.change, "stamp": state.stamp}


def _bulk(node: Node, index: str, operations: Iterable[dict[str, Any]], refresh: bool = False) -> None:
    lines = [
        line for operation in operations for line in (operation["action"], operation.get("source")) if line is not None
    ]
    if not lines:
        return
    answer = node.for_writing().bulk(index=index, operations=lines, refresh=refresh, require_alias=False)
    refused = [
        result
        for item in answer["items"]
        for result in item.values()
        # A newer version stands there; a document that never came cannot be removed.
        if result["status"] >= 300 and result["status"] not in (CONFLICT, MISSING)
    ]
    if refused:
        raise BulkRefused(f"{len(refused)} documents refused, the first: {str(refused[0].get('error'))[:300]}")


def _swap(node: Node, generation: Generation) -> None:
    """Let the aliases point to the indices of this generation, all in one call; keep the ones before it, remove older ones."""
    actions: list[dict[str, Any]] = []
    in_use: set[str] = set()
    wanted = {alias(node, locale): index_name(node, locale, generation) for locale in locales(generation)}
    for name, index in wanted.items():
        pointing = _pointing(node, name)
        if pointing == {index}:
            continue
        in_use |= {index, *pointing}
        actions += [{"remove": {"index": old, "alias": name}} for old in sorted(pointing - {index})]
        actions.append({"add": {"index": index, "alias": name}})
    if not actions:
        return
    client = node.for_writing()
    client.indices.update_aliases(actions=actions)
    for name in wanted:
        for old in _indices(node, f"{name}-g*"):
            if old not in in_use and _is_older(old, wanted[name]):
                client.indices.delete(index=old, ignore_unavailable=True)


def _is_older(index: str, than: str) -> bool:
    # One that is newer belongs to a rebuild that is about to swap.
    return index.rpartition("-")[2] < than.rpartition("-")[2]


def _pointing(node: Node, name: str) -> set[str]:
    try:
        return set(node.for_writing().indices.get_alias(name=name))
    except NotFoundError:
        return set()


def _indices(node: Node, pattern: str) -> list[str]:
    return list(node.for_writing().indices.get(index=pattern, allow_no_indices=True, features="aliases"))
