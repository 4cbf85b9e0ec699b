"""Freezing a case type."""

from django.db import transaction
from django.db.models import Max

from cases.models import CaseType, CaseTypeVersion
from forms_app.definition import digest


def freeze(case_type: CaseType) -> CaseTypeVersion:
    """Return the version that holds the type as it stands: the newest where nothing changed, else a new one."""
    data = {
        "name": case_type.name,
        "workflow": case_type.workflow_data,
        "answer_term": [case_type.answer_term, case_type.answer_unit] if case_type.answer_term else None,
        "end_term": [case_type.end_term, case_type.end_unit],
        "retention": {"rule": case_type.retention_rule, "years": case_type.retention_years},
    }
    hash_ = digest(data)
    with transaction.atomic():
        newest = case_type.versions.order_by("-number").first()
        if newest is not None and newest.hash == hash_:
            return newest
        number = (case_type.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        return CaseTypeVersion.objects.create(case_type=case_type, number=number, data=data, hash=hash_)
