"""The inbox: what a handler's departments must do, the most pressing first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, Table
from wagtail.snippets.views.snippets import IndexView

from cases import wording
from cases.admin import trail
from cases.admin.filters import WHOSE, CaseFilterSet
from cases.admin.reach import reachable, today_of
from cases.deadlines import local_date
from cases.models import Case
from cases.queries import UNASSIGNED, CaseQuerySet
from cases.urgency import RUNNING, Today, urgency
from ground.actor import from_request
from ground.spreadsheet import OfficeSpreadsheet
from people.permissions import AnyUser
from records.service import write_audit, write_audit_of_many

NO_FIELDS = ("ordering", "p")
MAX_NEIGHBOURS = 2000
"""How far into a list the next and the previous case are looked for."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A part of the list: its code, word and number of cases, the address that shows it (or no longer, when it is chosen).

    tone: its colour (cases.urgency), "" for none.
    """

    code: str
    word: Any
    number: int
    address: str
    is_now: bool
    tone: str = ""


class CaseColumn(Column):
    """A cell with a template of ours; it gets the case and, for dates, how pressing it is."""

    def __init__(self, name: str, *, template: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda case: case, **kwargs)
        self.cell_template_name = f"cases/admin/cell_{template}.html"

    def get_cell_context_data(self, instance: Case, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        context["case"] = instance
        context["trail"] = f"?{urlencode({trail.LIST: trail.list_query(request.GET)})}"
        context["is_mine"] = instance.handler_id == request.user.pk
        context["due"] = wording.due_in_words(instance.next_due, today_of(request), is_closed=instance.is_closed)
        return context


class InboxTable(Table):
    """A row bears the colour of how pressing its case is: the stripe at its start."""

    def __init__(self, *args: Any, today: Today, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def get_row_classname(self, instance: Case) -> str:
        return f"sn-tone--{urgency(instance.next_due, self.today, is_closed=instance.is_closed).tone}"


class InboxView(OfficeSpreadsheet, IndexView):
    """Lists, searches, filters and exports only what the user may see."""

    page_title = _("Zaken")
    any_permission_required = ("view", "change")
    filterset_class = CaseFilterSet
    table_class = InboxTable
    paginate_by = 25
    export_headings = {
        "reference": _("Nummer"),
        "title": _("Onderwerp"),
        "applicant_name": _("Aanvrager"),
        "status_label": _("Status"),
        "received_at": _("Ontvangen"),
        "next_due": _("Termijn"),
        "urgency_label": _("Stand van de termijn"),
        "handler": _("Behandelaar"),
    }
    list_export = list(export_headings)
    is_searchable = True

    @cached_property
    def columns(self) -> list[Any]:
        from wagtail.admin.ui.tables import BulkActionsCheckboxColumn

        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
            CaseColumn("reference", template="title", label=_("Burger, nummer"), sort_key="reference"),
            CaseColumn("title", template="subject", label=_("Onderwerp")),
            CaseColumn("status_label", template="status", label=_("Status"), sort_key="status_label"),
            CaseColumn("next_due", template="due", label=_("Termijn"), sort_key="next_due"),
            CaseColumn("handler", template="handler", label=_("Behandelaar")),
        ]

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "today": today_of(self.request)}

    def get_base_queryset(self) -> CaseQuerySet:
        return reachable(self.request.user).select_related("handler").defer("search_text")

    def order_queryset(self, queryset: CaseQuerySet) -> CaseQuerySet:
        return super().order_queryset(queryset) if self.is_explicitly_ordered else queryset.by_urgency()

    def search_queryset(self, queryset: CaseQuerySet) -> CaseQuerySet:
        return queryset.matching(self.search_query) if self.is_searching else queryset

    def get_list_buttons(self, instance: Case) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["buckets"] = [*self.by_urgency(), *self.by_handler()]
        context["is_narrowed"] = bool(trail.list_query(self.request.GET))
        if self.is_searching and not self.is_export:
            self._log_search(context["paginator"].count)
        return context

    def _log_search(self, hits: int) -> None:
        """Write which fields were searched on and how many cases that gave; never the words."""
        fields = [name for name in trail.KEPT_PARAMETERS if name not in NO_FIELDS and self.request.GET.get(name)]
        write_audit(from_request(self.request), "case.searched", "case", "", fields=fields, hits=hits)

    def by_urgency(self) -> list[Bucket]:
        """Return the running cases of this list by urgency, whichever is chosen now. One query."""
        counts = self._without("urgency").count_by_urgency(today_of(self.request))
        return [self._bucket("urgency", each.code, each.label, counts[each.code], each.tone) for each in RUNNING]

    def by_handler(self) -> list[Bucket]:
        """Return the running cases of this list that are the user's own, and nobody's. One query."""
        counts = self._without("whose").aggregate(
            mine=Count("pk", filter=Q(handler=self.request.user)), unassigned=Count("pk", filter=UNASSIGNED)
        )
        return [self._bucket("whose", code, dict(WHOSE)[code], counts[code]) for code in ("mine", "unassigned")]

    def _without(self, name: str) -> CaseQuerySet:
        """Return the list's running cases as if one filter were not chosen."""
        given = self.request.GET.copy()
        given.pop(name, None)
        filters = CaseFilterSet(data=given, request=self.request)
        queryset = self.get_base_queryset()
        if filters.is_valid():
            queryset = filters.filter_queryset(queryset)
        return self.search_queryset(queryset).running().order_by()

    def _bucket(self, name: str, code: str, word: str | Promise, number: int, tone: str = "") -> Bucket:
        given = self.request.GET.copy()
        given.pop("p", None)
        is_now = given.get(name) == code
        given[name] = "" if is_now else code
        return Bucket(code, word, number, f"{self.get_index_url()}?{trail.list_query(given)}", is_now, tone)

    def as_spreadsheet(self, queryset: CaseQuerySet, spreadsheet_format: str) -> object:
        ids = queryset.order_by().values_list("pk", flat=True)
        write_audit_of_many(from_request(self.request), "case.exported", "case", ids, format=spreadsheet_format)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: Case) -> dict[str, Any]:
        item.urgency_label = str(  # type: ignore[attr-defined]  # a column of the export only
            urgency(item.next_due, today_of(self.request), is_closed=item.is_closed).label
        )
        row = super().to_row_dict(item)
        row["received_at"] = local_date(item.received_at)
        row["handler"] = str(item.handler or "")
        return row


def listed_ids(user: AnyUser, query: QueryDict) -> list[int]:
    """Return the ids on the list that a query shows to this user, in its order, the first MAX_NEIGHBOURS of them."""
    view = InboxView(model=Case)
    asked = HttpRequest()
    asked.user, asked.GET, asked.method = user, query, "GET"  # type: ignore[assignment]  # read only, whoever made it
    view.setup(asked)
    return list(view.get_queryset().values_list("pk", flat=True)[:MAX_NEIGHBOURS])
