"""One proposal: its cases by number and day of end, nothing of what they hold; and what a records manager decides."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cases import wording
from cases.admin.case_page import address
from cases.deadlines import local_date
from cases.errors import CasesError
from cases.models import Disposal, DisposalItem
from cases.permissions import visible_cases
from cases.retention import deciding
from cases.retention.archive_files import archive_files
from cases.retention.judging import REST, refusal_of_disposal
from cases.retention.packing import ARCHIVE_FILE_TTL, references_in
from cases.retention.terms import due_on
from ground.actor import from_request
from ground.admin_page import page_head
from ground.ids import read_ids, read_number
from records.service import download_file, write_audit_of_many

PAGE_SIZE = 50
State, ItemState = Disposal.State, DisposalItem.State


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A case of the proposal. address: its page, for who may see it; words: what became of it."""

    item: DisposalItem
    key: str
    due: str
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases of a proposal are in which state."""

    waiting: int
    out: int
    done: int
    refused: int

    @property
    def total(self) -> int:
        """All that may go or have gone: what was taken out does not count."""
        return self.waiting + self.done


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a proposal, and do by POST what was decided; where that was refused, with the reason and what was typed."""
    disposal = _disposal_or_404(pk)
    if request.method == "POST":
        try:
            done = _decide(request, disposal)
        except CasesError as error:
            messages.error(request, str(error))
            disposal = _disposal_or_404(pk)
        else:
            messages.success(request, done)
            page = f"?p={number}" if (number := read_number(request.GET.get("p"))) else ""
            return HttpResponseRedirect(reverse("disposal", args=[pk]) + page)
    return render(request, "cases/admin/retention/proposal.html", _context(request, disposal))


