"""Departments and their teams in the admin's settings."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.forms import TeamForm
from people.models import Department, Team
from people.staff_admin import NoDeleteBulkAction, tell_what_is_left
from people.viewsets import WithoutChooser


class DepartmentViewSet(SnippetViewSet):
    model = Department
    icon = "group"
    menu_label = _("Diensten")
    add_to_settings_menu = True
    list_display = ["name", "code", "email", "phone"]
    search_fields = ["name", "code"]


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


# Who may manage departments manages their teams; nobody is asked for rights of their own.
register_permission_policy(Team, ModelPermissionPolicy(Team, auth_model=Department))
register_snippet(DepartmentViewSet)
register_snippet(TeamViewSet)
hooks.register("after_edit_user", tell_what_is_left)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", NoDeleteBulkAction, order=1000)
