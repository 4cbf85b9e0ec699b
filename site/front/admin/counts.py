"""Bezoek: how often each public page was opened in a period."""

from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from front.models import PathCount
from ground.admin_page import MenuItemFor
from ground.admin_tables import CARDS, LabelledColumn
from ground.period import PeriodFilterSet, period_of
from ground.spreadsheet import OfficeSpreadsheet

PERMISSION = "front.view_pathcount"


class CountFilterSet(PeriodFilterSet):
    """The period."""

    class Meta:
        model = PathCount
        fields: list[str] = []


class PathCountsView(OfficeSpreadsheet, ReportView):
    """The most opened first."""

    page_title = _("Bezoek")
    header_icon = "view"
    model = PathCount
    verbose_name_plural = _("bezoek")
    table_classname = CARDS
    filterset_class = CountFilterSet
    any_permission_required = (PERMISSION,)
    paginate_by = 50
    is_searchable = True
    _show_breadcrumbs = True
    index_url_name = "path_counts"
    index_results_url_name = "path_counts_results"
    no_results_message = _("In deze periode is nog niets geteld.")
    export_headings = {"path": _("Pagina"), "times": _("Keer geopend")}
    list_export = list(export_headings)
    columns = [
        LabelledColumn("path", label=_("Pagina"), accessor=lambda row: row["path"]),
        LabelledColumn("times", label=_("Keer geopend"), accessor=lambda row: row["times"]),
    ]

    def user_has_any_permission(self, permissions: object) -> bool:
        return bool(self.request.user.has_perm(PERMISSION))

    def get_base_queryset(self) -> QuerySet[Any, Any]:
        days = period_of(self.request.GET).days
        return PathCount.objects.filter(day__range=days).order_by().values("path").annotate(times=Sum("count"))

    def get_ordering(self) -> tuple[str, ...]:
        return ("-times", "path")

    def search_queryset(self, queryset: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        return queryset.filter(path__icontains=self.search_query) if self.is_searching else queryset


def menu_item() -> MenuItem:
    """Offer the list among the reports."""
    return MenuItemFor(
        _("Bezoek"),
        reverse("path_counts"),
        name="path-counts",
        icon_name="view",
        order=600,
        is_for=lambda user: user.has_perm(PERMISSION),
    )


def urls() -> list[URLPattern]:
    """Give the list its addresses."""
    return [
        path("bezoek/", PathCountsView.as_view(), name="path_counts"),
        path("bezoek/results/", PathCountsView.as_view(results_only=True), name="path_counts_results"),
    ]
