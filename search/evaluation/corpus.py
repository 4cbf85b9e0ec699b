"""Judged queries and the catalogue they were judged on, read from files. Only for measuring: nothing of it is kept."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search.evaluation.figures import JudgedQuery
from search.indexing.documents import Document, DocumentKey
from search.indexing.offered import share
from search.indexing.sources import lines, plain
from search.indexing.sources.pages import MAX_OFFERED

LANGUAGES = ("nl-be-x-informal", "nl-be-x-formal", "nl", "nl-be-x-generated-informal", "nl-be-x-generated-formal")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents, and by which product number, concept or title a judgement names them."""

    documents: tuple[Document, ...]
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_catalogue(file: Path, with_keywords: bool) -> Corpus:
    """Return the instances of a JSON-lines catalogue as documents."""
    documents = []
    names: dict[str, set[str]] = defaultdict(set)
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        document = _document(record, with_keywords)
        documents.append(document)
        for name in (record.get("productId"), record.get("concept"), document.title):
            if name:
                names[name].add(document.key.id)
    return Corpus(tuple(documents), {name: frozenset(ids) for name, ids in names.items()})


def read_queries(file: Path, names: Mapping[str, frozenset[str]]) -> tuple[list[JudgedQuery], int]:
    """Return the judged queries of a TSV file, and how many rows name a product that is not there.

    Two shapes: query and concept (several rows a query), or query, kind, product number and title.
    """
    right: dict[tuple[str, str], set[str]] = defaultdict(set)
    skipped = 0
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            by = (row.get("concept"), row.get("ipdc_productId"), row.get("product"))
            ids = next((names[name] for name in by if name and name in names), None)
            if ids:
                right[row["query"], row.get("kind") or "judgement"] |= ids
            else:
                skipped += 1
    return [JudgedQuery(text, kind, frozenset(ids)) for (text, kind), ids in right.items()], skipped


def _document(record: Mapping[str, Any], with_keywords: bool) -> Document:
    parts = ("requirements", "procedures", "costs", "financialAdvantages", "websites")
    body = [_text(record.get(name)) for name in ("additionalDescription", "exception", "regulation")]
    body += [text for name in parts for text in _texts(record.get(name))]
    words = record.get("keywords") or {}
    keywords = words if isinstance(words, list) else [word for group in words.values() for word in group]
    return Document(
        DocumentKey("product", record["id"]),
        _text(record.get("title")),
        "/",
        _text(record.get("description")),
        keywords=lines(*map(str, keywords)) if with_keywords else "",
        body=lines(*body),
        prior=MAX_OFFERED * share(record.get("concept") or ""),
    )


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = next((value[language] for language in LANGUAGES if value.get(language)), "")
    return plain(value) if isinstance(value, str) else ""


def _texts(value: object) -> Iterator[str]:
    """Yield the titles and descriptions of nested parts."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in ("title", "description"):
                yield _text(item)
            else:
                yield from _texts(item)