@require_safe
def file(request: HttpRequest, pk: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """Hand out a file for the archive, and write down of which cases."""
    disposal = _disposal_or_404(pk)
    stored = archive_files(disposal).filter(pk=file_id).first()
    if stored is None:
        raise Http404
    ids = disposal.items.filter(reference__in=references_in(stored)).values_list("case_id", flat=True)
    actor = from_request(request)
    write_audit_of_many(actor, "disposal.downloaded", "case", ids, disposal=str(disposal.pk), file=str(stored.pk))
    return download_file(stored)


def _decide(request: HttpRequest, disposal: Disposal) -> str:
    """Do what was pressed, and return what to say of it."""
    actor, posted = from_request(request), request.POST
    decision = posted.get("decision")
    if decision == "take_out":
        number = deciding.take_out(actor, disposal, read_ids(posted.getlist("item")), posted.get("out_reason", ""))
        return ngettext(
            "%(number)d zaak zit niet meer in het voorstel.",
            "%(number)d zaken zitten niet meer in het voorstel.",
            number,
        ) % {"number": number}
    if decision == "approve":
        deciding.approve(actor, disposal, read_number(posted.get("number")))
        if disposal.goes_to_archive:
            return gettext("Goedgekeurd. De bestanden voor het archief staan hier binnen enkele minuten klaar.")
        return gettext("Goedgekeurd. De zaken worden nu één voor één vernietigd.")
    if decision == "refuse":
        deciding.refuse(actor, disposal, posted.get("refusal", ""))
        return gettext("Geweigerd. De zaken blijven bewaard.")
    if decision == "receive":
        deciding.confirm_receipt(actor, disposal, posted.get("receipt", ""))
        return gettext("De ontvangst is genoteerd. De zaken worden nu één voor één gewist.")
    raise Http404


def _disposal_or_404(pk: uuid.UUID) -> Disposal:
    joined = Disposal.objects.select_related("case_type__department", "decided_by", "received_by")
    disposal = joined.defer("case_type__statuses").filter(pk=pk).first()
    if disposal is None:
        raise Http404
    return disposal


def _context(request: HttpRequest, disposal: Disposal) -> dict[str, Any]:
    page = Paginator(disposal.items.all(), PAGE_SIZE).get_page(request.GET.get("p"))
    counts = _counts(disposal)
    is_open = disposal.state == State.PROPOSED
    title = gettext("%(type)s, %(date)s") % {
        "type": disposal.case_type.name,
        "date": wording.day(disposal.made_on),
    }
    return {
        **page_head(title, "bin", (reverse("disposals"), gettext("Bewaren en vernietigen"))),
        "disposal": disposal,
        "counts": counts,
        "summary": _summary(disposal, counts),
        "approval": _approval(disposal, counts.waiting),
        "consequence": _consequence(disposal),
        "rest_days": REST.days,
        "page": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "rows": _rows(request, disposal, list(page)),
        "is_open": is_open,
        "obstacle": refusal_of_disposal(disposal, disposal.case_type, local_date(timezone.now())) if is_open else "",
        "can_refuse": disposal.state in deciding.STOPPABLE,
        "archive_files": archive_files(disposal) if disposal.state == State.PACKED else [],
        "archive_days": ARCHIVE_FILE_TTL.days,
        "typed": request.POST,
        "chosen": set(request.POST.getlist("item")),
        "declaration": getattr(disposal, "declaration", None) if disposal.state == State.DONE else None,
    }


def _counts(disposal: Disposal) -> Counts:
    counts = dict(disposal.items.order_by().values_list("state").annotate(number=Count("pk")))
    return Counts(
        *(counts.get(state, 0) for state in (ItemState.WAITING, ItemState.OUT, ItemState.DONE, ItemState.REFUSED))
    )


def _summary(disposal: Disposal, counts: Counts) -> str:
    """Return "12 zaken in het voorstel, 3 eruit gehaald, …", without what is none."""
    if disposal.state == State.REFUSED:
        waiting = ngettext("%(number)d zaak blijft bewaard", "%(number)d zaken blijven bewaard", counts.waiting)
    else:
        waiting = ngettext("%(number)d zaak in het voorstel", "%(number)d zaken in het voorstel", counts.waiting)
    parts = (
        (counts.waiting, waiting),
        (counts.done, ngettext("%(number)d zaak gewist", "%(number)d zaken gewist", counts.done)),
        (counts.out, ngettext("%(number)d zaak eruit gehaald", "%(number)d zaken eruit gehaald", counts.out)),
        (
            counts.refused,
            ngettext("%(number)d zaak niet uitgevoerd", "%(number)d zaken niet uitgevoerd", counts.refused),
        ),
    )
    said = [words % {"number": number} for number, words in parts if number]
    return ", ".join(said) + "." if said else ""


def _approval(disposal: Disposal, number: int) -> str:
    """Return the words on the button: it says how many."""
    if disposal.goes_to_archive:
        words = ngettext(
            "Keur goed: breng %(number)d zaak over naar het archief",
            "Keur goed: breng %(number)d zaken over naar het archief",
            number,
        )
    else:
        words = ngettext(
            "Keur goed: vernietig %(number)d zaak voorgoed", "Keur goed: vernietig %(number)d zaken voorgoed", number
        )
    return words % {"number": number}


def _consequence(disposal: Disposal) -> str:
    if disposal.goes_to_archive:
        return gettext(
            "We maken bestanden voor het archief. De zaken worden pas gewist als u bevestigt dat het archief ze ontving."
        )
    return gettext(
        "De zaken verdwijnen met alles wat erbij hoort: antwoorden, bestanden, berichten en nota’s. Dit kunt u niet "
        "ongedaan maken. Een zaak die intussen heropend is of een bewaarplicht kreeg, blijft bewaard."
    )


def _stand(disposal: Disposal, item: DisposalItem) -> str:
    """Return what became of a case: of a refused proposal it stays."""
    stays = disposal.state == State.REFUSED and item.state == ItemState.WAITING
    return gettext("blijft bewaard") if stays else item.get_state_display()


def _rows(request: HttpRequest, disposal: Disposal, items: list[DisposalItem]) -> list[ItemRow]:
    """Return the rows of a page. Two queries at most: which of these cases the user sees."""
    ids = [item.case_id for item in items if item.reference]
    seen: set[int] = set(visible_cases(request.user).filter(pk__in=ids).order_by().values_list("pk", flat=True))
    return [
        ItemRow(
            item,
            str(item.pk),
            wording.day(due_on(item.closed_on, disposal.years)),
            address("edit", item.case_id) if item.case_id in seen else "",
            item.reason or _stand(disposal, item),
        )
        for item in items
    ]
