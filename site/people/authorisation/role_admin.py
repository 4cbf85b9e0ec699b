"""Roles in the admin: a built-in one is shown in words and copied; a city's own is changed as Wagtail changes a group."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.users.views.groups import DeleteView, EditView, GroupViewSet, IndexView

from ground.actor import from_request
from ground.admin_page import page_head
from people.authorisation.own_roles import copy, is_locked
from people.authorisation.role_words import in_words
from people.errors import NotAllowed
from people.models import User
from people.roles import ROLES


class RoleListView(IndexView):  # type: ignore[misc]  # Wagtail has no types
    """Says of each role for whom it is, how many have it, and whether it is built in."""

    page_title = _("Rollen")
    add_item_label = _("Maak een rol")
    table_classname = "listing sn-stack"
    columns = [
        TitleColumn("name", label=_("Rol"), sort_key="name", url_name="wagtailusers_groups:edit"),
        Column("description", label=_("Voor wie"), accessor=lambda group: description_of(group)),
        Column("members", label=_("Collega’s"), accessor="members", sort_key="members"),
        Column(
            "locked", label=_("Soort"), accessor=lambda group: _("ingebouwd") if is_locked(group) else _("eigen rol")
        ),
    ]

    def get_base_queryset(self) -> QuerySet[Group]:
        groups: QuerySet[Group] = super().get_base_queryset()
        return groups.select_related("role").annotate(members=Count("user"))


def description_of(group: Group) -> str:
    """Return for whom a role is; "" for a city's own."""
    built_in = ROLES.get(getattr(getattr(group, "role", None), "code", ""))
    return str(built_in.description) if built_in else ""


class RoleView(EditView):  # type: ignore[misc]  # Wagtail has no types
    """A built-in role is only shown."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        group = self.get_object()
        if not is_locked(group):
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            return answer
        if request.method != "GET":
            messages.error(request, gettext("Deze rol is ingebouwd. Kopieer hem en wijzig de kopie."))
            return HttpResponseRedirect(reverse("wagtailusers_groups:edit", args=[group.pk]))
        return show(request, group)


def show(request: HttpRequest, group: Group) -> HttpResponse:
    """Show what a built-in role may, and who has it."""
    context = {
        **page_head(str(group), "group", (reverse("wagtailusers_groups:index"), gettext("Rollen"))),
        "group": group,
        "description": description_of(group),
        "sentences": in_words(group),
        "members": User.objects.filter(groups=group, is_active=True).count(),
        "may_copy": request.user.has_perm("auth.add_group"),
    }
    return render(request, "wagtailadmin/people/role.html", context)


class RoleDeleteView(DeleteView):  # type: ignore[misc]  # Wagtail has no types
    """A built-in role stays: people and code count on it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_locked(self.get_object()):
            messages.error(
                request, gettext("Deze rol is ingebouwd en blijft. Neem hem van collega’s weg als u hem niet gebruikt.")
            )
            return HttpResponseRedirect(reverse("wagtailusers_groups:index"))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


@require_POST
def copy_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a role and open the copy."""
    group = get_object_or_404(Group, pk=pk)
    try:
        made = copy(from_request(request), request.user, group)  # type: ignore[arg-type]  # who acts in the admin is signed in
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    messages.success(
        request, gettext("‘%(name)s’ is gemaakt. Geef de kopie een naam en pas haar aan.") % {"name": made}
    )
    return HttpResponseRedirect(reverse("wagtailusers_groups:edit", args=[made.pk]))


class RoleViewSet(GroupViewSet):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's groups, as roles."""

    menu_label = _("Rollen")
    index_view_class = RoleListView
    edit_view_class = RoleView
    delete_view_class = RoleDeleteView

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("copy/<int:pk>/", copy_role, name="copy")]
