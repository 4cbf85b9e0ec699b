"""The inbox of case handlers."""

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cases.models import Case, CaseType
from cases.permissions import policy
from people.permissions import DepartmentPermissionPolicy

register_permission_policy(Case, policy)
register_permission_policy(CaseType, DepartmentPermissionPolicy(CaseType))


class CaseViewSet(SnippetViewSet):
    model = Case
    icon = "tasks"
    menu_label = _("Zaken")
    menu_order = 50
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["reference", "title", "applicant_name", "status", "due"]


register_snippet(CaseViewSet)
