"""Bewaren en vernietigen: what waits for a decision, which cases are held, and what was declared destroyed."""

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from cases import wording
from cases.admin.retention.rules import RuleWarning, warnings
from cases.deadlines import local_date
from cases.models import OPEN, Declaration, Disposal, DisposalItem, LegalHold
from cases.retention.access import DISPOSE
from ground.actor import from_request
from ground.spreadsheet import OfficeSpreadsheet
from records.service import write_audit

STATES = {
    "open": (_("Nog te beslissen of bezig"), Q(state__in=OPEN)),
    "over": (_("Uitgevoerd of geweigerd"), ~Q(state__in=OPEN)),
}


class RetentionReport(ReportView):
    """A list for records managers, with the way to the others above it."""

    template_name = "cases/admin/retention/report.html"
    table_classname = "listing sn-stack"
    header_icon = "bin"
    paginate_by = 50
    any_permission_required = (DISPOSE,)
    _show_breadcrumbs = True
    list_export: list[str] = []
    intro: Any = ""

    def user_has_any_permission(self, permissions: object) -> bool:
        return bool(self.request.user.has_perm(DISPOSE))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "intro": self.intro,
            "ways": [
                (reverse(name), label, name == self.index_url_name)
                for name, label in (
                    ("disposals", _("Voorstellen")),
                    ("legal_holds", _("Bewaarplichten")),
                    ("declarations", _("Verklaringen")),
                )
            ],
        }


class DisposalFilterSet(WagtailFilterSet):
    """By whether there is something to do."""

    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[(code, label) for code, (label, _condition) in STATES.items()],
        empty_label=_("Alles"),
        method="in_state",
    )

    class Meta:
        model = Disposal
        fields: list[str] = []

    def in_state(self, queryset: QuerySet[Disposal], name: str, value: str) -> QuerySet[Disposal]:
        return queryset.filter(STATES[value][1])


class DisposalsView(RetentionReport):
    """Proposals, what is open first."""

    page_title = _("Bewaren en vernietigen")
    model = Disposal
    verbose_name_plural = _("voorstellen")
    filterset_class = DisposalFilterSet
    template_name = "cases/admin/retention/proposals.html"
    index_url_name = "disposals"
    index_results_url_name = "disposals_results"
    no_results_message = _(
        "Er is niets voorgesteld. Elke nacht kijken we welke zaken hun bewaartermijn achter de rug hebben."
    )
    intro = _(
        "Elke nacht stellen we per zaaktype de zaken voor waarvan de bewaartermijn voorbij is. Er gebeurt niets voor u een "
        "voorstel goedkeurt."
    )
    columns = [
        Column(
            "case_type",
            label=_("Zaaktype"),
            accessor=lambda row: format_html(
                '<a href="{}">{}</a>', reverse("disposal", args=[row.pk]), row.case_type.name
            ),
        ),
        Column("made_on", label=_("Voorgesteld"), accessor=lambda row: wording.day(row.made_on)),
        Column("number", label=_("Zaken"), accessor=lambda row: _cases(row.number)),
        Column("destination", label=_("Bestemming"), accessor="get_destination_display"),
        Column("state", label=_("Stand"), accessor="get_state_display"),
    ]

    def get_base_queryset(self) -> QuerySet[Disposal]:
        states = DisposalItem.State
        in_it = Count("items", filter=Q(items__state__in=(states.WAITING, states.DONE)))
        return Disposal.objects.select_related("case_type").defer("case_type__statuses").annotate(number=in_it)

    def get_ordering(self) -> tuple[str, ...]:
        return ("-made_on", "pk")

    @cached_property
    def rule_warnings(self) -> list[RuleWarning]:
        """Return which case types have no valid rule, or soon none. One query."""
        return warnings(local_date(timezone.now()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "rule_warnings": self.rule_warnings}


class DeclarationsView(OfficeSpreadsheet, RetentionReport):
    """What was destroyed or handed over. Nobody in it is a citizen."""

    page_title = _("Verklaringen van vernietiging")
    model = Declaration
    verbose_name_plural = _("verklaringen")
    index_url_name = "declarations"
    index_results_url_name = "declarations_results"
    no_results_message = _("Er is nog niets vernietigd of overgebracht.")
    intro = _(
        "Wat vernietigd of naar het archief overgebracht is. Deze verklaringen blijven; er staat niets van een burger in."
    )
    export_headings = {
        "at": _("Datum"),
        "type_name": _("Zaaktype"),
        "type_code": _("Code van het zaaktype"),
        "department": _("Dienst"),
        "rule": _("Selectieregel"),
        "years": _("Jaren bewaard"),
        "destination": _("Bestemming"),
        "number": _("Aantal zaken"),
        "closed_from": _("Afgesloten van"),
        "closed_until": _("Afgesloten tot en met"),
        "approved_by_name": _("Goedgekeurd door"),
        "receipt": _("Kenmerk van het archief"),
    }
    list_export = list(export_headings)
    columns = [
        Column("at", label=_("Datum"), accessor=lambda row: wording.day(local_date(row.at))),
        Column("type_name", label=_("Zaaktype"), accessor="type_name"),
        Column("number", label=_("Zaken"), accessor=lambda row: _cases(row.number)),
        Column("ends", label=_("Afgesloten"), accessor=lambda row: _between(row)),
        Column("rule", label=_("Selectieregel"), accessor="rule"),
        Column("destination", label=_("Bestemming"), accessor="get_destination_display"),
        Column("approved_by_name", label=_("Goedgekeurd door"), accessor="approved_by_name"),
    ]

    def get_base_queryset(self) -> QuerySet[Declaration]:
        return Declaration.objects.all()

    def get_ordering(self) -> tuple[str, ...]:
        return ("-at", "-pk")

    def as_spreadsheet(self, queryset: QuerySet[Declaration], spreadsheet_format: str) -> object:
        rows = queryset.count()
        write_audit(
            from_request(self.request), "declarations.exported", "declaration", "", format=spreadsheet_format, rows=rows
        )
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: Declaration) -> dict[str, Any]:
        return {
            **super().to_row_dict(item),
            "at": local_date(item.at),
            "destination": item.get_destination_display(),
        }


