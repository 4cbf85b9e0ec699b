"""Cases and case types in the admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cases.admin import bundle, processing
from cases.admin.bulk import ClaimBulkAction, NoDeleteBulkAction
from cases.admin.case_type import CaseTypeViewSet
from cases.admin.retention.addresses import menu_item as retention_menu_item
from cases.admin.retention.addresses import urls as retention_urls
from cases.admin.retention.panel import RetentionPanel
from cases.admin.today import TodayPanel
from cases.admin.viewset import CaseViewSet
from cases.models import Case, CaseType
from cases.permissions import policy
from cases.retention.access import DISPOSE
from people.permissions import DepartmentPermissionPolicy

register_permission_policy(Case, policy)
register_permission_policy(CaseType, DepartmentPermissionPolicy(CaseType))
register_snippet(CaseViewSet)
register_snippet(CaseTypeViewSet)

hooks.register("register_bulk_action", ClaimBulkAction)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", NoDeleteBulkAction, order=1000)


def case_styles() -> str:
    """Bring the style of the inbox, the case page and the panel on the home page."""
    return format_html('<link rel="stylesheet" href="{}">', static("cases/admin.css"))


def today_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Open the admin on what a handler must do today."""
    if policy.user_has_any_permission(request.user, {"view", "change"}):
        panels.insert(0, TodayPanel())


def retention_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Tell a records manager what waits for a decision."""
    if request.user.has_perm(DISPOSE):
        panels.append(RetentionPanel())


hooks.register("register_admin_urls", processing.urls)
hooks.register("register_admin_urls", bundle.urls)
hooks.register("register_snippet_listing_buttons", bundle.buttons)
hooks.register("register_reports_menu_item", processing.menu_item)
hooks.register("register_admin_urls", retention_urls)
hooks.register("register_admin_menu_item", retention_menu_item)
hooks.register("insert_global_admin_css", case_styles)
hooks.register("construct_homepage_panels", today_panel)
hooks.register("construct_homepage_panels", retention_panel)
