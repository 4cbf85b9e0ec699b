"""How each database stores the stems of documents, and finds the documents that answer the parts of a plan.

Kept is what a stem counts in a document, coarsely: "paspoort" stands there as "paspoort", and as "paspoort+" and so on for
each of LEVELS that it reaches. So the database never reads how often a word stands where, which is what bm25 and ts_rank
spend their time on; what counts most is in short lists of its own.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.db import connection

from search.asking.plan import Alternative, Slot

SURE_WEIGHT = 0.55
"""The weight from which an alternative counts as sure."""
LEVELS = (2.0, 4.0, 6.5)
"""What a stem must count: about one that stands in a short summary, in a title among others, and in a title of a few words."""
HELD_POINTS = 0.7
LEVEL_POINTS = (1.1, 0.8, 0.6)
"""What reaching each level adds, much as the re-rank's own saturating weights do."""
MERGED_AT_ONCE = 200
"""Pages of 4 kB that are put together in one transaction: a few hundredths of a second."""

Statement = tuple[str, list[Any]]


class TokenStore(Protocol):
    """One for each database."""

    def put(self, document: int, weights: Mapping[str, float]) -> None:
        """Store the stems of a document in the place of its old ones."""

    def settle(self) -> None:
        """Put what was written in many steps together, so that a term is read in one place. In transactions of its own."""

    def expression(self, slot: Slot, level: int = 0) -> str:
        """Return the slot in the database's own words: any of its alternatives, each of its terms at this level at least."""

    def holding(self, table: str) -> str:
        """Return a SELECT of (id, value): the documents, of any generation, that answer a row of the table `table`.

        That table holds values and the expressions that they are for.
        """

    def rows(self, parts: Iterable[tuple[float, str]]) -> Statement:
        """Return VALUES of (value, expression)."""


class SqliteTokens:
    """FTS5 without positions, with the document's number as rowid. A trigger removes what is deleted."""

    def put(self, document: int, weights: Mapping[str, float]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_tokens WHERE rowid = %s", [document])
            cursor.execute(
                "INSERT INTO search_tokens (rowid, stems) VALUES (%s, %s)", [document, " ".join(_tokens(weights))]
            )

    def settle(self) -> None:
        pages = -MERGED_AT_ONCE  # negative: take in all segments, also those that automerge would leave alone
        with connection.cursor() as cursor:
            while True:
                cursor.execute("SELECT total_changes()")
                before = cursor.fetchone()[0]
                cursor.execute("INSERT INTO search_tokens (search_tokens, rank) VALUES ('merge', %s)", [pages])
                cursor.execute("SELECT total_changes()")
                if cursor.fetchone()[0] - before < 2:  # https://sqlite.org/fts5.html#the_merge_command
                    return
                pages = MERGED_AT_ONCE

    def expression(self, slot: Slot, level: int = 0) -> str:
        return _expression(slot, f'"{{}}{_mark(level)}"', " OR ", " AND ")

    def holding(self, table: str) -> str:
        # CROSS: SQLite takes them in this order.
        return (
            f"SELECT search_tokens.rowid AS id, {table}.value AS value FROM {table} CROSS JOIN search_tokens"
            f" WHERE search_tokens MATCH {table}.expression"
        )

    def rows(self, parts: Iterable[tuple[float, str]]) -> Statement:
        return _rows(parts, "(%s, %s)")


class PostgresTokens:
    """A tsvector without positions. Built here: no text parser comes near."""

    def put(self, document: int, weights: Mapping[str, float]) -> None:
        vector = " ".join(f"'{token}'" for token in _tokens(weights))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE search_indexeddocument SET tokens = %s::tsvector WHERE id = %s", [vector, document])

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('search_tokens_gin')")
            cursor.execute("ANALYZE search_indexeddocument")

    def expression(self, slot: Slot, level: int = 0) -> str:
        return _expression(slot, f"'{{}}{_mark(level)}'", " | ", " & ")

    def holding(self, table: str) -> str:
        return (
            f"SELECT held.id, {table}.value FROM {table}"
            f" JOIN search_indexeddocument held ON held.tokens @@ {table}.expression"
        )

    def rows(self, parts: Iterable[tuple[float, str]]) -> Statement:
        return _rows(parts, "(%s::float, %s::tsquery)")


def _mark(level: int) -> str:
    return "+" * level


def _tokens(weights: Mapping[str, float]) -> Iterable[str]:
    """Yield what is stored of a document: each stem, and once more for each level that it reaches."""
    for stem, weight in weights.items():
        yield stem
        for level, threshold in enumerate(LEVELS, 1):
            if weight >= threshold:
                yield stem + _mark(level)


def _rows(parts: Iterable[tuple[float, str]], row: str) -> Statement:
    values = [value for pair in parts for value in pair]
    return f"VALUES {', '.join([row] * (len(values) // 2))}", values


def _expression(slot: Slot, term: str, either: str, both: str) -> str:
    """Return the slot in a database's own words. Stems hold letters and digits only, so quoting them is enough."""

    def all_of(way: Alternative) -> str:
        return both.join(f"({either.join(term.format(text) for text in part.texts)})" for part in way.terms)

    return either.join(f"({all_of(way)})" for way in slot.alternatives)


def by_strength(slot: Slot) -> list[Slot]:
    """Return the sure and the weak alternatives of a slot apart: what only holds a part of a word counts less."""
    sure = tuple(way for way in slot.alternatives if way.weight >= SURE_WEIGHT)
    weak = tuple(way for way in slot.alternatives if way.weight < SURE_WEIGHT)
    return [Slot(slot.text, ways) for ways in (sure, weak) if ways]


def token_store() -> TokenStore:
    """Return the store of the database in use."""
    return PostgresTokens() if connection.vendor == "postgresql" else SqliteTokens()
