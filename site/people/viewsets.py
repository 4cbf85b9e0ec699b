"""Snippets of departments: the admin shows and opens only what the permission policy reaches.

Wagtail's own views ask whether a user may change objects of a model, never whether they may change this object. Here every
view of an object answers 404 for one out of reach, so that it does not even say that it exists.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from ground.ids import read_id
from people.models import ClosingDay

ANY = ("change", "delete", "publish", "view")


class WithinReach:
    """Mixed into each view class of a DepartmentSnippetViewSet: an object out of reach is not there."""

    model: Any
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Look before the view does anything: some of Wagtail's fetch the object, and refuse it, in their own setup."""
        if "pk" in kwargs:
            policy = policy_registry.get_by_type(self.model)
            instance = self.model._default_manager.filter(pk=read_id(kwargs["pk"])).first()
            if instance is None or not policy.user_has_any_permission_for_instance(request.user, ANY, instance):
                raise Http404
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # mixin


class ListedWithinReach(WithinReach):
    """Mixed into the lists of the model itself. A list below one object, such as its history, has rows of another model:
    whose they are is settled by `setup`.
    """

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return what the list shows."""
        policy = policy_registry.get_by_type(self.model)
        reachable = policy.instances_user_has_any_permission_for(self.request.user, ANY)
        # Both conditions in one query: a subquery of all that is reachable took five seconds of a million cases.
        return super().get_base_queryset() & reachable  # type: ignore[misc,no-any-return]  # Wagtail has no types

    def get_delete_url(self, instance: models.Model) -> str | None:
        """Return the address where a row may be deleted; None where the policy keeps it: a form that was ever published."""
        policy = policy_registry.get_by_type(self.model)
        if not policy.user_has_permission_for_instance(self.request.user, "delete", instance):
            return None
        return super().get_delete_url(instance)  # type: ignore[misc,no-any-return]  # Wagtail has no types


class OfferedWithinReach:
    """Mixed into each view of a chooser of department snippets: what it lists, and what it answers to a choice."""

    model_class: Any
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(self.model_class).user_has_any_permission(request.user, ANY):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]  # Wagtail has no types

    def _within_reach(self) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(self.model_class)
        reachable: QuerySet[Any] = policy.instances_user_has_any_permission_for(self.request.user, ANY)
        return reachable

    def get_object_list(self) -> QuerySet[Any]:
        """Return what the modal lists."""
        return self._within_reach()

    def get_object(self, pk: object) -> object:
        """Return the one that was chosen; DoesNotExist, which becomes a 404, for one out of reach."""
        return self._within_reach().get(pk=pk)

    def get_objects(self, pks: list[Any]) -> QuerySet[Any]:
        """Return those that were chosen, without the ones out of reach."""
        return self._within_reach().filter(pk__in=pks)


class DepartmentChooserViewSet(SnippetChooserViewSet):
    """A chooser of a model with a `department`."""

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Callable[..., HttpResponseBase]:
        scoped = type(view_class.__name__, (OfferedWithinReach, view_class), {"__module__": view_class.__module__})
        view: Callable[..., HttpResponseBase] = super().construct_view(scoped, **kwargs)
        return view


class WithoutChooser:
    """Mixed into a viewset whose objects nobody picks: there is no chooser that would list them."""

    def register_chooser_viewset(self) -> None:
        """Register none."""


class DepartmentSnippetViewSet(SnippetViewSet):
    """A snippet viewset for a model with a `department` and a DepartmentPermissionPolicy."""

    chooser_viewset_class = DepartmentChooserViewSet

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Callable[..., HttpResponseBase]:
        mixin = ListedWithinReach if issubclass(view_class, IndexView) else WithinReach
        scoped = type(view_class.__name__, (mixin, view_class), {"__module__": view_class.__module__})
        view: Callable[..., HttpResponseBase] = super().construct_view(scoped, **kwargs)
        return view


class UnchosenSnippetViewSet(WithoutChooser, DepartmentSnippetViewSet):
    """One that no chooser offers."""


class ClosingDayViewSet(SnippetViewSet):
    """Closing days; counters puts them in its menu, beside the places."""

    model = ClosingDay
    icon = "date"
    menu_label = _("Sluitingsdagen")
    list_display = ["date", "reason"]
    copy_view_enabled = False
