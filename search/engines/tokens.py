"""How each database stores the stems of documents, and finds the documents that answer the parts of a plan.

Kept is what a stem counts in a document, coarsely: "paspoort" stands there as "paspoort", and as "paspoort+" and so on for
each of LEVELS that it reaches. So the database never reads how often a word stands where, which is what bm25 and ts_rank
spend their time on; what counts most is in short lists of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from django.db import connection

from search.asking.plan import Term
from search.asking.scorer import Part
from search.indexing.documents import LEVELS

MERGED_AT_ONCE = 200
"""Pages of 4 kB that are put together in one transaction: a few hundredths of a second."""

Statement = tuple[str, list[Any]]


class TokenStore(Protocol):
    """One for each database."""

    def put(self, document: int, weights: Mapping[str, float]) -> None:
        """Store the stems of a document in the place of its old ones."""

    def settle(self) -> None:
        """Put what was written in many steps together, so that a term is read in one place. In transactions of its own."""

    def expression(self, part: Part) -> str:
        """Return what a part looks for in the database's own words."""

    def holding(self, table: str) -> str:
        """Return a SELECT of (number, ids): for each row (number, expression) of the table the documents that answer it.

        They are of any generation, and one JSON list, or NULL without any: a row for each takes three times as long.
        """

    def rows(self, parts: Iterable[tuple[int, str]]) -> Statement:
        """Return VALUES of (number, expression)."""


class SqliteTokens:
    """FTS5 without positions, with the document's number as rowid. A trigger removes what is deleted."""

    def put(self, document: int, weights: Mapping[str, float]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_tokens WHERE rowid = %s", [document])
            cursor.execute(
                "INSERT INTO search_tokens (rowid, stems) VALUES (%s, %s)", [document, " ".join(tokens(weights))]
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

    def expression(self, part: Part) -> str:
        return _expression(part, '"{}"', " OR ", " AND ")

    def holding(self, table: str) -> str:
        return (
            f"SELECT {table}.number, (SELECT JSON_GROUP_ARRAY(search_tokens.rowid) FROM search_tokens"
            f" WHERE search_tokens MATCH {table}.expression) FROM {table}"
        )

    def rows(self, parts: Iterable[tuple[int, str]]) -> Statement:
        return _rows(parts, "(%s, %s)")


class PostgresTokens:
    """A tsvector without positions. Built here: no text parser comes near."""

    def put(self, document: int, weights: Mapping[str, float]) -> None:
        vector = " ".join(f"'{token}'" for token in tokens(weights))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE search_indexeddocument SET tokens = %s::tsvector WHERE id = %s", [vector, document])

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('search_tokens_gin')")
            cursor.execute("ANALYZE search_indexeddocument")

    def expression(self, part: Part) -> str:
        return _expression(part, "'{}'", " | ", " & ")

    def holding(self, table: str) -> str:
        return (
            f"SELECT {table}.number, (SELECT JSON_AGG(held.id)::text FROM search_indexeddocument held"
            f" WHERE held.tokens @@ {table}.expression) FROM {table}"
        )

    def rows(self, parts: Iterable[tuple[int, str]]) -> Statement:
        return _rows(parts, "(%s::int, %s::tsquery)")


def tokens(weights: Mapping[str, float]) -> Iterator[str]:
    """Yield what is stored of a document: each stem, and once more for each level that it reaches."""
    for stem, weight in weights.items():
        yield stem
        for level, threshold in enumerate(LEVELS, 1):
            if weight >= threshold:
                yield at_level(stem, level)


def at_level(stem: str, level: int) -> str:
    """Return the token that says that a stem reaches a level."""
    return stem + "+" * level


def _rows(parts: Iterable[tuple[int, str]], row: str) -> Statement:
    values = [value for pair in parts for value in pair]
    return f"VALUES {', '.join([row] * (len(values) // 2))}", values


def _expression(part: Part, token: str, either: str, both: str) -> str:
    """Return a part in a database's own words. Stems hold letters and digits only, so quoting them is enough."""

    def any_of(term: Term) -> str:
        return f"({either.join(token.format(at_level(text, part.level)) for text in term.texts)})"

    return either.join(f"({both.join(map(any_of, way.terms))})" for way in part.alternatives)


def token_store() -> TokenStore:
    """Return the store of the database in use."""
    return PostgresTokens() if connection.vendor == "postgresql" else SqliteTokens()
