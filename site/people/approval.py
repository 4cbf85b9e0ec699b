"""Who approves what: an editor of the object's department, the chief editors where it has none. Never the writer alone where the
department wants four eyes.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext
from wagtail.models import Page

from people.models.staff import Department, User

AnyUser = User | AnonymousUser
OWN, OF_NOBODY = "people.approve_own", "people.approve_of_nobody"


def is_approver(user: AnyUser, obj: Model) -> bool:
    """Return whether it falls to the user to judge the object, written by whomever."""
    if not isinstance(user, User) or not user.is_active:
        return False
    department = department_of(obj)
    if department is None:
        return bool(user.has_perm(OF_NOBODY))
    return user.is_superuser or (user.has_perm(OWN) and department.pk in user.department_ids())


def may_approve(user: AnyUser, obj: Model) -> bool:
    """Return whether the user may put online what waits: not their own text where the department wants four eyes."""
    return is_approver(user, obj) and not (needs_four_eyes(obj) and wrote_last(user, obj))


def require(user: AnyUser, obj: Model, action: str) -> None:
    """Raise PermissionDenied unless the user may do this ("approve", "reject") with what waits."""
    allowed = may_approve(user, obj) if action == "approve" else is_approver(user, obj)
    if not allowed:
        raise PermissionDenied(gettext("U mag dit niet goedkeuren: een collega van de dienst doet dat."))


def needs_four_eyes(obj: Model) -> bool:
    """Return whether nobody puts their own text of this object online."""
    department = department_of(obj)
    return department is not None and department.needs_four_eyes


def wrote_last(user: AnyUser, obj: Model) -> bool:
    """Return whether the newest version of an object is the user's."""
    revision = getattr(obj, "latest_revision", None)
    return revision is not None and revision.user_id == user.pk


def department_of(obj: Model) -> Department | None:
    """Return the department to which an object belongs; None for one of none, as an ordinary page."""
    whole = obj.specific if isinstance(obj, Page) else obj
    department: Department | None = getattr(whole, "department", None)
    return department


def approvers(obj: Model) -> QuerySet[User]:
    """Return the active colleagues to whom it falls to judge the object; superusers only by a role or department of theirs."""
    department = department_of(obj)
    granted = User.objects.with_perm(OF_NOBODY if department is None else OWN, include_superusers=False)
    if department is not None:
        # Only where it was merged: "the department None" is each colleague who works for none.
        granted = granted.filter(departments__in=filter(None, (department.pk, department.merged_into_id)))
    return granted.filter(is_active=True).distinct()


def waiting_for(user: AnyUser, states: QuerySet[Any]) -> QuerySet[Any]:
    """Return which of these states of a task it falls to the user to judge. A query for each kind of object among them."""
    if not isinstance(user, User) or not user.is_active:
        return states.none()
    if user.is_superuser:
        return states
    mine = Q(pk__in=[])
    for content_type in _content_types(states):
        model: Any = content_type.model_class()
        of_kind = Q(workflow_state__content_type=content_type)
        if not hasattr(model, "department"):
            mine |= of_kind if user.has_perm(OF_NOBODY) else Q(pk__in=[])
            continue
        own, of_nobody = user.has_perm(OWN), user.has_perm(OF_NOBODY)
        reached = Q(department__in=user.department_ids() if own else ())
        reached |= Q(department=None) if of_nobody else Q(pk__in=[])
        ids = model._default_manager.filter(reached).values_list(Cast("pk", CharField()), flat=True)
        mine |= of_kind & Q(workflow_state__object_id__in=ids)
    return states.filter(mine)


def _content_types(states: QuerySet[Any]) -> list[Any]:
    ids = states.order_by().values_list("workflow_state__content_type", flat=True).distinct()
    return [ContentType.objects.get_for_id(pk) for pk in ids]
