"""Freezing a case type, and writing one from code."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from cases.blocks import as_blocks, draw, give_codes
from cases.deadlines import Term
from cases.errors import InvalidWorkflow
from cases.models import CaseType, CaseTypeVersion
from cases.workflow import Workflow, problems
from ground import versions
from ground.content_changed import announce
from people.models import Department


def freeze(case_type: CaseType) -> CaseTypeVersion:
    """Return the version that holds the type as it stands: the newest where nothing changed, else a new one.

    Raises InvalidWorkflow with every problem.
    """
    give_codes(case_type.statuses)
    workflow = draw(case_type.statuses).workflow
    if wrong := problems(workflow):
        raise InvalidWorkflow(wrong)
    data = {
        "name": case_type.name,
        "workflow": workflow.to_json(),
        "answer_term": [case_type.answer_term, case_type.answer_unit] if case_type.answer_term else None,
        "end_term": [case_type.end_term, case_type.end_unit],
    }
    version: CaseTypeVersion = versions.freeze(case_type, data)
    return version


def connect() -> None:
    """Connect the receivers, when the app is ready: whatever door saves a case type, it is frozen in the same transaction.

    What a form says of its personal data changes with its case type.
    """
    post_save.connect(_saved, sender=CaseType, dispatch_uid="cases.types")
    post_delete.connect(_removed, sender=CaseType, dispatch_uid="cases.types.removed")


def _saved(instance: CaseType, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:  # a fixture brings its versions along
        freeze(instance)
    announce("case_type", instance.pk)


def _removed(instance: CaseType, **_kwargs: Any) -> None:
    announce("case_type", instance.pk, "removed")


def define(name: str, department: Department, workflow: Workflow, *, end_term: Term, **more: Any) -> CaseType:
    """Return a new, saved case type with this workflow; more is as `build` takes it."""
    case_type = build(name, department, workflow, end_term=end_term, **more)
    case_type.save()
    return case_type


def build(
    name: str,
    department: Department,
    workflow: Workflow,
    *,
    end_term: Term,
    answer_term: Term | None = None,
    code: str = "",
    **fields: Any,
) -> CaseType:
    """Return an unsaved case type. fields are further model fields, for example retention_rule="BS-12"."""
    answer = {"answer_term": answer_term.amount, "answer_unit": answer_term.unit} if answer_term else {}
    return CaseType(
        code=code,
        name=name,
        department=department,
        statuses=as_blocks(workflow),
        end_term=end_term.amount,
        end_unit=end_term.unit,
        **answer,
        **fields,
    )
