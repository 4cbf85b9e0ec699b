"""Forms in the admin: list, editor. Only the user's departments' forms, in every view."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn
from wagtail.admin.widgets import SlugInput
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CopyView, CreateView, DeleteView, EditView, IndexView

from forms_app.editing import starting
from forms_app.editing.admin_form import FormAdminForm
from forms_app.editing.panels import DestinationPanel, StepsPanel
from forms_app.export.actions import may_export
from forms_app.export.admin import answers
from forms_app.models import Form
from forms_app.permissions import policy
from forms_app.seams import form_list_buttons
from people.models import User
from people.viewsets import DepartmentSnippetViewSet


class FormCopyView(CopyView):
    """The create form, filled in with another form: own copy, own address, never published."""

    def get_initial_form_instance(self) -> Form:
        source: Form = self.get_object().get_latest_revision_as_object()
        copy = Form(
            title=_("Kopie van %(title)s") % {"title": source.title},
            **{name: getattr(source, name) for name in COPIED},
        )
        return copy


COPIED = (
    "introduction",
    "duration_minutes",
    "department",
    "destination",
    "confirmation",
    "submit_label",
    "steps",
)


class FormCreateView(CreateView):
    """The create form, empty or begun with what `begin` names."""

    def get_initial_form_instance(self) -> Form | None:
        return starting.begin(self.request.GET.get("begin", "")) or super().get_initial_form_instance()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "starting_points": starting.choices()}


class FormDeleteView(DeleteView):
    """Only for a form that citizens never saw."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        instance = Form.objects.filter(pk=kwargs["pk"]).first()
        if instance is not None and not policy.user_has_permission_for_instance(request.user, "delete", instance):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]  # Wagtail has no types


class FormIndexView(IndexView):
    """The list, with what other apps put above it."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        more = [button for _app, buttons in form_list_buttons.items() for button in buttons(self.request.user)]
        return [*super().header_more_buttons, *more]


class FormEditView(EditView):
    """The editor, with the buttons that a hook puts beside each form in the list."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        given = (self.object, self.request.user, self.request.path)
        more = [button for hook in hooks.get_hooks("register_snippet_listing_buttons") for button in hook(*given)]
        return [*super().header_more_buttons, *more]


def answers_button(snippet: object, user: User, next_url: str | None = None) -> list[Button]:
    """Return the way from a form to its answers, for who may take them out."""
    if not isinstance(snippet, Form) or not may_export(user, snippet):
        return []
    address = reverse("wagtailsnippets_forms_app_form:answers", args=[snippet.pk])
    return [Button(gettext("Antwoorden"), url=address, icon_name="download", priority=25)]


class FormViewSet(DepartmentSnippetViewSet):
    model = Form
    icon = "form"
    menu_label = _("Formulieren")
    menu_name = "formulieren"
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = FormIndexView
    add_view_class = FormCreateView
    edit_view_class = FormEditView
    copy_view_class = FormCopyView
    delete_view_class = FormDeleteView
    list_display = [
        "title",
        LiveStatusTagColumn(),
        Column("department", label=_("Dienst"), sort_key="department__name"),
        Column("key", label=_("Adres"), sort_key="key"),
        DateColumn("last_published_at", label=_("Gepubliceerd"), sort_key="last_published_at"),
    ]
    list_filter = ["department", "live"]
    list_export = ["title", "key", "department", "destination", "live", "last_published_at"]
    list_per_page = 25
    ordering = ["title"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title", targets=["key"], placeholder=_("Naam van het formulier")),
                    FieldPanel("department", widget=forms.Select),
                    StepsPanel("steps"),
                ],
                heading=_("Stappen en vragen"),
            ),
            ObjectList(
                [
                    DestinationPanel("destination"),
                    FieldPanel("key", widget=SlugInput),
                    MultiFieldPanel(
                        [FieldPanel("introduction"), FieldPanel("duration_minutes")], heading=_("Startpagina")
                    ),
                    MultiFieldPanel(
                        [FieldPanel("submit_label"), FieldPanel("confirmation")], heading=_("Versturen en bevestigen")
                    ),
                    PublishingPanel(),
                ],
                heading=_("Gegevens"),
            ),
        ],
        base_form_class=FormAdminForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        """Add the way to the answers."""
        return [*super().get_urlpatterns(), path("antwoorden/<int:pk>/", answers, name="answers")]
