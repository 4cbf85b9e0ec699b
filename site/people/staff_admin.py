"""Colleagues in the admin. Wagtail removes a user for good; here who has worked for the city keeps a name in its history."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.models import CopyViewMixin
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.bulk_actions import DeleteBulkAction
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from ground.actor import from_request
from ground.admin_page import page_head
from people import colleagues, leaving
from people.errors import PeopleError
from people.models import Department, User

MAX_NAMED_DEPARTMENTS = 3
"""Departments that a row of the list names; more it counts."""


class LeavingForm(forms.Form):
    """To whom goes what the colleague has in hand."""

    successor = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label=_("Aan wie geeft u het door?"),
        empty_label=_("Terug naar de dienst: van niemand"),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = leaving.successors(user)  # type: ignore[attr-defined]  # a ModelChoiceField


class LeavingView(DeleteView):  # type: ignore[misc]  # Wagtail has no types
    """Removes an account that nobody ever used; any other it closes."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: User = self.get_object()
        if not leaving.has_left_traces(user):
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            return answer
        if not leaving.may_deactivate(request.user, user):  # type: ignore[arg-type]  # signed in
            raise PermissionDenied
        return self._close(request, user)

    def _close(self, request: HttpRequest, user: User) -> HttpResponse:
        form = LeavingForm(user, request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                jobs = leaving.deactivate(from_request(request), request.user, user, form.cleaned_data["successor"])  # type: ignore[arg-type]  # who acts in the admin is signed in
            except PeopleError as error:
                raise PermissionDenied(str(error)) from error
            messages.success(request, gettext("%(name)s kan zich niet meer aanmelden.") % {"name": user})
            return HttpResponseRedirect(jobs[0] if jobs else reverse("wagtailusers_users:index"))
        title = gettext("%(name)s op non-actief zetten") % {"name": user}
        context = {
            **page_head(title, "user", (reverse("wagtailusers_users:index"), gettext("Gebruikers"))),
            "colleague": user,
            "in_hand": leaving.in_hand(request.user, user),  # type: ignore[arg-type]  # signed in
            "teams": leaving.places_in_teams(user),
            "form": form,
        }
        return render(request, "wagtailadmin/people/leaving.html", context)


class DepartmentsField(forms.ModelForm):  # type: ignore[type-arg]  # Django has no generic form at run time
    """Mixed into Wagtail's forms of a colleague. Its view hands what was chosen to the action."""

    departments = forms.ModelMultipleChoiceField(
        Department.objects.all(),
        required=False,
        label=_("Diensten"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rollen werken alleen voor wat van deze diensten is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["departments"] = list(self.instance.departments.values_list("pk", flat=True))


class NewColleagueForm(DepartmentsField, UserCreationForm):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's form of an account that is being made, with its departments."""


class ColleagueForm(DepartmentsField, UserEditForm):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's form of an account, with its departments."""


class SavesDepartments:
    """Mixed into the views with those forms."""

    request: HttpRequest
    form: Any

    def get_form(self, *args: Any, **kwargs: Any) -> object:
        """Return the form; who may not change the departments sees them only."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]  # mixin
        by: Any = self.request.user
        form.fields["departments"].disabled = not colleagues.may_set_departments(by, form.instance)
        return form

    def save_instance(self) -> User:
        user: User = super().save_instance()  # type: ignore[misc]  # Wagtail has no types
        if not self.form.fields["departments"].disabled:
            colleagues.set_departments(from_request(self.request), user, self.form.cleaned_data["departments"])
        return user


class NewColleagueView(SavesDepartments, CreateView):  # type: ignore[misc]  # Wagtail has no types
    """Makes an account."""

    account_template = "wagtailusers/users/create.html"


class CopyColleagueView(CopyViewMixin, NewColleagueView):  # type: ignore[misc]  # Wagtail has no types
    """Makes an account that begins with what another holds."""


class ColleagueView(SavesDepartments, EditView):  # type: ignore[misc]  # Wagtail has no types
    """Changes an account."""

    account_template = "wagtailusers/users/edit.html"


class StaffListView(IndexView):  # type: ignore[misc]  # Wagtail has no types
    """Says of each colleague for which departments they work."""

    @cached_property
    def columns(self) -> list[Any]:
        """Return Wagtail's columns, with the departments after the name."""
        checkbox, name, *others = super().columns
        departments = Column("departments", label=_("Diensten"), accessor=_departments_in_words)
        return [checkbox, name, departments, *others]

    def get_base_queryset(self) -> QuerySet[User]:
        users: QuerySet[User] = super().get_base_queryset()
        return users.prefetch_related("departments")


def _departments_in_words(user: User) -> str:
    names = [str(department) for department in user.departments.all()]
    if len(names) > MAX_NAMED_DEPARTMENTS:
        return gettext("%(number)d diensten") % {"number": len(names)}
    return ", ".join(names)


class StaffViewSet(UserViewSet):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's, with departments and one other way out."""

    index_view_class = StaffListView
    add_view_class = NewColleagueView
    copy_view_class = CopyColleagueView
    edit_view_class = ColleagueView
    delete_view_class = LeavingView
    create_template_name = edit_template_name = "wagtailadmin/people/colleague.html"

    def get_form_class(self, for_update: bool = False) -> type[DepartmentsField]:
        """Return the form of a colleague who is there, or of a new one."""
        return ColleagueForm if for_update else NewColleagueForm


class NoDeleteBulkAction(DeleteBulkAction):  # type: ignore[misc]  # Wagtail has no types
    """Stands where Wagtail would remove many colleagues at once."""

    models = [User]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("people.change_user"):
            raise PermissionDenied
        messages.error(
            request,
            gettext("Collega’s verwijdert u niet samen. Open ze één voor één: dan blijft hun naam bij wat ze deden."),
        )
        return HttpResponseRedirect(reverse("wagtailusers_users:index"))


def tell_what_is_left(request: HttpRequest, user: User) -> None:
    """Say what a colleague whose account was just closed still has in hand, and where to hand it over."""
    if user.is_active:
        return
    in_hand = [each.words for each in leaving.in_hand(request.user, user)]  # type: ignore[arg-type]  # signed in
    left = in_hand + leaving.places_in_teams(user)
    if left:
        address = reverse("wagtailusers_users:delete", args=[user.pk])
        words = ", ".join(left)
        messages.warning(
            request,
            gettext("%(name)s heeft nog %(what)s.") % {"name": user, "what": words},
            buttons=[messages.button(address, gettext("Geef door"))],
        )
