"""The inbox's filters. Only what the user may see is ever offered as a choice."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from cases.admin.reach import reachable, today_of
from cases.models import Case, CaseType
from cases.queries import UNASSIGNED, CaseQuerySet
from cases.urgency import RUNNING

SHOW = [("closed", _("Afgesloten zaken")), ("all", _("Alle zaken"))]
WHOSE = [("mine", _("Van mij")), ("unassigned", _("Van niemand")), ("others", _("Van collega’s"))]
URGENCIES = {each.code: each for each in RUNNING}


def status_labels(request: HttpRequest) -> list[str]:
    """Return the statuses of the cases that the user may see, by name. One query a request."""
    known: list[str] | None = getattr(request, "_status_labels", None)
    if known is None:
        known = sorted(set(reachable(request.user).order_by().values_list("status_label", flat=True).distinct()))
        request._status_labels = known  # type: ignore[attr-defined]  # kept for the rest of this request
    return known


class CaseFilterSet(WagtailFilterSet):
    """Running cases unless told otherwise or searched: a search finds closed ones too."""

    urgency = django_filters.ChoiceFilter(
        label=_("Termijn"),
        choices=[(each.code, each.label) for each in RUNNING],
        method="by_urgency",
        empty_label=_("Alle"),
        widget=forms.RadioSelect,
    )
    whose = django_filters.ChoiceFilter(
        label=_("Behandelaar"), choices=WHOSE, method="by_whose", empty_label=_("Iedereen"), widget=forms.RadioSelect
    )
    show = django_filters.ChoiceFilter(
        label=_("Toon"), choices=SHOW, method="by_show", empty_label=_("Lopende zaken"), widget=forms.RadioSelect
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), field_name="status_label", choices=[], empty_label=_("Alle"), widget=forms.RadioSelect
    )
    type = django_filters.ModelChoiceFilter(
        label=_("Zaaktype"),
        field_name="type_version__case_type",
        queryset=CaseType.objects.none(),
        empty_label=_("Alle"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = reachable(self.request.user)
        self.filters["status"].extra["choices"] = [(label, label) for label in status_labels(self.request)]
        self.filters["type"].queryset = CaseType.objects.filter(
            Exists(seen.order_by().filter(type_version__case_type=OuterRef("pk")))
        )

    def filter_queryset(self, queryset: CaseQuerySet) -> CaseQuerySet:
        """Apply the filters, and the default of `show`."""
        cases: CaseQuerySet = super().filter_queryset(queryset)
        if not self.form.cleaned_data.get("show") and not self.request.GET.get("q"):
            cases = cases.running()
        return cases

    def by_urgency(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return queryset.of_urgency(URGENCIES[value], today_of(self.request))

    def by_whose(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        user = self.request.user
        if value == "mine":
            return queryset.filter(handler=user)
        if value == "unassigned":
            return queryset.unassigned()
        return queryset.exclude(UNASSIGNED).exclude(handler=user)

    def by_show(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return queryset.exclude(closed_at=None) if value == "closed" else queryset
