"""Who may do what with cases: a role says what, CaseQuerySet.reachable_by with which; nobody adds or deletes by hand."""

from typing import cast

from django.db.models import Q, QuerySet

from cases.models import Case
from cases.queries import CaseQuerySet
from people.models import Team, User
from people.permissions import AnyUser, DepartmentPermissionPolicy


class CasePermissionPolicy(DepartmentPermissionPolicy):
    """Of departments and teams, less what is excluded."""

    def reaches(self, user: AnyUser, instance: Case) -> bool:
        """Return whether `within_reach` has the case. No query for who is in no team: only their departments count."""
        if isinstance(user, User) and not user.is_superuser and not user.team_ids():
            return super().reaches(user, instance)
        return instance.pk is None or self.within_reach(user).filter(pk=instance.pk).exists()

    def within_reach(self, user: AnyUser) -> CaseQuerySet:
        return Case.objects.reachable_by(user)


policy = CasePermissionPolicy(Case, forbidden=frozenset({"add", "delete"}))


def visible_cases(user: AnyUser) -> CaseQuerySet:
    """Return the cases that the user may see."""
    return cast(CaseQuerySet, policy.instances_user_has_any_permission_for(user, ("view", "change")))


def changeable_cases(user: AnyUser) -> CaseQuerySet:
    """Return the cases that the user may handle."""
    return cast(CaseQuerySet, policy.instances_user_has_any_permission_for(user, ("change",)))


def staff_of(case: Case) -> QuerySet[User]:
    """Return the active colleagues of a case's department or team, without those who are excluded from it."""
    excluded = Team.objects.filter(pk__in=case.exclusions.values("team"))
    members = Team.members.through.objects
    own = Q(departments=case.department_id)
    if case.team_id:
        own |= Q(led_teams=case.team_id) | Q(teams=case.team_id)
    return (
        User.objects.filter(own, is_active=True)
        .exclude(pk__in=members.filter(team__in=excluded).values("user"))
        .exclude(pk__in=excluded.exclude(lead=None).values("lead"))
        .distinct()
    )
