"""The one permission policy: a role says what, a department says of whom."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import models
from django.db.models import Q, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from people.models import User

AnyUser = User | AnonymousUser


class DepartmentPermissionPolicy(ModelPermissionPolicy):
    """Model permissions, limited to objects whose `department` is one of the user's; a superuser reaches all. Whose reach is
    another one (cases) overrides `reaches` and `within_reach`.

    `forbidden` names actions that nobody has, a superuser neither ("add" and "delete" for cases).
    """

    def __init__(self, model: type[models.Model], forbidden: frozenset[str] = frozenset()) -> None:
        super().__init__(model)
        self.forbidden = forbidden

    def user_has_permission(self, user: AnyUser, action: str) -> bool:
        return action not in self.forbidden and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: AnyUser, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: AnyUser, action: str, instance: models.Model) -> bool:
        return self.user_has_permission(user, action) and self.reaches(user, instance)

    def user_has_any_permission_for_instance(
        self, user: AnyUser, actions: Iterable[str], instance: models.Model
    ) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: AnyUser, actions: Iterable[str]) -> QuerySet[Any]:
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()  # type: ignore[no-any-return]  # a manager that may be anything is Any
        return self.within_reach(user)

    def reaches(self, user: AnyUser, instance: Any) -> bool:  # noqa: ANN401  # any model with a department
        """Return whether an object is within the user's reach, whatever the role."""
        return reaches(user, instance)

    def within_reach(self, user: AnyUser) -> QuerySet[Any]:
        """Return all objects within the user's reach, whatever the role."""
        return within_reach(self.model._default_manager.all(), user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return get_user_model()._default_manager.filter(
            pk__in=[user.pk for user in super().users_with_any_permission(actions)]
        )


def is_granted(user: User, permission: str) -> bool:
    """Return whether a permission ("app.codename") was given to the user, by a role or alone: being a superuser is not enough.

    One query a permission, kept for the life of the object.
    """
    granted: dict[str, bool] = user.__dict__.setdefault("_granted", {})
    if permission not in granted:
        app, codename = permission.split(".")
        given = Permission.objects.filter(Q(group__user=user) | Q(user=user))
        granted[permission] = given.filter(content_type__app_label=app, codename=codename).exists()
    return granted[permission]


def reaches(user: AnyUser, instance: Any) -> bool:  # noqa: ANN401  # any model with a department
    """Return whether the object belongs to one of the user's departments. An object not yet saved has none to check."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return instance.pk is None or works_for(user, instance.department_id)


def works_for(user: User, department_id: int | None) -> bool:
    """Return whether the user works for the department; a superuser works for all."""
    return user.is_superuser or department_id in user.department_ids()


def within_reach(queryset: QuerySet[Any], user: AnyUser) -> QuerySet[Any]:
    """Return only what belongs to the user's departments."""
    if not isinstance(user, User) or not user.is_active:
        return queryset.none()
    if user.is_superuser:
        return queryset
    return queryset.filter(department__in=user.department_ids())
