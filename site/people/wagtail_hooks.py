"""Departments and their teams in the admin's settings."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ground.admin_page import MenuItemFor
from people.authorisation.four_eyes import keep_as_draft
from people.forms import TeamForm
from people.models import Department, Team
from people.organisation.department_admin import DepartmentViewSet
from people.signing_in.sign_in_list import PERMISSION, SignInsView
from people.staff.staff_admin import ActiveStateBulkAction, GiveRoleBulkAction, NoDeleteBulkAction, tell_what_is_left
from people.telling.notice_choices import notices_panel
from people.viewsets import WithoutChooser


class TeamViewSet(WithoutChooser, SnippetViewSet):
    model = Team
    icon = "group"
    menu_label = _("Teams")
    add_to_settings_menu = True
    list_display = ["name", "department", "lead"]
    search_fields = ["name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("department", widget=forms.Select),
            FieldPanel("name"),
            FieldPanel("lead", widget=forms.Select),
            FieldPanel("members", widget=forms.CheckboxSelectMultiple),
        ],
        base_form_class=TeamForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return what the list shows, with what its rows say."""
        return Team.objects.select_related("department", "lead")


def sign_in_urls() -> list[URLPattern]:
    """Give the list of sign-ins its addresses."""
    return [
        path("aanmeldingen/", SignInsView.as_view(), name="sign_ins"),
        path("aanmeldingen/results/", SignInsView.as_view(results_only=True), name="sign_ins_results"),
    ]


def sign_ins_menu_item() -> MenuItem:
    """Offer the sign-ins among the reports."""
    return MenuItemFor(
        _("Aanmeldingen"),
        reverse("sign_ins"),
        name="sign-ins",
        icon_name="user",
        order=300,
        is_for=lambda user: user.has_perm(PERMISSION),
    )


# Who may manage departments manages their teams; nobody is asked for rights of their own.
register_permission_policy(Team, ModelPermissionPolicy(Team, auth_model=Department))
register_snippet(DepartmentViewSet)
register_snippet(TeamViewSet)
hooks.register("register_admin_urls", sign_in_urls)
hooks.register("register_reports_menu_item", sign_ins_menu_item)
hooks.register("register_account_settings_panel", notices_panel)
hooks.register("after_edit_user", tell_what_is_left)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", NoDeleteBulkAction, order=1000)
hooks.register("register_bulk_action", GiveRoleBulkAction, order=1000)
hooks.register("register_bulk_action", ActiveStateBulkAction, order=1000)
hooks.register("before_publish_page", keep_as_draft)
hooks.register("before_publish", keep_as_draft)
