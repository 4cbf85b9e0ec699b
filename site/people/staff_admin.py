"""Colleagues in the admin. Wagtail removes a user for good; here who has worked for the city keeps a name in its history."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.users.views.bulk_actions import DeleteBulkAction
from wagtail.users.views.users import DeleteView, UserViewSet

from ground.actor import from_request
from people import leaving
from people.errors import PeopleError
from people.models import User


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
                jobs = leaving.deactivate(from_request(request), request.user, user, form.cleaned_data["successor"])  # type: ignore[arg-type]
            except PeopleError as error:
                raise PermissionDenied(str(error)) from error
            messages.success(request, gettext("%(name)s kan zich niet meer aanmelden.") % {"name": user})
            return HttpResponseRedirect(jobs[0] if jobs else reverse("wagtailusers_users:index"))
        title = gettext("%(name)s op non-actief zetten") % {"name": user}
        context = {
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": gettext("Home")},
                {"url": reverse("wagtailusers_users:index"), "label": gettext("Gebruikers")},
                {"url": "", "label": title},
            ],
            "header_title": title,
            "header_icon": "user",
            "colleague": user,
            "in_hand": leaving.in_hand(request.user, user),  # type: ignore[arg-type]  # signed in
            "teams": leaving.places_in_teams(user),
            "form": form,
        }
        return render(request, "wagtailadmin/people/leaving.html", context)


class StaffViewSet(UserViewSet):  # type: ignore[misc]
    """Wagtail's, with one other way out."""

    delete_view_class = LeavingView


class NoDeleteBulkAction(DeleteBulkAction):  # type: ignore[misc]
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
