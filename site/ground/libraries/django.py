"""What we use of Django beyond what it documents (docs/upgrading.md)."""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.http import HttpRequest

LOOKED_AT = "5.2"
"""The version that was read. Of another, look at each function below."""


def sees_to_its_own_transactions(view: Callable[..., Any]) -> bool:
    """Return whether a view is marked by django.db.transaction.non_atomic_requests, which tells nobody but Django's handler."""
    return DEFAULT_DB_ALIAS in getattr(view, "_non_atomic_requests", ())


def passed_csrf_check(request: HttpRequest) -> bool:
    """Return whether CsrfViewMiddleware took a request for ours. False before it looked, and where a view is exempt."""
    return getattr(request, "csrf_processing_done", False)


def is_new(file: Any) -> bool:  # noqa: ANN401  # a private name of a file
    """Return whether a field holds a file that is not stored yet: FieldFile knows, and has no word for it."""
    return bool(file) and not file._committed


def where_of(rows: QuerySet[Model]) -> tuple[str, list[Any]]:
    """Return the condition of a queryset as SQL with its parameters, the columns by the names of their tables."""
    compiler = rows.query.get_compiler(rows.db)
    compiler.pre_sql_setup()
    sql, params = compiler.compile(compiler.query.where)
    return f"({sql})", list(params)
