"""Berichten: one list over all that leaves the house by the outbox, what went wrong first."""

import uuid
from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.reports import ReportView

from ground.actor import from_request
from people.permissions import AnyUser
from portal.admin.outbox import actions, reach
from records.models import OutboxMessage
from records.service import late_messages

State = OutboxMessage.State
STATE_FILTERS = {
    "trouble": (_("Niet verzonden of te laat"), reach.trouble),
    "failed": (_("Niet verzonden"), lambda: Q(state=State.FAILED)),
    "late": (_("Wacht te lang"), late_messages),
    "queued": (_("Wacht op verzending"), lambda: Q(state=State.QUEUED)),
    "sent": (_("Verzonden"), lambda: Q(state=State.SENT)),
}


class MessageFilterSet(WagtailFilterSet):
    """By state: never all at once, so that each list has its index."""

    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[(code, label) for code, (label, _condition) in STATE_FILTERS.items()],
        empty_label=None,
        method="in_state",
        initial="trouble",
    )

    class Meta:
        model = OutboxMessage
        fields: list[str] = []

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        given = data.copy() if data is not None else QueryDict(mutable=True)
        if given.get("state") not in STATE_FILTERS:
            given["state"] = "trouble"
        super().__init__(given, *args, **kwargs)

    def in_state(self, queryset: QuerySet[OutboxMessage], name: str, value: str) -> QuerySet[OutboxMessage]:
        return queryset.filter(STATE_FILTERS[value][1]())


class RowColumn(Column):
    """A cell with a template of ours, which gets the row as `row`."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda row: row, **kwargs)
        self.cell_template_name = f"portal/admin/outbox_{name}.html"


class OutboxView(ReportView):
    """Messages that the user sees, by state, the newest first. Searched by what they are about."""

    template_name = "portal/admin/outbox.html"
    results_template_name = "portal/admin/outbox_results.html"
    page_title = _("Berichten")
    header_icon = "mail"
    model = OutboxMessage
    verbose_name_plural = _("berichten")
    table_classname = "listing sn-stack"
    filterset_class = MessageFilterSet
    is_searchable = True
    any_permission_required = (reach.VIEW,)
    paginate_by = 50
    _show_breadcrumbs = True
    index_url_name = "outbox"
    index_results_url_name = "outbox_results"
    no_results_message = _("Hier staat niets. Alles wat weg moest, is weg.")
    list_export: list[str] = []
    columns = [
        RowColumn("choose", label=""),
        RowColumn("about", label=_("Bericht")),
        RowColumn("address", label=_("Aan")),
        RowColumn("state", label=_("Stand")),
    ]

    def user_has_any_permission(self, permissions: Iterable[str]) -> bool:
        return reach.may_see(self.request.user)

    def get_base_queryset(self) -> QuerySet[OutboxMessage]:
        return reach.seen_by(self.request.user)

    def get_ordering(self) -> tuple[str, ...]:
        return ("-available_at", "-pk")

    def search_queryset(self, queryset: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
        return (
            queryset.filter(reach.about_reference(self.request.user, self.search_query))
            if self.is_searching
            else queryset
        )

    @cached_property
    def retriable(self) -> int:
        """How many of the whole list, not of this page only, the user may send again. One query."""
        return reach.retriable_by(self.request.user).filter(pk__in=self.object_list.order_by().values("pk")).count()

    def get_table(self, object_list: Iterable[OutboxMessage]) -> Table:
        return super().get_table(reach.rows(self.request.user, list(object_list)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        query = {key: self.request.GET[key] for key in ("state", "q") if self.request.GET.get(key)}
        return {
            **context,
            "retriable": self.retriable,
            "retry_limit": actions.RETRY_LIMIT,
            "retry_url": f"{reverse('outbox_retry')}?{urlencode(query)}",
        }


@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """Send again what was ticked, or with `all` what the list of this address shows, and lead back to it."""
    listing = OutboxView()
    listing.setup(request)
    chosen = listing.get_queryset()
    if "all" not in request.POST:
        chosen = reach.seen_by(request.user).filter(pk__in=_ids(request.POST.getlist("message")))
    queued = actions.retry(from_request(request), request.user, chosen)
    if queued:
        text = ngettext("%(count)d bericht gaat opnieuw weg.", "%(count)d berichten gaan opnieuw weg.", queued)
        messages.success(request, text % {"count": queued})
    else:
        messages.warning(request, gettext("Er is niets opnieuw verstuurd. Kies berichten die niet verzonden zijn."))
    return redirect(f"{reverse('outbox')}?{request.GET.urlencode()}")


def _ids(given: list[str]) -> list[uuid.UUID]:
    ids = []
    for text in given:
        try:
            ids.append(uuid.UUID(text))
        except ValueError:
            continue
    return ids


class OutboxPanel(Component):
    """On the admin's home page: how many messages of the user's own did not leave. One query."""

    name = "outbox"
    order = 20
    template_name = "portal/admin/outbox_panel.html"

    def __init__(self, user: AnyUser) -> None:
        self.user = user

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        number = reach.of_their_own(self.user).filter(reach.trouble()).count()
        return {"number": number, "address": reverse("outbox")}
