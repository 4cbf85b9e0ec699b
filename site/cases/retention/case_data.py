"""A case as data for the archive: what was asked and answered, what happened, which files. Not the trail of who looked."""

from typing import Any

from django.contrib.auth import get_user_model

from cases.models import Case
from forms_app.service import EVERYTHING, sections
from ground.ids import read_ids
from records.models import StoredFile
from records.service import files_of

SCHEMA = 1


def case_data(case: Case, files: list[StoredFile] | None = None) -> dict[str, Any]:
    """Return the case as JSON keeps it: the same case gives the same data. files: its own, where they were read already.

    Some ten queries.
    """
    submission, case_type = case.submission, case.type_version.case_type
    events = list(case.events.all())
    names = _names([event.actor_id for event in events if event.actor_kind == "staff"])
    return {
        "schema": SCHEMA,
        "reference": case.reference,
        "title": case.title,
        "case_type": {"code": case_type.code, "name": case_type.name},
        "department": case.department.name,
        "product": {"title": case.product_title, "number": case.product_number},
        "channel": case.channel,
        "status": case.status_label,
        "received_at": case.received_at.isoformat(),
        "answered_at": case.answered_at.isoformat() if case.answered_at else None,
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "applicant": {"name": case.applicant_name, "email": case.applicant_email},
        "handler": str(case.handler or ""),
        "retention": {
            "rule": case_type.retention_rule,
            "years": case_type.retention_years,
            "then": case_type.retention_then,
        },
        "form": _form(case),
        "answers": _answers(case),
        "events": [
            {
                "at": event.at.isoformat(),
                "kind": event.kind,
                "status": case.workflow.status(event.status).label,
                "text": event.text,
                "by": names.get(event.actor_id, "") if event.actor_kind == "staff" else event.actor_kind,
                "undoes": event.undoes_id,
                "id": event.pk,
            }
            for event in events
        ],
        "notes": [
            {"at": note.at.isoformat(), "by": str(note.author or ""), "text": note.text}
            for note in case.notes.select_related("author")
        ],
        "files": [
            {
                "path": path_of(stored),
                "name": stored.name,
                "question": stored.slot,
                "content_type": stored.content_type,
                "size": stored.size,
                "sha256": stored.sha256,
            }
            for stored in (files_of_case(case) if files is None else files)
        ],
        "submitted_at": submission.created_at.isoformat() if submission else None,
    }


def files_of_case(case: Case) -> list[StoredFile]:
    """Return the files that came with the case. One query."""
    return list(files_of("submission", case.submission_id)) if case.submission_id else []


def path_of(stored: StoredFile) -> str:
    """Return where a file stands within its case's folder: its id keeps two of one name apart."""
    return f"bestanden/{stored.pk}/{stored.name.replace('/', '-')}"


def _form(case: Case) -> dict[str, Any] | None:
    if case.submission is None:
        return None
    version = case.submission.version
    return {"key": version.form.key, "title": version.form.title, "version": version.number}


def _answers(case: Case) -> list[dict[str, Any]]:
    """Return each answer with what was asked, as people read it and as it is stored. Nothing is masked."""
    submission = case.submission
    if submission is None:
        return []
    return [
        {
            "step": section.step.title,
            "name": row.question.name,
            "label": row.question.label,
            "text": row.lines,
            "answer": row.answer,
        }
        for section in sections(submission.version.definition, submission.answers, in_full=EVERYTHING)
        for row in section.rows
    ]


def _names(ids: list[str]) -> dict[str, str]:
    return {str(user.pk): str(user) for user in get_user_model().objects.filter(pk__in=read_ids(ids))}
