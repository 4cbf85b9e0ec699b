"""Zoekinzichten: what people search for, in lists from which an editor mends what is not found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.reports import ReportView

from ground.actor import from_request
from ground.admin_tables import CARDS, LabelledColumn
from ground.period import Period, PeriodFilterSet, period_of
from ground.spreadsheet import OfficeSpreadsheet
from search.language.languages import DUTCH, language_of
from search.models import AskedQuery
from search.usage import ignoring, insights
from search.usage.insights import Rows


@dataclass(frozen=True, slots=True)
class InsightList:
    """One of the lists: its rows, its columns after the query, and what stands there when it is empty."""

    label: str | Promise
    rows: Callable[[Period], Rows]
    columns: tuple[str, ...]
    empty: str | Promise
    explained: str | Promise


LISTS = {
    "vaakst": InsightList(
        _("Vaakst gezocht"),
        insights.top,
        ("asked", "hits", "opened", "answers"),
        _("In deze periode zocht nog niemand. Zodra burgers zoeken, staat hier wat ze intypen."),
        _("Waar mensen het meest naar zoeken."),
    ),
    "zonder-resultaat": InsightList(
        _("Zonder resultaat"),
        insights.without_result,
        ("asked", "last_day"),
        _("Alle zoekvragen vonden iets. U hoeft hier niets te doen."),
        _(
            "Deze zoekvragen vonden de laatste keer niets. Maak een synoniem, of voeg een trefwoord toe aan een product."
        ),
    ),
    "onzeker": InsightList(
        _("Onzeker"),
        insights.unsure,
        ("asked", "hits", "sure", "answers"),
        _("Het zoeken moest nergens raden, en niemand was ontevreden."),
        _(
            "Hier kon het zoeken alleen raden (“Misschien bedoelt u”), of zeiden mensen dat ze niet vonden wat ze zochten."
        ),
    ),
    "te-laag": InsightList(
        _("Te laag"),
        insights.deep,
        ("opened", "depth", "chosen"),
        _("Wat mensen openen, staat bijna altijd bij de eerste drie."),
        _("Wat mensen openden, stond gemiddeld lager dan plaats 3. Zet het vast, of voeg een trefwoord toe."),
    ),
    "verfijnd": InsightList(
        _("Opnieuw gezocht"),
        insights.refined,
        ("asked", "again", "then"),
        _("Niemand zocht meteen daarna iets anders."),
        _("Na deze zoekvraag zochten mensen meteen iets anders: het eerste hielp hen niet."),
    ),
    "genegeerd": InsightList(
        _("Genegeerd"),
        insights.ignored,
        ("asked", "hits"),
        _("U negeert geen enkele zoekvraag."),
        _("Deze zoekvragen staan niet in de andere lijsten."),
    ),
}
FIRST = "vaakst"


class RowColumn(Column):
    """A cell with a template of ours, for what is more than a number."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda row: row, **kwargs)
        self.cell_template_name = f"search/components/insight_{name}.html"

    def get_cell_context_data(self, instance: dict[str, Any], parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        context |= {
            "may_add_synonym": request.user.has_perm("search.add_synonym"),
            "may_add_promotion": request.user.has_perm("search.add_promotion"),
            "promotion_url": _promotion_url(instance),
            "is_ignored_list": request.resolver_match.kwargs.get("which") == "genegeerd",
            "csrf_token": get_token(request),
            "here": request.get_full_path().replace("/results/", "/"),
            "language": "" if instance["locale"] == DUTCH else get_language_info(instance["locale"])["name_translated"],
        }
        return context


def _promotion_url(row: dict[str, Any]) -> str:
    """Return where an editor pins a result to a query, with what people chose filled in where that is known."""
    values = {"queries": row["query"]}
    if chosen := row.get("chosen"):
        values |= {"kind": chosen.kind, "object_id": chosen.object_id}
    return f"{reverse('wagtailsnippets_search_promotion:add')}?{urlencode(values)}"


COLUMNS: dict[str, Column] = {
    "query": RowColumn("query", label=_("Zoekvraag"), sort_key="query", classname="title"),
    "asked": LabelledColumn("asked", label=_("Keer gezocht"), sort_key="asked"),
    "hits": LabelledColumn("hits", label=_("Resultaten"), sort_key="hits"),
    "opened": LabelledColumn("opened", label=_("Keer geopend"), sort_key="opened"),
    "answers": RowColumn("answers", label=_("Vond het")),
    "last_day": RowColumn("last_day", label=_("Laatst gezocht"), sort_key="last_day"),
    "sure": RowColumn("sure", label=_("Zekerheid"), sort_key="sure"),
    "depth": RowColumn("depth", label=_("Gemiddelde plaats"), sort_key="depth"),
    "chosen": RowColumn("chosen", label=_("Vaakst geopend")),
    "again": LabelledColumn("again", label=_("Keer opnieuw gezocht"), sort_key="again"),
    "then": RowColumn("then", label=_("Daarna gezocht")),
}
EXPORTED = {"answers": ("yes", "no"), "chosen": ("chosen_title",), "then": ("then_asked",)}
EXPORTED_AT_ONCE = 500
"""Rows whose details are read together: a database takes only so many parameters."""
HEADINGS = {
    **{name: column.label for name, column in COLUMNS.items()},
    "yes": _("Vond het"),
    "no": _("Vond het niet"),
    "chosen_title": COLUMNS["chosen"].label,
    "then_asked": COLUMNS["then"].label,
}


class InsightFilterSet(PeriodFilterSet):
    """The period of a list."""

    class Meta:
        model = AskedQuery
        fields: list[str] = []


class InsightsView(OfficeSpreadsheet, ReportView):
    """One list; the others are a click away, over the same period."""

    template_name = "search/admin/insights.html"
    results_template_name = "search/admin/insights_results.html"
    page_title = _("Zoekinzichten")
    header_icon = "view"
    permission_required = ignoring.PERMISSION
    filterset_class = InsightFilterSet
    table_classname = CARDS
    paginate_by = 25
    is_searchable = True
    search_backend_name = None
    search_fields = ["query"]
    export_headings = HEADINGS
    model = AskedQuery
    verbose_name_plural = _("zoekvragen")
    _show_breadcrumbs = True

    def user_has_permission(self, permission: str) -> bool:
        return bool(self.request.user.has_perm(permission))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.which = kwargs.get("which", FIRST)
        if self.which not in LISTS:
            raise Http404
        self.list = LISTS[self.which]
        self.period = period_of(request.GET)
        self.list_export = ["query", "asked"]
        for name in self.list.columns:
            self.list_export += [column for column in EXPORTED.get(name, (name,)) if column not in self.list_export]

    @cached_property
    def columns(self) -> list[Column]:
        return [COLUMNS["query"], *(COLUMNS[name] for name in self.list.columns)]

    def get_base_queryset(self) -> Rows:
        return self.list.rows(self.period)

    def get_index_url(self) -> str:
        return reverse("search_insights", args=[self.which])

    def get_index_results_url(self) -> str:
        return reverse("search_insights_results", args=[self.which])

    def get_filename(self) -> str:
        return f"zoekinzichten-{self.which}-{self.period.start}-{self.period.end}"

    def get_table(self, object_list: Any) -> Table:  # noqa: ANN401  # rows are dictionaries or a page of them
        return super().get_table(self._with_details(list(object_list)))

    def as_spreadsheet(self, queryset: Rows, spreadsheet_format: str) -> object:
        return super().as_spreadsheet(self._rows_to_export(queryset), spreadsheet_format)

    def _rows_to_export(self, rows: Rows) -> Iterator[dict[str, Any]]:
        left = rows.iterator()
        while some := list(islice(left, EXPORTED_AT_ONCE)):
            for row in self._with_details(some):
                row["chosen_title"] = row["chosen"].title if row["chosen"] else ""
                row["then_asked"] = ", ".join(f"{query} ({times})" for query, times in row["then"])
                yield row

    def _with_details(self, rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
        """Return the rows with what was opened most and what was asked next, where the list tells it. Three queries at most."""
        queries = [(row["query"], row["locale"]) for row in rows]
        opened = insights.most_opened(queries, self.period) if "chosen" in self.list.columns else {}
        following = insights.asked_next(queries, self.period) if "then" in self.list.columns else {}
        for row, query in zip(rows, queries, strict=True):
            row["chosen"], row["then"] = opened.get(query), following.get(query, [])
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        parameters = {name: value for name in ("periode", "van", "tot") if (value := self.request.GET.get(name))}
        query = urlencode(parameters)
        context["tabs"] = [
            {
                "label": insight.label,
                "url": f"{reverse('search_insights', args=[code])}?{query}",
                "is_now": code == self.which,
            }
            for code, insight in LISTS.items()
        ]
        context |= {"period": self.period, "list": self.list}
        return context


@require_POST
def ignore(request: HttpRequest) -> HttpResponse:
    """Leave a query out of the lists, or take it back; then show the list again."""
    query, locale = request.POST.get("query", ""), language_of(request.POST.get("taal", ""))
    if request.POST.get("doe") == "terug":
        ignoring.take_back(from_request(request), request.user, query, locale)
        messages.success(request, gettext("“%(query)s” staat weer in de lijsten.") % {"query": query})
    elif query:
        ignoring.ignore(from_request(request), request.user, query, locale)
        messages.success(request, gettext("“%(query)s” staat voortaan bij Genegeerd.") % {"query": query})
    return redirect(way_back(request.POST.get("next", "")))


def way_back(address: str) -> str:
    """Return the list that an editor came from; the first one when the address is not ours."""
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else reverse("search_insights", args=[FIRST])
