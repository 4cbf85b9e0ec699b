"""Snippets of departments: the admin shows and opens only what the permission policy reaches.

Wagtail's own views ask whether a user may change objects of a model, never whether they may change this object. Here every
view of an object answers 404 for one out of reach, so that it does not even say that it exists.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet

ANY = ("change", "delete", "publish", "view")


class WithinReach:
    """Mixed into each view class of a DepartmentSnippetViewSet."""

    model: Any
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs:
            policy = policy_registry.get_by_type(self.model)
            instance = self.model._default_manager.filter(pk=kwargs["pk"]).first()
            if instance is None or not policy.user_has_any_permission_for_instance(request.user, ANY, instance):
                raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return what a list shows."""
        policy = policy_registry.get_by_type(self.model)
        reachable = policy.instances_user_has_any_permission_for(self.request.user, ANY)
        return super().get_base_queryset().filter(pk__in=reachable.values("pk"))  # type: ignore[misc,no-any-return]


class DepartmentSnippetViewSet(SnippetViewSet):
    """A snippet viewset for a model with a `department` and a DepartmentPermissionPolicy."""

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        scoped = type(view_class.__name__, (WithinReach, view_class), {"__module__": view_class.__module__})
        return super().construct_view(scoped, **kwargs)


class UnchosenSnippetViewSet(DepartmentSnippetViewSet):
    """One whose objects nobody picks in a chooser: there is no chooser that would list them."""

    def register_chooser_viewset(self) -> None:
        """Register none."""
