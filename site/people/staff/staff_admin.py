"""Colleagues in the admin. Wagtail removes a user for good; here who has worked for the city keeps a name in its history."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.models import CopyViewMixin
from wagtail.admin.widgets import Button
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from ground.actor import Actor, from_request
from ground.admin_page import page_head
from people.errors import PeopleError
from people.models import User
from people.signing_in import invitations, sign_ins
from people.staff import colleagues, leaving, staff_file, staff_file_admin
from people.staff.colleague_form import PLACES, ColleagueForm
from records.service import write_audit

MAX_SIGN_INS = 10
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
            **page_head(title, "user", (reverse("wagtailusers_users:index"), gettext("Collega’s"))),
            "colleague": user,
            "in_hand": leaving.in_hand(request.user, user),  # type: ignore[arg-type]  # signed in
            "teams": leaving.places_in_teams(user),
            "form": form,
        }
        return render(request, "wagtailadmin/people/leaving.html", context)


class Places:
    """Mixed into the views of an account: what is chosen goes through the actions."""

    request: HttpRequest
    form: Any
    template_name = "wagtailadmin/people/colleague.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return what the form gets: also who fills it in."""
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # mixin
        return {**kwargs, "by": self.request.user}

    def save_instance(self) -> User:
        """Save the account, and give it the places that were chosen."""
        user: User = super().save_instance()  # type: ignore[misc]  # Wagtail has no types
        actor = from_request(self.request)
        if not self.form.fields["departments"].disabled:
            colleagues.set_departments(actor, user, self.form.cleaned_data["departments"])
            colleagues.set_teams(actor, user, self.form.cleaned_data["teams"])
            colleagues.set_roles(actor, user, self.form.cleaned_data["groups"])
        return user


class NewColleagueView(Places, CreateView):  # type: ignore[misc]  # Wagtail has no types
    """Makes an account and mails its owner an invitation."""

    success_message = _("%(object)s is uitgenodigd per mail en kiest zelf een wachtwoord.")

    @transaction.atomic
    def save_instance(self) -> User:
        user = super().save_instance()
        actor = from_request(self.request)
        write_audit(actor, "user.made", "user", user.pk)
        invitations.invite(actor, user)
        return user


class CopyColleagueView(CopyViewMixin, NewColleagueView):  # type: ignore[misc]  # Wagtail has no types
    """Makes an account that begins with what another holds, but for who they are."""

    def get_initial_form_instance(self) -> User:
        """Return an account that is not saved, with nothing of the other's own."""
        return User()

    def get_initial(self) -> dict[str, Any]:
        """Return the places of the other."""
        other = self.get_object()
        return {name: list(getattr(other, name).values_list("pk", flat=True)) for name in PLACES}


class ColleagueView(Places, EditView):  # type: ignore[misc]  # Wagtail has no types
    """Changes an account. Closing it here closes it as any other way does."""

    def save_instance(self) -> User:
        was_active = User.objects.filter(pk=self.object.pk, is_active=True).exists()
        user = super().save_instance()
        by: Any = self.request.user
        if was_active and not user.is_active:
            leaving.shut(from_request(self.request), by, user)
            user.refresh_from_db()
        return user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "is_invited": invitations.is_open_for(self.object),
            "sign_ins": sign_ins.lines().filter(target_id=str(self.object.pk))[:MAX_SIGN_INS],
        }


