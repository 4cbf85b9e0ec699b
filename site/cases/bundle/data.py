"""What stands in a bundle: a form, the case type that its submissions become, and the city's own texts in mails of cases."""

from typing import Any

from cases.files import as_data as case_type_data
from cases.models import CaseType
from forms_app.service import Form, form_data
from ground.versions import Schema
from records.models import MailText
from records.service import mail_kinds, mail_texts

SCHEMA = Schema("bundle", version=1)
NAMES = (SCHEMA.key, "form", "case_type", "mail_texts")


class BundleRefused(Exception):
    """The file is not taken: nothing is written. reasons are sentences for whoever brings it, each with its remedy.

    details: what is wrong inside the file, with its place, in the words of whoever makes such files.
    """

    def __init__(self, *reasons: str, details: list[str] | None = None) -> None:
        super().__init__("\n".join([*reasons, *(details or [])]))
        self.reasons, self.details = list(reasons), details or []


class NotAllowed(Exception):
    """The role of a member of staff does not give this. Says so to whoever is told."""


def as_data(form: Form) -> dict[str, Any]:
    """Return the bundle of a form as its latest draft says. case_type is None where the form leads to none that is there."""
    form = latest(form)
    case_type = CaseType.objects.filter(code=form.destination).first()
    return {
        SCHEMA.key: SCHEMA.version,
        "form": form_data(form),
        "case_type": case_type_data(case_type) if case_type else None,
        "mail_texts": own_texts(),
    }


def latest(form: Form) -> Form:
    """Return a form as its latest draft says."""
    draft: Form = form.get_latest_revision_as_object() if form.latest_revision_id else form
    return draft


def own_texts() -> dict[str, dict[str, str]]:
    """Return what the city wrote itself in mails of cases: the parts by the code of the kind of mail. One query."""
    rows = MailText.objects.filter(language=mail_texts.LANGUAGE, kind__in=kinds()).exclude(parts={}).order_by("kind")
    return {row.kind: row.parts for row in rows}


def kinds() -> list[str]:
    """Return the codes of the kinds of mail about cases."""
    return [code for code, _kind in mail_kinds.items() if code.startswith("case.")]
