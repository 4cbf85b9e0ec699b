"""Which answers of a form somebody may take out, and taking them out: who, how many and which is written down first."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from forms_app.errors import ExportRefused, NotAllowed
from forms_app.export.answers import Answers
from forms_app.export.formats import Format
from forms_app.models import Form, Submission
from forms_app.permissions import policy
from forms_app.rights import EXPORT
from forms_app.seams import submission_sink
from ground.actor import Actor
from people.models import User
from people.permissions import AnyUser
from records.service import write_audit_of_many


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which submissions came, both included; None where it has no such end."""

    first: datetime.date | None = None
    last: datetime.date | None = None


def may_export(user: AnyUser, form: Form) -> bool:
    """Return whether the role lets somebody take out answers, and the form is of their departments."""
    return user.has_perm(EXPORT) and policy.reaches(user, form)


def selected(user: AnyUser, form: Form, period: Period) -> QuerySet[Submission]:
    """Return the form's submissions of a period that the user sees, the oldest first."""
    submissions = Submission.objects.filter(version__form=form)
    if period.first:
        submissions = submissions.filter(created_at__gte=_midnight(period.first))
    if period.last:
        submissions = submissions.filter(created_at__lt=_midnight(period.last + datetime.timedelta(days=1)))
    return submission_sink.get().visible(user, submissions).order_by("created_at", "pk")


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time.min))


@transaction.atomic
def export(actor: Actor, user: User, form: Form, period: Period, format_: Format) -> Iterator[bytes]:
    """Return the file, made while it is read. It holds what was there now, and is written down in this transaction.

    NotAllowed where the user may not; ExportRefused where there is nothing, and where there is more than fits.
    """
    if not may_export(user, form):
        raise NotAllowed(gettext("U mag de antwoorden van dit formulier niet uitvoeren."))
    ids = list(selected(user, form, period).values_list("pk", flat=True).iterator())
    if not ids:
        raise ExportRefused(gettext("Er zijn geen inzendingen die u kunt uitvoeren."))
    if format_.limit is not None and len(ids) > format_.limit:
        raise ExportRefused(
            gettext(
                "In dit bestand passen hoogstens %(limit)s inzendingen; het zijn er %(number)s. "
                "Kies CSV, of een kortere periode."
            )
            % {"limit": format_.limit, "number": len(ids)}
        )
    sink = submission_sink.get()
    in_full = sink.sees_personal_data(user)
    kind, targets = sink.audit_targets(ids)
    detail = {"form": form.pk, "format": format_.suffix, "masked": not in_full}
    write_audit_of_many(actor, "form.answers_exported", kind, targets, **detail)
    return format_.write(Answers(form, ids, in_full))
