"""Departments in the admin's settings."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from people.models import Department
from people.staff_admin import NoDeleteBulkAction, tell_what_is_left


class DepartmentViewSet(SnippetViewSet):
    model = Department
    icon = "group"
    menu_label = _("Diensten")
    add_to_settings_menu = True
    list_display = ["name", "code", "email", "phone"]
    search_fields = ["name", "code"]


register_snippet(DepartmentViewSet)
hooks.register("after_edit_user", tell_what_is_left)
# After Wagtail's own, whose place it takes.
hooks.register("register_bulk_action", NoDeleteBulkAction, order=1000)
