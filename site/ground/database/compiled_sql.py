"""SQL that is made once: the rows that a submission reads before its transaction, and those that it writes inside it.

The ORM makes the same SQL anew each time, which costs more than the database needs to answer it: of a submission's CPU time that
was more than half (docs/decisions/017-submissions.md has the figures). The columns, joins, defaults and conversions are
the ORM's own; there are no signals and no savepoint. Only for the path of a submission: elsewhere the ORM is fast enough.
"""

from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)


class CompiledInsert:
    """Writes one row of one model, and gives it its automatic key where it has one."""

    def __init__(self, model: type[Model], unique: str = "") -> None:
        meta, quote = model._meta, connection.ops.quote_name
        key = meta.auto_field
        self.fields = [field for field in meta.local_concrete_fields if field is not key]
        columns = ", ".join(quote(str(field.column)) for field in self.fields)
        marks = ", ".join(["%s"] * len(self.fields))
        self.sql = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608  # the model's own names
        if unique:
            self.sql += f" ON CONFLICT ({quote(unique)}) DO NOTHING"
        self.table, self.key = meta.db_table, str(key.column) if key is not None else ""
        self.returns_key = bool(self.key) and connection.features.can_return_columns_from_insert
        if self.returns_key:
            self.sql += f" RETURNING {quote(self.key)}"

    def __call__(self, row: Model) -> bool:
        """Write the row; False when one with the same value in the column `unique` is there already."""
        values = [field.get_db_prep_save(field.pre_save(row, True), connection=connection) for field in self.fields]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            if self.returns_key:
                returned = cursor.fetchone()
                if returned is None:
                    return False
                row.pk = returned[0]
            elif cursor.rowcount < 1:
                return False
            elif self.key:
                row.pk = connection.ops.last_insert_id(cursor, self.table, self.key)
        row._state.adding, row._state.db = False, connection.alias
        return True


@lru_cache(maxsize=32)
def insert_into(model: type[Model], unique: str = "") -> CompiledInsert:
    """Return the model's insert. unique: a column; a row whose value is taken is not written, and that is no error."""
    return CompiledInsert(model, unique)


class CompiledSelect(Generic[M]):
    """Rows of a queryset with one value left open. mark: a text that stands in the queryset where the value comes."""

    def __init__(self, queryset: "QuerySet[M]", mark: str = "") -> None:
        compiler = queryset.query.get_compiler("default")
        self.sql, self.params = compiler.as_sql()
        self.places = [place for place, param in enumerate(self.params) if mark and param == mark]
        if mark and not self.places:
            raise ValueError(f"{mark!r} is no value of the query.")
        info, columns = compiler.klass_info, compiler.select
        self.compiler, self.model = compiler, info["model"]
        self.start, self.end = info["select_fields"][0], info["select_fields"][-1] + 1
        self.names = [column[0].target.attname for column in columns[self.start : self.end]]
        self.converters = compiler.get_converters([column[0] for column in columns])
        self.related = get_related_populators(info, columns, "default")  # type: ignore[call-arg]  # stubs of a later Django

    def __call__(self, value: str = "") -> list[M]:
        """Return the rows for a value. One query."""
        params: list[Any] = list(self.params)
        for place in self.places:
            params[place] = value
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows = cursor.fetchall()
        items = []
        for row in self.compiler.apply_converters(rows, self.converters):
            item = self.model.from_db("default", self.names, row[self.start : self.end])
            for populator in self.related:
                populator.populate(row, item)
            items.append(item)
        return items
