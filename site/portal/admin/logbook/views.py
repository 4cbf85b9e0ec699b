"""Logboek: who looked at, searched, exported and changed what."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.reports import ReportView

from cases.service import normalise_reference
from ground.actor import from_request
from ground.events import events
from ground.spreadsheet import OfficeSpreadsheet
from people.service import reference_prefix
from portal.admin.logbook import reach, words
from records.models import AuditLine
from records.service import write_audit

MAX_LISTED = 10_000
"""So many lines are counted and leafed through; a period or a name leads to older ones. An export has all."""
EXPORT_PART = 500


class CappedPaginator(WagtailPaginator):
    """Counts MAX_LISTED rows at most: a city writes millions of lines."""

    @cached_property
    def count(self) -> int:
        """Return the number of rows that are leafed through. One query."""
        number: int = self.object_list.order_by()[:MAX_LISTED].count()
        return number


class LogbookFilterSet(WagtailFilterSet):
    """By what happened, and when."""

    action = django_filters.ChoiceFilter(label=_("Wat"), empty_label=_("Alles"))
    at = django_filters.DateFromToRangeFilter(label=_("Wanneer"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditLine
        fields: list[str] = []

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        choices = [(code, str(kind.label)) for code, kind in events.items()]
        self.filters["action"].extra["choices"] = sorted(choices, key=lambda choice: choice[1].lower())


class LogbookView(OfficeSpreadsheet, ReportView):
    """The newest first. Searched by the number of a case, or by the name of a colleague."""

    template_name = "portal/admin/logbook.html"
    page_title = _("Logboek")
    header_icon = "history"
    model = AuditLine
    verbose_name_plural = _("regels")
    table_classname = "listing sn-stack"
    filterset_class = LogbookFilterSet
    is_searchable = True
    any_permission_required = (reach.VIEW,)
    paginate_by = 50
    paginator_class = CappedPaginator
    _show_breadcrumbs = True
    index_url_name = "logbook"
    index_results_url_name = "logbook_results"
    no_results_message = _("Hier staat niets.")
    export_headings = {
        "at": _("Wanneer"),
        "who": _("Wie"),
        "label": _("Wat"),
        "target": _("Waarover"),
        "more": _("Bijzonderheden"),
    }
    list_export = list(export_headings)
    columns = [
        Column("at", label=_("Wanneer"), accessor=lambda line: date_format(localtime(line.at), "j F Y, H.i")),
        Column("who", label=_("Wie")),
        Column("label", label=_("Wat")),
        Column("target", label=_("Waarover")),
        Column("more", label=_("Bijzonderheden")),
    ]

    def user_has_any_permission(self, permissions: Iterable[str]) -> bool:
        return reach.may_see(self.request.user)

    @cached_property
    def reference(self) -> str | None:
        """Return the number of a case, where that is what is searched for."""
        return normalise_reference(self.request.GET.get("q", ""), reference_prefix())

    def get_base_queryset(self) -> QuerySet[AuditLine]:
        lines = reach.seen_by(self.request.user)
        if self.reference:
            of_case = reach.of_case(self.request.user, self.reference)
            lines = lines.none() if of_case is None else of_case
        return reach.with_case_numbers(lines)

    def get_ordering(self) -> tuple[str, ...]:
        return ("-at", "-id")

    def search_queryset(self, queryset: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
        if not self.is_searching or self.reference:
            return queryset
        return queryset.filter(reach.of_colleagues(self.search_query))

    def get_table(self, object_list: Iterable[AuditLine]) -> Table:
        """Return the table of one page of the list, in words. Two queries."""
        return super().get_table(words.rows(list(object_list)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "max_listed": MAX_LISTED, "is_whole": self.request.user.has_perm(reach.VIEW)}

    def as_spreadsheet(self, queryset: QuerySet[AuditLine], spreadsheet_format: str) -> object:
        write_audit(
            from_request(self.request), "audit.exported", "audit", "", format=spreadsheet_format, lines=queryset.count()
        )
        return super().as_spreadsheet(_in_parts(queryset), spreadsheet_format)


def _in_parts(lines: QuerySet[AuditLine]) -> Iterator[words.Row]:
    """Yield the lines of an export, a part in memory at a time."""
    rest = lines.iterator(EXPORT_PART)
    while part := list(islice(rest, EXPORT_PART)):
        yield from words.rows(part)
