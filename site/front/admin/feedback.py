"""Reacties: what visitors say of the pages that a colleague looks after."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from front import feedback
from front.models import Feedback
from ground.actor import from_request
from ground.admin_page import MenuItemFor
from ground.admin_tables import CARDS
from ground.ids import read_id
from ground.spreadsheet import OfficeSpreadsheet
from records.service import write_audit

STATES = {"open": (_("Nog te doen"), False), "handled": (_("Afgehandeld"), True)}


class FeedbackFilterSet(WagtailFilterSet):
    """By whether it is handled (what is still to do unless told), what the answer was, and when."""

    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[*((code, words) for code, (words, _is_handled) in STATES.items()), ("all", _("Alles"))],
        empty_label=None,
        method="in_state",
    )
    is_clear = django_filters.ChoiceFilter(
        label=_("Duidelijk?"), choices=[("True", _("Ja")), ("False", _("Nee"))], empty_label=_("Alles")
    )
    day = django_filters.DateFromToRangeFilter(label=_("Wanneer"), widget=DateRangePickerWidget)

    class Meta:
        model = Feedback
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # a QueryDict, as django-filter's
        given = data.copy() if data is not None else {}
        if given.get("state") not in (*STATES, "all"):
            given["state"] = "open"
        super().__init__(given, *args, **kwargs)

    def in_state(self, queryset: QuerySet[Feedback], name: str, value: str) -> QuerySet[Feedback]:
        return queryset.filter(is_handled=STATES[value][1]) if value in STATES else queryset


class CellColumn(Column):
    """A cell with a template of ours, which gets the opinion as `value`."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda row: row, **kwargs)
        self.cell_template_name = f"front/admin/feedback_{name}.html"

    def get_cell_context_data(self, instance: Feedback, parent_context: Any) -> dict[str, Any]:  # noqa: ANN401  # Wagtail has no types
        request = parent_context["request"]
        return {
            **super().get_cell_context_data(instance, parent_context),
            "csrf_token": get_token(request),
            "may_change": request.user.has_perm(feedback.CHANGE),
            "here": request.GET.urlencode(),
        }


class FeedbackView(OfficeSpreadsheet, ReportView):
    """The newest first."""

    page_title = _("Reacties van bezoekers")
    header_icon = "comment"
    model = Feedback
    verbose_name_plural = _("reacties")
    table_classname = CARDS
    filterset_class = FeedbackFilterSet
    any_permission_required = (feedback.VIEW,)
    paginate_by = 50
    _show_breadcrumbs = True
    index_url_name = "feedback"
    index_results_url_name = "feedback_results"
    no_results_message = _("Hier staat niets. U bent bij.")
    export_headings = {
        "day": _("Dag"),
        "path": _("Pagina"),
        "is_clear": _("Duidelijk"),
        "text": _("Opmerking"),
        "department": _("Dienst"),
        "is_handled": _("Afgehandeld"),
    }
    list_export = list(export_headings)
    columns = [
        CellColumn("page", label=_("Pagina")),
        CellColumn("answer", label=_("Duidelijk")),
        CellColumn("text", label=_("Opmerking")),
        CellColumn("settle", label=_("Stand")),
    ]

    def user_has_any_permission(self, permissions: object) -> bool:
        return bool(self.request.user.has_perm(feedback.VIEW))

    def get_base_queryset(self) -> QuerySet[Feedback]:
        return feedback.seen_by(self.request.user).select_related("department")

    def get_ordering(self) -> tuple[str, ...]:
        return ("-pk",)

    def as_spreadsheet(self, queryset: QuerySet[Feedback], spreadsheet_format: str) -> object:
        rows = queryset.count()
        write_audit(
            from_request(self.request), "feedback.exported", "feedback", "", format=spreadsheet_format, rows=rows
        )
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: Feedback) -> dict[str, Any]:
        return {**super().to_row_dict(item), "department": str(item.department or "")}


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark an opinion as handled, or open it again, and lead back to the list."""
    is_handled = request.POST.get("is_handled") == "1"
    try:
        feedback.settle(from_request(request), request.user, read_id(pk) or 0, is_handled=is_handled)
    except Feedback.DoesNotExist:
        raise Http404 from None
    messages.success(
        request, gettext("De reactie is afgehandeld.") if is_handled else gettext("De reactie is weer open.")
    )
    return redirect(f"{reverse('feedback')}?{request.GET.urlencode()}")


def menu_item() -> MenuItem:
    """Offer the list among the reports."""
    return MenuItemFor(
        _("Reacties van bezoekers"),
        reverse("feedback"),
        name="feedback",
        icon_name="comment",
        order=500,
        is_for=lambda user: user.has_perm(feedback.VIEW),
    )


def urls() -> list[URLPattern]:
    """Give the list its addresses."""
    return [
        path("reacties/", FeedbackView.as_view(), name="feedback"),
        path("reacties/results/", FeedbackView.as_view(results_only=True), name="feedback_results"),
        path("reacties/<int:pk>/", settle, name="feedback_settle"),
    ]
