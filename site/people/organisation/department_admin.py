"""Departments in the admin: the list, closing one or merging it into another, and opening it again."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from ground.actor import from_request
from ground.admin_page import page_head
from people.errors import NotAllowed, NotPossible
from people.forms import DepartmentForm
from people.models import Department
from people.organisation import departments

LIST = "wagtailsnippets_people_department:list"
CLOSE = "wagtailsnippets_people_department:close"
REOPEN = "wagtailsnippets_people_department:reopen"


class SuccessorForm(forms.Form):
    """Into which open department one goes. Needed where there is something to take over."""

    successor = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Welke dienst neemt alles over?"),
        error_messages={
            "required": _("Kies de dienst die alles overneemt."),
            "invalid_choice": _("Deze dienst is intussen gesloten of verwijderd. Kies een andere."),
        },
    )

    def __init__(self, department: Department, is_needed: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        field.queryset = Department.objects.open().exclude(pk=department.pk)
        field.required = is_needed
        field.empty_label = _("Kies een dienst") if is_needed else _("Geen: sluit de dienst")


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a department owns and ask who takes it over; then ask whether that is sure; `confirmed` does it."""
    if not request.user.has_perm(departments.PERMISSION):
        raise PermissionDenied
    department = get_object_or_404(Department.objects.select_related("merged_into"), pk=pk)
    has = departments.owned(department)
    form = SuccessorForm(department, bool(has), request.POST if request.method == "POST" else None)
    is_chosen = form.is_valid()
    successor = form.cleaned_data["successor"] if is_chosen else None
    if is_chosen and "confirmed" in request.POST:
        try:
            departments.close(from_request(request), department, successor)
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except NotPossible as error:
            form.add_error("successor", str(error))
            is_chosen = False
        else:
            messages.success(request, _done(department, successor))
            return HttpResponseRedirect(reverse(LIST))
    elif is_chosen and (refusal := departments.refusal(department, successor, has)):
        form.add_error("successor", refusal)
        is_chosen = False
    edit = (reverse("wagtailsnippets_people_department:edit", args=[pk]), str(department))
    title = gettext("%(department)s samenvoegen of sluiten") % {"department": department}
    context = {
        **page_head(title, "group", (reverse(LIST), gettext("Diensten")), edit),
        "department": department,
        "state": state(department),
        "owned": has,
        "form": form,
        "is_chosen": is_chosen,
        "successor": successor,
    }
    return render(request, "wagtailadmin/people/close_department.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what opening a closed department again means, and ask whether that is sure; a POST does it."""
    if not request.user.has_perm(departments.PERMISSION):
        raise PermissionDenied
    department = get_object_or_404(Department.objects.select_related("merged_into"), pk=pk)
    edit = (reverse("wagtailsnippets_people_department:edit", args=[pk]), str(department))
    if request.method == "POST":
        try:
            departments.reopen(from_request(request), department)
        except NotAllowed as error:
            raise PermissionDenied(str(error)) from error
        except NotPossible as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, gettext("%(department)s is opnieuw open.") % {"department": department})
        return HttpResponseRedirect(edit[0])
    title = gettext("%(department)s opnieuw openen") % {"department": department}
    context = {
        **page_head(title, "group", (reverse(LIST), gettext("Diensten")), edit),
        "department": department,
        "state": state(department),
    }
    return render(request, "wagtailadmin/people/reopen_department.html", context)


def state(department: Department) -> str:
    """Return "opgegaan in Wegen op 3 mei 2026"; "" for one that is open. No query with merged_into fetched along."""
    if department.closed_at is None:
        return ""
    date = date_format(timezone.localtime(department.closed_at), "j F Y")
    if department.merged_into is None:
        return gettext("gesloten op %(date)s") % {"date": date}
    return gettext("opgegaan in %(successor)s op %(date)s") % {"successor": department.merged_into, "date": date}


def _state_or_open(department: Department) -> str:
    return state(department) or gettext("open")


def _done(department: Department, successor: Department | None) -> str:
    if successor is None:
        return gettext("%(department)s is gesloten.") % {"department": department}
    return gettext("%(department)s is opgegaan in %(successor)s.") % {"department": department, "successor": successor}


class DepartmentListView(IndexView):  # type: ignore[misc]  # Wagtail has no types
    """A list that can be read on a phone."""

    table_classname = "listing sn-stack"


class DepartmentEditView(EditView):  # type: ignore[misc]  # Wagtail has no types
    """Leads on to closing, or to opening again."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        if self.request.user.has_perm(departments.PERMISSION):
            is_open = self.object.closed_at is None
            address = reverse(CLOSE if is_open else REOPEN, args=[self.object.pk])
            label = gettext("Voeg samen of sluit") if is_open else gettext("Open opnieuw")
            buttons = [*buttons, Button(label, url=address, icon_name="group", priority=40)]
        return buttons


class OpenOnly:
    """Mixed into the views that list what can be chosen: a closed department is for nothing new."""

    def get_object_list(self) -> Any:  # noqa: ANN401  # Wagtail has no types
        """Return what the modal lists."""
        return super().get_object_list().open()  # type: ignore[misc]  # mixin


class OpenChooseView(OpenOnly, ChooseView):  # type: ignore[misc]  # Wagtail has no types
    """The modal."""


class OpenChooseResultsView(OpenOnly, ChooseResultsView):  # type: ignore[misc]  # Wagtail has no types
    """Its list after a search."""


class OpenDepartmentChooser(SnippetChooserViewSet):  # type: ignore[misc]  # Wagtail has no types
    """Offers the open ones."""

    choose_view_class = OpenChooseView
    choose_results_view_class = OpenChooseResultsView


class DepartmentViewSet(SnippetViewSet):  # type: ignore[misc]  # Wagtail has no types
    model = Department
    icon = "group"
    menu_label = _("Diensten")
    add_to_settings_menu = True
    list_display = ["name", "code", "email", "phone", Column("state", label=_("Toestand"), accessor=_state_or_open)]
    search_fields = ["name", "code"]
    index_view_class = DepartmentListView
    edit_view_class = DepartmentEditView
    chooser_viewset_class = OpenDepartmentChooser
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            FieldPanel("name"),
            FieldPanel("email"),
            FieldPanel("phone"),
            FieldPanel("is_discreet"),
            FieldPanel("needs_four_eyes"),
            FieldPanel("notices_email"),
            FieldPanel("mailbox_how"),
        ],
        base_form_class=DepartmentForm,
    )

    def get_queryset(self, request: HttpRequest) -> Any:  # noqa: ANN401  # Wagtail has no types
        """Return what the list shows, with what its rows say."""
        return Department.objects.select_related("merged_into")

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("close/<int:pk>/", close, name="close"),
            path("reopen/<int:pk>/", reopen, name="reopen"),
        ]
