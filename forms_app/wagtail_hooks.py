"""Forms in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from forms_app.models import Form
from people.permissions import DepartmentPermissionPolicy

register_permission_policy(Form, DepartmentPermissionPolicy(Form))


class FormViewSet(SnippetViewSet):
    model = Form
    icon = "form"
    menu_label = _("Formulieren")
    menu_order = 110
    add_to_admin_menu = True
    list_display = ["title", "key", "department"]
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("steps")], heading=_("Stappen en vragen")),
            ObjectList(
                [
                    FieldPanel("title"),
                    FieldPanel("key"),
                    FieldPanel("introduction"),
                    FieldPanel("duration_minutes"),
                    FieldPanel("department"),
                    FieldPanel("destination"),
                    FieldPanel("submit_label"),
                    FieldPanel("confirmation"),
                ],
                heading=_("Gegevens"),
            ),
            ObjectList([PublishingPanel()], heading=_("Publiceren")),
        ]
    )


register_snippet(FormViewSet)
