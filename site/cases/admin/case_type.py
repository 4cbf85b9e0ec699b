"""Case types in the admin: an editor draws a workflow by labels; codes and ids stay out of sight."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface

from cases.admin.retention.rules import warning
from cases.deadlines import local_date
from cases.models import CaseType
from people.forms import DepartmentAdminForm
from people.viewsets import UnchosenSnippetViewSet


class CaseTypeForm(DepartmentAdminForm):
    """Brings the script that turns a step's hidden target into a select of statuses."""

    class Media:
        js = (Script("cases/case-type.js", type="module"),)


class RuleWarningPanel(Panel):
    """Says on the case type's own page that its rule is absent, expired or about to expire."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cases/admin/retention/rule_warning.html"

        @cached_property
        def words(self) -> str:
            """Return what is wrong; "" for a new case type, and for a rule that is well."""
            return warning(self.instance, local_date(timezone.now())) if self.instance.pk else ""

        def is_shown(self) -> bool:
            return bool(self.words)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ANN401  # Wagtail's own
            return {**super().get_context_data(parent_context), "words": self.words}


class CaseTypeViewSet(UnchosenSnippetViewSet):
    model = CaseType
    icon = "list-ol"
    menu_label = _("Zaaktypes")
    menu_order = 60
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "department", "code"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldPanel("name"), FieldPanel("department", widget=forms.Select), FieldPanel("statuses")],
                heading=_("Verloop"),
            ),
            ObjectList(
                [FieldPanel("noun"), FieldPanel("is_discreet"), FieldPanel("place", widget=forms.Select)],
                heading=_("Voor de burger"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("answer_term"), FieldPanel("answer_unit")])],
                        heading=_("Eerste antwoord"),
                    ),
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("end_term"), FieldPanel("end_unit")])], heading=_("Einde")
                    ),
                ],
                heading=_("Termijnen"),
            ),
            ObjectList(
                [FieldPanel("purpose"), FieldPanel("legal_basis"), FieldPanel("receivers")],
                heading=_("Persoonsgegevens"),
            ),
            ObjectList(
                [
                    RuleWarningPanel(),
                    FieldRowPanel([FieldPanel("retention_rule"), FieldPanel("retention_until")]),
                    FieldRowPanel([FieldPanel("retention_years"), FieldPanel("retention_then")]),
                ],
                heading=_("Bewaren"),
            ),
        ],
        base_form_class=CaseTypeForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Join what each row shows."""
        return CaseType.objects.select_related("department")
