"""Register van verwerkingen: what the city does with personal data, a row for each form that ever asked for any."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from cases.models import CaseType
from forms_app.service import FormVersion, personal_questions
from ground.actor import from_request
from ground.admin_page import MenuItemFor
from ground.admin_tables import CARDS, LabelledColumn
from ground.frame import frame
from ground.spreadsheet import OfficeSpreadsheet
from records.service import write_audit

PERMISSION = "cases.view_processing"
SEPARATOR = "; "


class ProcessingView(OfficeSpreadsheet, ReportView):
    """By form: the newest version that citizens got, with its case type. The export is what the law calls the register."""

    page_title = _("Register van verwerkingen")
    header_icon = "lock"
    model = FormVersion
    verbose_name_plural = _("verwerkingen")
    table_classname = CARDS
    any_permission_required = (PERMISSION,)
    paginate_by = 50
    _show_breadcrumbs = True
    index_url_name = "processing"
    index_results_url_name = "processing_results"
    no_results_message = _("Er is nog geen formulier gepubliceerd.")
    export_headings = {
        "form": _("Formulier"),
        "address": _("Adres"),
        "is_live": _("Staat online"),
        "case_type": _("Zaaktype"),
        "department": _("Dienst die behandelt"),
        "controller": _("Verwerkingsverantwoordelijke"),
        "purpose": _("Doel"),
        "legal_basis": _("Rechtsgrond"),
        "categories": _("Persoonsgegevens"),
        "receivers": _("Ontvangers buiten de stad"),
        "retention_years": _("Jaren bewaren na het einde"),
        "retention_rule": _("Selectieregel"),
        "retention_then": _("Daarna"),
    }
    list_export = list(export_headings)

    columns = [
        LabelledColumn("form", label=_("Formulier"), accessor="form.title"),
        LabelledColumn("case_type", label=_("Zaaktype"), accessor=lambda version: _words(version, "name")),
        LabelledColumn("purpose", label=_("Doel"), accessor=lambda version: _words(version, "purpose")),
        LabelledColumn("legal_basis", label=_("Rechtsgrond"), accessor=lambda version: _words(version, "legal_basis")),
        LabelledColumn(
            "retention_rule", label=_("Selectieregel"), accessor=lambda version: _words(version, "retention_rule")
        ),
    ]

    def user_has_any_permission(self, permissions: object) -> bool:
        return bool(self.request.user.has_perm(PERMISSION))

    def get_base_queryset(self) -> QuerySet[FormVersion]:
        newest = FormVersion.objects.filter(form=OuterRef("form")).order_by("-number").values("pk")[:1]
        return FormVersion.objects.filter(pk=Subquery(newest)).select_related("form__department")

    def get_ordering(self) -> tuple[str, ...]:
        return ("form__title", "form_id")

    @cached_property
    def case_types(self) -> dict[str, CaseType]:
        """Return all case types by code. One query."""
        return {each.code: each for each in CaseType.objects.select_related("department").defer("statuses")}

    @cached_property
    def controller(self) -> str:
        """Return whose counter this is."""
        return frame(self.request).full_name

    def get_table(self, object_list: Any) -> Any:  # noqa: ANN401  # Wagtail has no types
        return super().get_table([self._with_case_type(version) for version in object_list])

    def as_spreadsheet(self, queryset: QuerySet[FormVersion], spreadsheet_format: str) -> object:
        rows = queryset.count()
        write_audit(
            from_request(self.request), "processing.exported", "case_type", "", format=spreadsheet_format, rows=rows
        )
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: FormVersion) -> dict[str, Any]:
        version, form = self._with_case_type(item), item.form
        case_type = version.case_type  # type: ignore[attr-defined]  # set by _with_case_type
        row = {
            "form": form.title,
            "address": form.get_absolute_url(),
            "is_live": gettext("ja") if form.live else gettext("nee"),
            "case_type": case_type.name if case_type else item.destination,
            "department": str(case_type.department if case_type else form.department),
            "controller": self.controller,
            "categories": SEPARATOR.join(each.label for each in personal_questions(item.read().questions.values())),
        }
        if case_type is None:
            return {name: row.get(name, "") for name in self.list_export}
        return {
            **row,
            "purpose": case_type.purpose,
            "legal_basis": case_type.legal_basis,
            "receivers": SEPARATOR.join(case_type.receiver_names),
            "retention_years": case_type.retention_years,
            "retention_rule": case_type.retention_rule,
            "retention_then": case_type.get_retention_then_display(),
        }

    def _with_case_type(self, version: FormVersion) -> FormVersion:
        version.case_type = self.case_types.get(version.destination)  # type: ignore[attr-defined]  # of this list only
        return version


def _words(version: Any, field: str) -> str:  # noqa: ANN401  # a version with its case type
    """Return a field of the case type, or that nobody filled it in."""
    value = getattr(version.case_type, field) if version.case_type else ""
    return value or gettext("niet ingevuld")


def menu_item() -> MenuItem:
    """Offer the register among the reports."""
    return MenuItemFor(
        _("Register van verwerkingen"),
        reverse("processing"),
        name="processing",
        icon_name="lock",
        order=400,
        is_for=lambda user: user.has_perm(PERMISSION),
    )


def urls() -> list[URLPattern]:
    """Give the register its addresses."""
    return [
        path("verwerkingen/", ProcessingView.as_view(), name="processing"),
        path("verwerkingen/results/", ProcessingView.as_view(results_only=True), name="processing_results"),
    ]
