"""What a submission becomes: forms_app's seam, filled."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.deadlines import Term, WorkCalendar, due_date
from cases.models import Case, CaseEvent, CaseType
from cases.reference import new_reference
from cases.types import freeze
from counters.service import closing_days
from forms_app.service import Destination, Receipt, Submission, applicant
from portal.lib.actor import Actor
from products.models import ProductPage
from records.service import link_for, queue_mail, url_of, write_audit


def destinations() -> list[Destination]:
    """Return the case types that an editor may choose for a form."""
    return [Destination(code, name) for code, name in CaseType.objects.values_list("code", "name")]


class CaseSink:
    """Opens a case for each submission, in the submission's transaction."""

    def open(self, submission: Submission, actor: Actor) -> Receipt:
        """Return the receipt of the case that was opened; its mail waits in the outbox."""
        case_type = CaseType.objects.select_related("department").get(code=submission.version.destination)
        version = case_type.versions.order_by("-number").first() or freeze(case_type)
        now, calendar = timezone.now(), WorkCalendar(closing_days())
        start = version.workflow.start
        name, email = applicant(submission)
        answer_term = version.data["answer_term"]
        case = _create(
            title=submission.version.definition.title,
            submission=submission,
            type_version=version,
            department=case_type.department,
            product=ProductPage.objects.filter(pk=submission.context.get("product")).first(),
            status=start.code,
            waiting_for=start.waiting_for,
            applicant_name=name,
            applicant_email=email,
            channel=submission.channel,
            received_at=now,
            answer_due=due_date(now, Term(*answer_term), calendar) if answer_term else None,
            due=due_date(now, Term(*version.data["end_term"]), calendar),
        )
        CaseEvent.objects.create(
            case=case, at=now, kind="opened", status=start.code, actor_kind=actor.kind, actor_id=actor.id
        )
        write_audit(actor, "case.opened", "case", case.pk, form=submission.version.form_id)
        receipt = receipt_of(case)
        if email:
            queue_mail(
                f"case.opened:{case.pk}",
                email,
                _("Wij ontvingen uw aanvraag %(reference)s") % {"reference": case.reference},
                _("Volg uw aanvraag: %(url)s") % {"url": receipt.tracking_url},
                target=("case", case.pk),
            )
        return receipt

    def receipt(self, submission: Submission) -> Receipt:
        """Return the receipt again: the same reference and the same link."""
        return receipt_of(Case.objects.get(submission=submission))


def receipt_of(case: Case) -> Receipt:
    """Return a case's reference and tracking address."""
    return Receipt(case.reference, url_of(link_for("case", case.pk)))


def _create(**values: Any) -> Case:
    """Create the case under a fresh reference; on the rare clash, under another."""
    for _attempt in range(5):
        try:
            with transaction.atomic():
                return Case.objects.create(reference=new_reference(), **values)
        except IntegrityError:
            if Case.objects.filter(submission=values["submission"]).exists():
                raise
    raise RuntimeError("Five references in a row were taken.")
