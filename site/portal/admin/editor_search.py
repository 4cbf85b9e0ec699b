"""The search of Wagtail's own screens and API: modelsearch's engine of the database, which refuses nothing that a list asks.

On SQLite the engine puts what was typed between quotes for FTS5's MATCH without looking at it: one `"`, a NUL or a few
thousand words were an error of the server. It also refuses each filter and order that its index does not hold, as an engine
with a copy of its own must; in the database they are those of the list's own query. Citizens search elsewhere (search/).
"""

from functools import cache
from typing import Any

from modelsearch.backends.database import SearchBackend as engine_of_database
from modelsearch.query import MATCH_NONE, And, Not, Or, Phrase, PlainText

MAX_WORDS = 20
MAX_WORD_LENGTH = 100


def SearchBackend(params: dict[str, Any]) -> object:  # modelsearch asks a module for this name
    """Return the engine of the default database, made careful."""
    engine = engine_of_database(params)
    careful = type(f"Careful{type(engine).__name__}", (CarefulMixin, type(engine)), {})
    return careful(params)


class CarefulMixin:
    """Cleans what was typed, for whole words and for opening letters alike, and searches all fields of the index.

    `fields` of a list are dropped: on SQLite they would be columns of the index, which has none by those names.
    """

    def _search(self, query_compiler_class: object, query: object, model_or_queryset: object, **kwargs: Any) -> object:
        kwargs["fields"] = None
        return super()._search(  # type: ignore[misc]  # mixin
            unchecked(query_compiler_class), cleaned(query), model_or_queryset, **kwargs
        )


@cache
def unchecked(query_compiler_class: Any) -> Any:  # noqa: ANN401  # modelsearch makes the class
    """Return a compiler that takes any filter and order: what it makes is the list's own query with one condition more."""
    return type(f"Unchecked{query_compiler_class.__name__}", (query_compiler_class,), {"check": lambda self: None})


def cleaned(query: object) -> object:
    """Return a query, typed or parsed (the admin's page search parses), with only words that an engine can take.

    MATCH_NONE where it has no word: left to PostgreSQL's engine it would match each row that is not indexed yet.
    """
    return _with_words(query) or MATCH_NONE


def _with_words(query: object) -> object:
    """Return the query without its parts that hold no word; None when nothing is left."""
    if isinstance(query, str):
        return searchable(query) or None
    if isinstance(query, PlainText):
        words = searchable(query.query_string)
        return PlainText(words, operator=query.operator) if words else None
    if isinstance(query, Phrase):
        words = searchable(query.query_string)
        return Phrase(words) if words else None
    if isinstance(query, And | Or):
        parts = [part for each in query.subqueries[:MAX_WORDS] if (part := _with_words(each))]
        return type(query)(parts) if parts else None
    if isinstance(query, Not):
        part = _with_words(query.subquery)
        return Not(part) if part else None
    return query


def searchable(typed: str) -> str:
    """Return the words in what was typed, "" when there are none.

    >>> searchable('adres "nieuw; DROP * x\\x00y'), searchable('"*" -'), searchable("jan@stad.example")
    ('adres nieuw; DROP x y', '', 'jan@stad.example')
    """
    shown = "".join(sign if sign.isprintable() and sign != '"' else " " for sign in typed)
    words = [word[:MAX_WORD_LENGTH] for word in shown.split() if any(map(str.isalnum, word))]
    return " ".join(words[:MAX_WORDS])
