"""What a submission becomes: forms_app's seam, filled."""

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from cases import dates, notices, receipts
from cases.deadlines import local_date
from cases.models import OPENED, Case, CaseEvent, CaseType, CaseTypeVersion
from cases.permissions import policy, visible_cases
from cases.queries import CaseQuerySet, search_text
from cases.reference import new_reference, sample_reference
from forms_app.service import Definition, Destination, Receipt, Retention, Submission, Wire, applicant
from ground.actor import Actor
from ground.database.compiled_sql import CompiledSelect, insert_into
from ground.ids import read_id
from ground.snapshot import kept
from people.permissions import AnyUser
from people.service import reference_prefix
from products.models import ProductPage
from records.models import AuditLine, CapabilityLink
from records.service import audit_line, first_link, link_for, url_of, write_message

TARGETS_BATCH = 1000


@kept
def destinations() -> tuple[Destination, ...]:
    """Return the case types that an editor may choose for a form. One query a generation."""
    return tuple(map(destination_of, CaseType.objects.select_related("department").defer("statuses")))


def destination_of(case_type: CaseType) -> Destination:
    """Return a case type as forms see it."""
    return Destination(
        case_type.code,
        case_type.name,
        case_type.department_id,
        case_type.department.name,
        case_type.purpose,
        case_type.legal_basis,
        case_type.receiver_names,
        Retention(case_type.retention_rule, case_type.retention_years, case_type.retention_then),
    )


@dataclass(frozen=True, slots=True)
class CaseSink:
    """Opens a case for each submission, in the submission's transaction. `at`: when it came in, now unless told."""

    at: datetime.datetime | None = None

    def prepare(self, submission: Submission, actor: Actor) -> Callable[[], Receipt]:
        """Return what opens the case: its row, its first event, its link, an audit line and the mail; nothing but INSERTs."""
        version, moment = _newest_version()(submission.version.destination)[0], self.at or timezone.now()
        start = version.workflow.start
        name, email = applicant(submission)
        product = _product(submission)
        case = Case(
            reference=new_reference(reference_prefix()),
            title=submission.version.definition.title[:200],
            submission=submission,
            type_version=version,
            department=version.case_type.department,
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
        case.search_text = search_text(case.reference, case.applicant_name, email)
        event = CaseEvent.by(actor, case, OPENED, "", moment)
        dates.set_dates(case, [event])
        link = first_link("case")
        line = audit_line(actor, "case.opened", "case", form=submission.version.form_id)
        mail = notices.opening_mail(case)
        receipt = receipts.receipt(case, "", local_date(moment))

        def land() -> Receipt:
            insert_into(Case)(case)
            event.case_id, number = case.pk, str(case.pk)
            link.object_id = line.target_id = number
            insert_into(CaseEvent)(event)
            insert_into(CapabilityLink)(link)
            insert_into(AuditLine)(line)
            if mail is not None:
                mail.key, mail.target_id = notices.event_key(event.pk), number
                write_message(mail)
            return replace(receipt, tracking_url=url_of(link))

        return land

    def receipt(self, submission: Submission) -> Receipt:
        """Return the receipt again: the same reference and the same link, and what follows from where the case is now."""
        return receipt_of(Case.objects.select_related("type_version").get(submission=submission))

    def noun(self, destination: str) -> str:
        """Return what a citizen calls a case of the type; "zaak" where there is no such type. One query."""
        case_type = CaseType.objects.filter(code=destination).first()
        return case_type.get_noun_display() if case_type else gettext("zaak")

    def is_discreet(self, destination: str) -> bool:
        """Return whether mails about cases of the type say their number alone. One query."""
        case_type = CaseType.objects.select_related("department").filter(code=destination).first()
        return case_type is not None and case_type.has_discreet_mails

    def visible(self, user: AnyUser, submissions: QuerySet[Submission]) -> QuerySet[Submission]:
        """Return those whose case the user sees; for who sees no cases, those within reach that are not discreet."""
        return submissions.filter(Exists(known_cases(user).filter(submission=OuterRef("pk"))))

    def sees_personal_data(self, user: AnyUser) -> bool:
        """Return whether the user's role lets them see cases."""
        return policy.user_has_any_permission(user, ("view", "change"))

    def audit_targets(self, ids: Sequence[UUID]) -> tuple[str, list[object]]:
        """Return the cases of submissions: on its case stands who took out what was sent. A query for each thousand."""
        cases: list[object] = []
        for start in range(0, len(ids), TARGETS_BATCH):
            batch = Case.objects.filter(submission__in=ids[start : start + TARGETS_BATCH])
            cases += batch.order_by().values_list("pk", flat=True)
        return "case", cases

    def references(self, ids: Collection[UUID]) -> dict[UUID, str]:
        """Return the numbers of the cases. One query."""
        return dict(Case.objects.filter(submission__in=ids).values_list("submission_id", "reference"))

    def preview(self, definition: Definition, destination: str) -> dict[str, str] | None:
        """Return the first mail of a case that does not exist; None where its type does not either."""
        case = _sample_case(destination, definition.title[:200])
        if case is None:
            return None
        mail = notices.preview(case, "opened", case.workflow.start)
        return {"subject": mail.subject, "text": mail.text}

    def sample_receipt(self, destination: str) -> Receipt:
        """Return the receipt of a case that does not exist; without what follows where its type does not exist either."""
        case = _sample_case(destination, "")
        if case is None:
            return Receipt(sample_reference(reference_prefix()), "#")
        dates.set_dates(case, [])
        return receipts.receipt(case, "#", local_date(case.received_at))


def _sample_case(destination: str, title: str) -> Case | None:
    """Return a case of the type, just received and not saved; None where there is no such type. Two queries."""
    case_type = CaseType.objects.select_related("department", "place").filter(code=destination).first()
    if case_type is None:
        return None
    version = case_type.current_version()
    return Case(
        reference=sample_reference(reference_prefix()),
        title=title,
        department=case_type.department,
        type_version=version,
        status=version.workflow.start.code,
        received_at=timezone.now(),
    )


def known_cases(user: AnyUser) -> CaseQuerySet:
    """Return the cases of which the user may know that they are there."""
    if policy.user_has_any_permission(user, ("view", "change")):
        return visible_cases(user)
    return Case.objects.reachable_by(user).exclude(
        Q(department__is_discreet=True) | Q(type_version__case_type__is_discreet=True)
    )


def receipt_of(case: Case) -> Receipt:
    """Return a case's receipt as it is today."""
    return receipts.receipt(case, url_of(link_for("case", case.pk)), local_date(timezone.now()))


@cache
def _newest_version() -> CompiledSelect[CaseTypeVersion]:
    """Select the version that a new case gets, with its case type, department and place, by the case type's code."""
    versions = CaseTypeVersion.objects.select_related("case_type__department", "case_type__place").defer(
        "case_type__statuses"
    )
    return CompiledSelect(versions.filter(case_type__code="?code?").order_by("-number")[:1], "?code?")


def _product(submission: Submission) -> ProductPage | None:
    """Return the product from which the citizen came; the context is theirs to tamper with, so anything else is None."""
    pk = read_id(submission.context.get(Wire.PRODUCT))
    product: ProductPage | None = (
        ProductPage.objects.only("title", "slug", "product_number").filter(pk=pk).first() if pk else None
    )
    return product
