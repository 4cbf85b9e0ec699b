"""Aanmeldingen: who signed in and who did not, for who looks after the accounts and for auditors."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from people.models import User
from people.signing_in import sign_ins
from records.models import AuditLine

PERMISSION = "records.view_auditline"


class SignInFilterSet(WagtailFilterSet):  # type: ignore[misc]  # Wagtail has no types
    """By what happened, and when."""

    action = django_filters.ChoiceFilter(
        label=_("Wat"),
        choices=[(sign_ins.SIGNED_IN, _("Aangemeld")), (sign_ins.FAILED, _("Mislukt"))],
        empty_label=_("Alles"),
    )
    at = django_filters.DateFromToRangeFilter(label=_("Wanneer"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditLine
        fields: list[str] = []


class SignInsView(ReportView):  # type: ignore[misc]  # Wagtail has no types
    """The newest first. Searched by the name under which a colleague signs in."""

    page_title = _("Aanmeldingen")
    header_icon = "user"
    model = AuditLine
    verbose_name_plural = _("aanmeldingen")
    table_classname = "listing sn-stack"
    filterset_class = SignInFilterSet
    is_searchable = True
    any_permission_required = (PERMISSION,)
    paginate_by = 50
    _show_breadcrumbs = True
    index_url_name = "sign_ins"
    index_results_url_name = "sign_ins_results"
    no_results_message = _("Er is nog niets opgeschreven.")
    list_export: list[str] = []

    @cached_property
    def columns(self) -> list[Any]:
        """Return when, who and what."""
        return [
            Column("at", label=_("Wanneer"), accessor=lambda line: date_format(localtime(line.at), "j F Y, H.i")),
            Column("colleague", label=_("Wie"), accessor=self._name_of),
            Column("what", label=_("Wat"), accessor="label"),
        ]

    def user_has_any_permission(self, permissions: object) -> bool:
        return bool(self.request.user.has_perm(PERMISSION))

    def get_base_queryset(self) -> QuerySet[AuditLine]:
        return sign_ins.lines()

    def get_ordering(self) -> tuple[str, ...]:
        return ("-id",)

    def search_queryset(self, queryset: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
        if not self.is_searching:
            return queryset
        ids = User.objects.filter(username__icontains=self.search_query).values_list("pk", flat=True)[:100]
        return queryset.filter(target_id__in=[str(pk) for pk in ids])

    def get_table(self, object_list: Any) -> Any:  # noqa: ANN401  # Wagtail has no types
        """Return the table of one page of the list, for which the names are looked up. One query."""
        lines = list(object_list)
        ids = {line.target_id for line in lines if line.target_id}
        self._names = {str(user.pk): f"{user} ({user.get_username()})" for user in User.objects.filter(pk__in=ids)}
        return super().get_table(lines)

    def _name_of(self, line: AuditLine) -> str:
        return self._names.get(line.target_id) or gettext("onbekende naam")