@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail a colleague who has no password yet a new invitation; the earlier link opens nothing any more."""
    user = get_object_or_404(User, pk=pk)
    try:
        invitations.invite(from_request(request), user)
    except PeopleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, gettext("%(name)s krijgt een nieuwe uitnodiging.") % {"name": user})
    return HttpResponseRedirect(reverse("wagtailusers_users:edit", args=[pk]))


class StaffListView(IndexView):  # type: ignore[misc]  # Wagtail has no types
    """Says of each colleague for which departments they work."""

    page_title = _("Collega’s")
    add_item_label = _("Voeg een collega toe")
    table_classname = "listing sn-stack"

    @cached_property
    def columns(self) -> list[Any]:
        """Return Wagtail's box and name, and then what a colleague is here."""
        checkbox, name, *_others = super().columns
        return [
            checkbox,
            name,
            Column("departments", label=_("Diensten"), accessor=_departments_in_words),
            Column("roles", label=_("Rollen"), accessor=_roles_in_words),
            Column("last_login", label=_("Laatst aangemeld"), accessor=_last_sign_in, sort_key="last_login"),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Return what is done with all of them, for who may."""
        buttons: list[Any] = super().header_more_buttons
        if self.request.user.has_perms((staff_file.ADD, staff_file.CHANGE)):
            for label, name, icon in (
                (_("Lees CSV in"), "read_file", "upload"),
                (_("Voer CSV uit"), "write_file", "download"),
            ):
                address = reverse(f"wagtailusers_users:{name}")
                buttons = [*buttons, Button(label, url=address, icon_name=icon, priority=110)]
        return buttons

    def get_base_queryset(self) -> QuerySet[User]:
        users: QuerySet[User] = super().get_base_queryset()
        return users.prefetch_related("departments", "groups")


def _departments_in_words(user: User) -> str:
    names = [str(department) for department in user.departments.all()]
    if not names and not user.is_superuser and user.groups.all():
        return gettext("Geen: de rollen werken nog nergens voor.")
    if len(names) > MAX_NAMED_DEPARTMENTS:
        return gettext("%(number)d diensten") % {"number": len(names)}
    return ", ".join(names)


def _roles_in_words(user: User) -> str:
    names = [str(group) for group in user.groups.all()]
    if user.is_superuser:
        names.insert(0, gettext("Mag alles"))
    return ", ".join(names) or gettext("Geen: deze collega kan nog niets.")


def _last_sign_in(user: User) -> str:
    if not user.is_active:
        return gettext("uitgeschakeld")
    if user.last_login is not None:
        return date_format(timezone.localtime(user.last_login), "j F Y, H.i")
    return gettext("uitgenodigd, nog niet aangemeld") if invitations.is_open_for(user) else gettext("nog nooit")


class StaffViewSet(UserViewSet):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's, with one form of ours and one other way out."""

    menu_label = _("Collega’s")
    index_view_class = StaffListView
    add_view_class = NewColleagueView
    copy_view_class = CopyColleagueView
    edit_view_class = ColleagueView
    delete_view_class = LeavingView
    create_template_name = edit_template_name = "wagtailadmin/people/colleague.html"

    def get_form_class(self, for_update: bool = False) -> type[ColleagueForm]:
        """Return the form of a colleague, new or not."""
        return ColleagueForm

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("invite/<int:pk>/", invite_again, name="invite"),
            path("inlezen/", staff_file_admin.read_file, name="read_file"),
            path("uitvoeren/", staff_file_admin.write_file, name="write_file"),
        ]


class GiveRoleBulkAction(AssignRoleBulkAction):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's, for those whom the user may place, and with a line in the trail."""

    models = [User]

    def check_perm(self, obj: User) -> bool:
        """Return whether the user may give this colleague a role."""
        return colleagues.may_place(self.request.user, obj)

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "actor": from_request(self.request)}

    @classmethod
    def execute_action(cls, objects: list[User], role: Group, actor: Actor, **kwargs: object) -> tuple[int, int]:
        """Give each the role besides those they have."""
        for user in objects:
            colleagues.set_roles(actor, user, [*user.groups.all(), role])
        return len(objects), 0


class ActiveStateBulkAction(SetActiveStateBulkAction):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's, for those whose account the user may close; it closes as one by one."""

    models = [User]

    def check_perm(self, obj: User) -> bool:
        """Return whether the user may close this account or open it."""
        return leaving.may_deactivate(self.request.user, obj)

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "actor": from_request(self.request)}

    @classmethod
    def execute_action(
        cls, objects: list[User], mark_as_active: bool, user: User, actor: Actor, **kwargs: object
    ) -> tuple[int, int]:
        """Close or open each; one that is so already is left alone."""
        changed = [each for each in objects if each.is_active != mark_as_active]
        for each in changed:
            act = leaving.reopen if mark_as_active else leaving.shut
            act(actor, user, each)
        return len(changed), 0


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
