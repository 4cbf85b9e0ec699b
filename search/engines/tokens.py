"""How each database stores analysed tokens, and finds the documents that answer one slot of a plan."""

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from django.db import connection

from search.engines.visible import Statement
from search.plan import Alternative, Slot

SURE = 0.55
"""The weight from which an alternative counts as what was meant."""

Tokens = Mapping[str, tuple[str, ...]]


class TokenStore(Protocol):
    """One for each database."""

    def put(self, document: int, tokens: Tokens) -> None:
        """Store the tokens of a document in the place of its old ones."""

    def answering(self, slot: Slot) -> Statement:
        """Return a SELECT of (id, value, points) over the documents, of any generation, that answer a slot.

        value is what the slot counts in the query; points order the documents that answer it.
        """

    def holding(self, slot: Slot) -> Statement:
        """Return the same without points (0 for all), which cost most: for counting."""


class SqliteTokens:
    """FTS5, with the document's number as rowid. A trigger removes what is deleted."""

    def put(self, document: int, tokens: Tokens) -> None:
        columns = [" ".join(tokens[name]) for name in ("title", "keywords", "summary", "body")]
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_tokens WHERE rowid = %s", [document])
            cursor.execute(
                "INSERT INTO search_tokens (rowid, title, keywords, summary, body) VALUES (%s, %s, %s, %s, %s)",
                [document, *columns],
            )

    def answering(self, slot: Slot) -> Statement:
        return (
            "SELECT rowid AS id, %s AS value, -%s * bm25(search_tokens, 6.0, 4.0, 2.0, 0.6) AS points"
            " FROM search_tokens WHERE search_tokens MATCH %s",
            [slot.value, slot.value, _expression(slot, '"{}"', " OR ", " AND ")],
        )

    def holding(self, slot: Slot) -> Statement:
        return (
            "SELECT rowid AS id, %s AS value, 0 AS points FROM search_tokens WHERE search_tokens MATCH %s",
            [slot.value, _expression(slot, '"{}"', " OR ", " AND ")],
        )


class PostgresTokens:
    """A tsvector with weights A to D for title, keywords, summary and body. Built here: no text parser comes near."""

    LETTERS = {"title": "A", "keywords": "B", "summary": "C", "body": "D"}
    MOST_POSITIONS = 250  # of one lexeme; PostgreSQL keeps 256

    def put(self, document: int, tokens: Tokens) -> None:
        positions: dict[str, list[str]] = {}
        for name, letter in self.LETTERS.items():
            for stem, times in Counter(tokens[name]).items():
                seen = positions.setdefault(stem, [])
                seen += [f"{len(seen) + at + 1}{letter}" for at in range(min(times, self.MOST_POSITIONS - len(seen)))]
        vector = " ".join(f"'{stem}':{','.join(places)}" for stem, places in positions.items())
        with connection.cursor() as cursor:
            cursor.execute("UPDATE search_indexeddocument SET tokens = %s::tsvector WHERE id = %s", [vector, document])

    def answering(self, slot: Slot) -> Statement:
        return (
            "SELECT id, %s::float AS value, %s * ts_rank('{0.1, 0.33, 0.67, 1.0}', tokens, query) AS points"
            " FROM search_indexeddocument, (SELECT %s::tsquery AS query) asked WHERE tokens @@ query",
            [slot.value, slot.value, _expression(slot, "'{}'", " | ", " & ")],
        )

    def holding(self, slot: Slot) -> Statement:
        return (
            "SELECT id, %s::float AS value, 0::float AS points FROM search_indexeddocument WHERE tokens @@ %s::tsquery",
            [slot.value, _expression(slot, "'{}'", " | ", " & ")],
        )


def _expression(slot: Slot, term: str, either: str, both: str) -> str:
    """Return the slot in a database's own words. Stems hold letters and digits only, so quoting them is enough."""

    def all_of(way: Alternative) -> str:
        return both.join(f"({either.join(term.format(text) for text in part.texts)})" for part in way.terms)

    return either.join(f"({all_of(way)})" for way in slot.alternatives)


def by_strength(slot: Slot) -> list[Slot]:
    """Return the sure and the weak alternatives of a slot apart: what only holds a part of a word counts less."""
    sure = tuple(way for way in slot.alternatives if way.weight >= SURE)
    weak = tuple(way for way in slot.alternatives if way.weight < SURE)
    return [Slot(slot.said, ways) for ways in (sure, weak) if ways]


def token_store() -> TokenStore:
    """Return the store of the database in use."""
    return PostgresTokens() if connection.vendor == "postgresql" else SqliteTokens()
