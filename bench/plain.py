"""The floor of a submission: plain INSERTs of the same six rows, values ready, in one committed transaction.

As an application it answers a POST with them and nothing else, behind the web server's own program.
"""

import os
import uuid
from collections.abc import Callable, Iterable
from typing import Any

import django

if __name__ != "__main__" and os.environ.get("BENCH_PLAIN"):
    django.setup()

from django.db import connection, transaction
from django.db.models import Model

TABLES = (
    "forms_app.Submission",
    "cases.Case",
    "cases.CaseEvent",
    "records.CapabilityLink",
    "records.AuditLine",
    "records.OutboxMessage",
)


class Row:
    """A row of a table to be written again and again, a few of its columns with another value each time."""

    def __init__(self, row: Model) -> None:
        meta = row._meta
        key = meta.auto_field
        fields = [field for field in meta.local_concrete_fields if field is not key]
        self.columns = [str(field.column) for field in fields]
        self.values = [field.get_db_prep_save(getattr(row, field.attname), connection=connection) for field in fields]
        columns, marks = ", ".join(f'"{name}"' for name in self.columns), ", ".join(["%s"] * len(fields))
        self.sql = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({marks})'  # the model's own names
        if key is not None:
            self.sql += f' RETURNING "{key.column}"'

    def made(self, **other: Any) -> list[Any]:
        """Return the values with some of them replaced, by column."""
        return [other.get(name, value) for name, value in zip(self.columns, self.values, strict=True)]


def writer() -> Callable[[], None]:
    """Return what writes six rows like those of the newest submission that has a mail."""
    from django.apps import apps

    models = [apps.get_model(label) for label in TABLES]
    message = models[5]._default_manager.filter(target_kind="case").latest("created_at")
    case = models[1]._default_manager.get(pk=message.target_id)
    measured = [
        case.submission,
        case,
        case.events.first(),
        models[3]._default_manager.get(kind="case", object_id=str(case.pk)),
        models[4]._default_manager.filter(target_kind="case", target_id=str(case.pk)).first(),
        message,
    ]
    rows = [Row(row) for row in measured]
    key = models[0]._meta.pk

    def new_id() -> Any:
        return key.get_db_prep_save(uuid.uuid4(), connection=connection)

    def write() -> None:
        name = uuid.uuid4().hex
        submission, link, mail = new_id(), new_id(), new_id()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(rows[0].sql, rows[0].made(id=submission, idempotency_key=name))
            cursor.execute(rows[1].sql, rows[1].made(reference=name[:20], submission_id=submission))
            case_id = cursor.fetchone()[0]
            cursor.execute(rows[2].sql, rows[2].made(case_id=case_id))
            event_id = cursor.fetchone()[0]
            cursor.execute(rows[3].sql, rows[3].made(id=link, object_id=str(case_id)))
            cursor.execute(rows[4].sql, rows[4].made(target_id=str(case_id)))
            made = rows[5].made(id=mail, key=f"plain:{event_id}", target_id=str(case_id), state="sent")
            cursor.execute(rows[5].sql, made)

    return write


_write: Callable[[], None] | None = None


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Write the six rows and say so (WSGI)."""
    global _write
    if _write is None:
        _write = writer()
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    _write()
    start_response("201 Created", [("Content-Type", "application/json"), ("Content-Length", "2")])
    return [b"{}"]