class LiftColumn(Column):
    """The button that lifts the hold of its row."""

    cell_template_name = "cases/admin/retention/cell_lift.html"

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda row: row, **kwargs)


class LegalHoldsView(RetentionReport):
    """Cases that stay whatever their rule says: their number, why, and who said so."""

    page_title = _("Bewaarplichten")
    model = LegalHold
    verbose_name_plural = _("bewaarplichten")
    template_name = "cases/admin/retention/holds.html"
    index_url_name = "legal_holds"
    index_results_url_name = "legal_holds_results"
    header_icon = "lock"
    no_results_message = _("Op geen enkele zaak rust een bewaarplicht.")
    intro = _(
        "Een zaak met een bewaarplicht wordt niet voorgesteld en niet vernietigd, ook niet als dat al goedgekeurd was. "
        "U heft de bewaarplicht hier weer op."
    )
    columns = [
        Column("reference", label=_("Zaak"), accessor="case.reference"),
        Column("reason", label=_("Reden"), accessor="reason"),
        Column("placed_at", label=_("Sinds"), accessor=lambda row: wording.day(local_date(row.placed_at))),
        Column("placed_by", label=_("Door"), accessor="placed_by"),
        LiftColumn("lift", label=_("Opheffen")),
    ]

    def get_base_queryset(self) -> QuerySet[LegalHold]:
        return LegalHold.objects.filter(lifted_at=None).select_related("case", "placed_by")

    def get_ordering(self) -> tuple[str, ...]:
        return ("-placed_at", "-pk")


def _cases(number: int) -> str:
    """Return "3 zaken": on a phone the head of the column is not there."""
    return ngettext("%(number)d zaak", "%(number)d zaken", number) % {"number": number}


def _between(row: Declaration) -> str:
    if row.closed_from == row.closed_until:
        return wording.day(row.closed_from)
    return gettext("%(first)s tot en met %(last)s") % {
        "first": wording.day(row.closed_from),
        "last": wording.day(row.closed_until),
    }
