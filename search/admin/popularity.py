"""How much what people open lifts each document, in words; and beginning anew."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.reports import ReportView

from ground.actor import from_request
from ground.admin_page import page_head
from ground.admin_tables import CARDS, LabelledColumn
from ground.spreadsheet import OfficeSpreadsheet
from search.admin.tuning import only_for
from search.asking.results import label_of
from search.asking.scorer import POPULARITY_BONUS
from search.evaluation import golden
from search.models import Popularity
from search.rules import current
from search.usage import insights, popularity
from search.usage.ignoring import PERMISSION


def in_words(row: Popularity) -> str:
    """Return "8 % hoger: 34 keer gekozen in 90 dagen", or why a document is not lifted."""
    values = {
        "share": round(100 * POPULARITY_BONUS * row.boost),
        "times": row.chosen,
        "days": popularity.DAYS,
        "minimum": popularity.MIN_CLICKS,
    }
    if row.boost > 0:
        return gettext("%(share)s %% hoger: %(times)s keer gekozen in %(days)s dagen") % values
    if row.counts_from and not row.chosen:
        return gettext("Telt opnieuw vanaf %(day)s") % {"day": f"{row.counts_from:%d-%m-%Y}"}
    return gettext("Telt nog niet: %(times)s keer gekozen in %(days)s dagen, vanaf %(minimum)s telt het") % values


class LiftColumn(Column):
    """The lift in words, with a button to begin anew."""

    cell_template_name = "search/components/popularity_lift.html"

    def get_cell_context_data(self, instance: Popularity, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["may_reset"] = parent_context["request"].user.has_perm(popularity.RESET)
        return context


class PopularityView(OfficeSpreadsheet, ReportView):
    """Documents that people open from the results, the most lifted first."""

    template_name = "search/admin/popularity.html"
    page_title = _("Populariteit")
    header_icon = "pick"
    permission_required = PERMISSION
    table_classname = CARDS
    model = Popularity
    verbose_name_plural = _("resultaten")
    default_ordering = "-boost"
    paginate_by = 25
    is_searchable = False
    _show_breadcrumbs = True
    index_url_name = "search_popularity"
    no_results_message = _("Nog geen enkel resultaat werd vaak genoeg gekozen. De telling loopt elke zes uur.")
    columns = [
        TitleColumn("title", label=_("Resultaat"), get_url=lambda row: None),
        LabelledColumn("label", label=_("Soort")),
        LiftColumn("words", label=_("Wat keuzes van burgers doen"), accessor=lambda row: row),
    ]
    list_export = ["title", "label", "chosen", "boost", "words"]
    export_headings = {
        "title": _("Resultaat"),
        "label": _("Soort"),
        "chosen": _("Keer gekozen"),
        "boost": _("Sterkte"),
        "words": _("Uitleg"),
    }
    export_filename = "populariteit"

    def user_has_permission(self, permission: str) -> bool:
        return bool(self.request.user.has_perm(permission))

    def get_ordering(self) -> tuple[str, ...]:
        return ("-boost", "-chosen", "pk")

    def get_table(self, object_list: Iterable[Popularity]) -> Table:
        return super().get_table(named(object_list))

    def as_spreadsheet(self, queryset: Iterable[Popularity], spreadsheet_format: str) -> object:
        return super().as_spreadsheet(named(queryset), spreadsheet_format)


def named(popularities: Iterable[Popularity]) -> list[Any]:
    """Return the rows with their titles, labels of their kind and words. One query more."""
    rows: list[Any] = list(popularities)
    titles = insights.titles((row.kind, row.object_id) for row in rows)
    for row in rows:
        row.title = titles.get((row.kind, row.object_id), gettext("niet meer te vinden"))
        row.label, row.words = label_of(row.kind), in_words(row)
    return rows


@only_for(lambda user: user.has_perm(popularity.RESET))
def begin_anew(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Ask whether to begin anew, for one document or for all; a POST does so."""
    rows = named(Popularity.objects.filter(pk=pk) if pk else Popularity.objects.all())
    if request.method == "POST":
        popularity.reset(from_request(request), request.user, rows)
        what = rows[0].title if pk and rows else gettext("alles")
        golden.measure_later(gettext("populariteit opnieuw begonnen: %(what)s") % {"what": what}, request.user.pk)
        messages.success(
            request, gettext("De keuzes tellen opnieuw vanaf morgen. De volgende zoekvraag houdt er al rekening mee.")
        )
        return redirect("search_popularity")
    context = {
        "row": rows[0] if pk and rows else None,
        "number": len(rows),
        "figures": _figures_without(rows),
        **page_head(gettext("Begin opnieuw"), "undo", (reverse("search_popularity"), gettext("Populariteit"))),
    }
    return render(request, "search/admin/begin_anew.html", context)


def _figures_without(rows: list[Popularity]) -> list[dict[str, Any]]:
    """Return the figures of the golden queries now, and once nothing lifts these documents any more."""
    now = current.current("nl")
    gone = {(row.kind, row.object_id) for row in rows}
    boosts = {key: boost for key, boost in now.boosts.items() if (key.kind, key.id) not in gone}
    return golden.comparison(golden.measure("nl", now), golden.measure("nl", replace(now, boosts=boosts)))
