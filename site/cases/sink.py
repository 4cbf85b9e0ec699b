"""What a submission becomes: forms_app's seam, filled."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import actions, notices
from cases.models import Case, CaseType
from cases.queries import search_text
from cases.reference import new_reference
from forms_app.service import SAMPLE_RECEIPT, Definition, Destination, Receipt, Submission, applicant
from portal.lib.actor import Actor
from portal.lib.ids import read_id
from products.models import ProductPage
from records.service import link_for, url_of, write_audit

TRIES = 5


def destinations() -> list[Destination]:
    """Return the case types that an editor may choose for a form."""
    return [Destination(*row) for row in CaseType.objects.values_list("code", "name", "department_id")]


@dataclass(frozen=True, slots=True)
class CaseSink:
    """Opens a case for each submission, in the submission's transaction. `at`: when it came in, now unless told."""

    at: datetime.datetime | None = None

    def open(self, submission: Submission, actor: Actor) -> Receipt:
        """Return the receipt of the case that was opened; its mail waits in the outbox."""
        case_type = CaseType.objects.select_related("department", "place").get(code=submission.version.destination)
        version, moment = case_type.current_version(), self.at or timezone.now()
        start = version.workflow.start
        name, email = applicant(submission)
        product = _product(submission)
        case = _create(
            title=submission.version.definition.title[:200],
            submission=submission,
            type_version=version,
            department=case_type.department,
            product=product,
            product_title=product.title if product else "",
            product_number=product.product_number if product else "",
            status=start.code,
            status_label=start.label,
            waiting_for=start.waiting_for,
            applicant_name=name[:200],
            applicant_email=email,
            channel=submission.channel,
            received_at=moment,
            changed_at=moment,
        )
        event = actions.open_event(actor, case, moment)
        actions.recompute(case)
        write_audit(actor, "case.opened", "case", case.pk, form=submission.version.form_id)
        notices.notify(case, event)
        return receipt_of(case)

    def receipt(self, submission: Submission) -> Receipt:
        """Return the receipt again: the same reference and the same link."""
        return receipt_of(Case.objects.get(submission=submission))

    def noun(self, destination: str) -> str:
        """Return what a citizen calls a case of the type; "zaak" where there is no such type. One query."""
        case_type = CaseType.objects.filter(code=destination).first()
        return case_type.get_noun_display() if case_type else _("zaak")

    def is_discreet(self, destination: str) -> bool:
        """Return whether mails about cases of the type say their number alone. One query."""
        case_type = CaseType.objects.select_related("department").filter(code=destination).first()
        return case_type is not None and case_type.is_kept_discreet

    def preview(self, definition: Definition, destination: str) -> dict[str, str] | None:
        """Return the first mail of a case that does not exist; None where its type does not either."""
        case_type = CaseType.objects.select_related("department", "place").filter(code=destination).first()
        if case_type is None:
            return None
        version = case_type.current_version()
        case = Case(
            reference=SAMPLE_RECEIPT.reference,
            title=definition.title[:200],
            department=case_type.department,
            type_version=version,
            status=version.workflow.start.code,
        )
        mail = notices.preview(case, "opened", version.workflow.start)
        return {"subject": mail.subject, "text": mail.text}


def receipt_of(case: Case) -> Receipt:
    """Return a case's reference and tracking address."""
    return Receipt(case.reference, url_of(link_for("case", case.pk)))


def _product(submission: Submission) -> ProductPage | None:
    """Return the product from which the citizen came; the context is theirs to tamper with, so anything else is None."""
    product: ProductPage | None = ProductPage.objects.filter(pk=read_id(submission.context.get("product"))).first()
    return product


def _create(**values: Any) -> Case:
    """Create the case under a fresh reference; on the rare clash, under another."""
    for _attempt in range(TRIES):
        reference = new_reference()
        text = search_text(reference, values["applicant_name"], values["applicant_email"])
        try:
            with transaction.atomic():
                return Case.objects.create(reference=reference, search_text=text, **values)
        except IntegrityError:
            if not Case.objects.filter(reference=reference).exists():
                raise
    raise RuntimeError(f"{TRIES} references in a row were taken.")
