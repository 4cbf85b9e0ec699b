"""The search of Wagtail's own screens and API: modelsearch's engine of the database, given words that it can take.

On SQLite the engine puts what was typed between quotes for FTS5's MATCH without looking at it: one `"`, a NUL or a few
thousand words were an error of the server. Citizens search elsewhere (search/).
"""

from typing import Any

from modelsearch.backends.database import SearchBackend as engine_of_database
from modelsearch.query import And, Not, Or, Phrase, PlainText

MOST_WORDS = 20
LONGEST_WORD = 100
NOTHING = "-"
"""A text without a word, for which every engine finds nothing; an empty part is an error."""


def SearchBackend(params: dict[str, Any]) -> Any:  # modelsearch asks a module for this name
    """Return the engine of the default database, made careful."""
    engine = engine_of_database(params)
    careful = type(f"Careful{type(engine).__name__}", (CarefulMixin, type(engine)), {})
    return careful(params)


class CarefulMixin:
    """Cleans what was typed, for whole words and for opening letters alike."""

    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        return super()._search(query_compiler_class, cleaned(query), model_or_queryset, **kwargs)  # type: ignore[misc]  # mixin


def cleaned(query: Any) -> Any:
    """Return a query, typed or parsed (the admin's page search parses), with only words that an engine can take."""
    if isinstance(query, str):
        return searchable(query)
    if isinstance(query, PlainText):
        return PlainText(searchable(query.query_string) or NOTHING, operator=query.operator)
    if isinstance(query, Phrase):
        return Phrase(searchable(query.query_string) or NOTHING)
    if isinstance(query, And | Or):
        return type(query)([cleaned(part) for part in query.subqueries[:MOST_WORDS]])
    return Not(cleaned(query.subquery)) if isinstance(query, Not) else query


def searchable(typed: str) -> str:
    """Return the words in what was typed, "" when there are none: an engine then finds nothing.

    >>> searchable('adres "nieuw; DROP * x\\x00y'), searchable('"*" -'), searchable("jan@stad.example")
    ('adres nieuw; DROP x y', '', 'jan@stad.example')
    """
    shown = "".join(sign if sign.isprintable() and sign != '"' else " " for sign in typed)
    words = [word[:LONGEST_WORD] for word in shown.split() if any(map(str.isalnum, word))]
    return " ".join(words[:MOST_WORDS])
