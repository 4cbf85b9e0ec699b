"""Freezing a case type, and writing one from code."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from cases.blocks import as_blocks, draw, give_codes
from cases.deadlines import Term
from cases.errors import InvalidWorkflow
from cases.models import CaseType, CaseTypeVersion
from cases.workflow import Workflow, problems
from forms_app.definition.structure import digest
from people.models import Department


def freeze(case_type: CaseType) -> CaseTypeVersion:
    """Return the version that holds the type as it stands: the newest where nothing changed, else a new one.

    Raises InvalidWorkflow with every problem.
    """
    give_codes(case_type.statuses)
    workflow = draw(case_type.statuses).workflow
    if found := problems(workflow):
        raise InvalidWorkflow(found)
    data = {
        "name": case_type.name,
        "workflow": workflow.to_json(),
        "answer_term": [case_type.answer_term, case_type.answer_unit] if case_type.answer_term else None,
        "end_term": [case_type.end_term, case_type.end_unit],
        "retention": {
            "rule": case_type.retention_rule,
            "years": case_type.retention_years,
            "then": case_type.retention_then,
        },
    }
    hash_ = digest(data)
    with transaction.atomic():
        newest = case_type.versions.order_by("-number").first()
        if newest is not None and newest.hash == hash_:
            return newest
        number = (case_type.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        return CaseTypeVersion.objects.create(case_type=case_type, number=number, data=data, hash=hash_)


def define(
    name: str,
    department: Department,
    workflow: Workflow,
    *,
    end_term: Term,
    answer_term: Term | None = None,
    code: str = "",
    **fields: Any,
) -> CaseType:
    """Return a new, saved case type with this workflow; the demo city and tests write theirs so.

    fields are further model fields, for example retention_rule="SN-12".
    """
    answer = {"answer_term": answer_term.amount, "answer_unit": answer_term.unit} if answer_term else {}
    case_type = CaseType(
        code=code,
        name=name,
        department=department,
        statuses=as_blocks(workflow),
        end_term=end_term.amount,
        end_unit=end_term.unit,
        **answer,
        **fields,
    )
    case_type.save()
    return case_type
