"""Case types in the admin: an editor draws a workflow by labels; codes and ids stay out of sight."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface

from cases.models import CaseType
from people.forms import DepartmentAdminForm
from people.viewsets import UnchosenSnippetViewSet


class CaseTypeForm(DepartmentAdminForm):
    """Brings the script that turns a step's hidden target into a select of statuses."""

    class Media:
        js = (Script("cases/case-type.js", type="module"),)


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
