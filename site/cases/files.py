"""A case type as a file: written out, and read into a new case type."""

import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from cases.blocks import draw
from cases.deadlines import Term
from cases.models import CaseType
from cases.types import build
from cases.workflow import SCHEMA as WORKFLOW
from cases.workflow import from_json
from counters.service import Place
from ground import data_files
from ground.actor import Actor
from ground.data_files import MALFORMED, DataFileError, by_code
from ground.versions import Schema
from people.service import department_by_code
from records.service import write_audit

PROCESSING = ("purpose", "legal_basis", "receivers")


def _with_processing(data: dict[str, Any]) -> dict[str, Any]:
    """Return schema 1 as schema 2: nothing was said yet of why personal data is processed."""
    return {**dict.fromkeys(PROCESSING, ""), **data}


def _with_expiry(data: dict[str, Any]) -> dict[str, Any]:
    """Return schema 2 as schema 3: nobody said yet until when the rule is valid."""
    return {"retention_until": None, **data}


SCHEMA = Schema("case type", version=3, upgraders={1: _with_processing, 2: _with_expiry})
PLAIN_FIELDS = ("name", "noun", "is_discreet", *PROCESSING, "retention_rule", "retention_years", "retention_then")


def as_data(case_type: CaseType) -> dict[str, Any]:
    """Return what stands in the case type's file; department and place are named by their codes."""
    answer = [case_type.answer_term, case_type.answer_unit] if case_type.answer_term else None
    return {
        SCHEMA.key: SCHEMA.version,
        "code": case_type.code,
        "department": case_type.department.code,
        "place": case_type.place.slug if case_type.place else None,
        **{name: getattr(case_type, name) for name in PLAIN_FIELDS},
        "retention_until": case_type.retention_until.isoformat() if case_type.retention_until else None,
        "answer_term": answer,
        "end_term": [case_type.end_term, case_type.end_unit],
        "workflow": draw(case_type.statuses).workflow.to_json(),
    }


def read(actor: Actor, path: Path) -> CaseType:
    """Return the new case type of a file. DataFileError where it is wrong or the code is taken: nothing is written."""
    data = data_files.read(path, SCHEMA)
    case_type = _built(path, data)
    wrong = data_files.refusals(data, case_type, "statuses", as_data)
    if wrong:
        raise DataFileError(path, wrong)
    with transaction.atomic():
        case_type.save()
        write_audit(actor, "case_type.read", "case_type", case_type.pk, code=case_type.code)
    return case_type


def take(actor: Actor, path: Path, given: dict[str, Any]) -> CaseType:
    """Return the case type that a file says, of whatever schema: made, or brought up to date as saving in the admin would.

    One that says the same stays as it is. DataFileError where it is wrong: nothing is written.
    """
    data = data_files.in_schema(path, given, SCHEMA)
    built = _built(path, data)
    with transaction.atomic():
        case_type = CaseType.objects.select_for_update(of=("self",)).filter(code=built.code).first() or built
        if case_type.pk and as_data(case_type) == data:
            return case_type
        for field in CaseType._meta.concrete_fields:
            if not field.primary_key:
                setattr(case_type, field.attname, getattr(built, field.attname))
        if wrong := data_files.refusals(data, case_type, "statuses", as_data):
            raise DataFileError(path, wrong)
        case_type.save()
        write_audit(actor, "case_type.read", "case_type", case_type.pk, code=case_type.code)
    return case_type


def _built(path: Path, data: dict[str, Any]) -> CaseType:
    """Return the unsaved case type, not checked; brings the data's workflow to the schema of today."""
    try:
        if not data["code"]:
            raise ValueError(f"code: {data['code']!r} is no code")  # the model would make one of the name
        data["workflow"] = WORKFLOW.read(data["workflow"])
        answer, until = data["answer_term"], data["retention_until"]
        return build(
            code=data["code"],
            department=department_by_code(data["department"], "department"),
            place=by_code(Place.objects.all(), "slug", data["place"], "place") if data["place"] else None,
            answer_term=Term(*answer) if answer else None,
            end_term=Term(*data["end_term"]),
            workflow=from_json(data["workflow"]),
            retention_until=datetime.date.fromisoformat(until) if until is not None else None,
            **{name: data[name] for name in PLAIN_FIELDS},
        )
    except KeyError as error:
        raise DataFileError(path, [f"{error.args[0]}: is missing"]) from None
    except MALFORMED as error:
        raise DataFileError(path, [str(error)]) from None
