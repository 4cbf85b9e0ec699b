"""Coupled systems in the admin's settings: look and revoke. Tokens are made on the command line, where they are shown once."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from api.models import ApiClient
from api.scopes import SCOPES
from people.viewsets import WithoutChooser


class NoAdding(ModelPermissionPolicy):
    """A token cannot be shown by the admin, so a client cannot be made there."""

    def user_has_permission(self, user: object, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


register_permission_policy(ApiClient, NoAdding(ApiClient))


class ApiClientForm(WagtailAdminModelForm):
    """Scopes as boxes to tick: nobody should have to write the list that is stored."""

    scopes = forms.MultipleChoiceField(
        label=_("Wat mag het systeem?"), choices=[*SCOPES.items()], required=False, widget=forms.CheckboxSelectMultiple
    )


class ApiClientViewSet(WithoutChooser, SnippetViewSet):
    model = ApiClient
    icon = "code"
    menu_label = _("Gekoppelde systemen")
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", "created_at", "revoked_at"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("scopes"), FieldPanel("revoked_at")], base_form_class=ApiClientForm
    )


register_snippet(ApiClientViewSet)
