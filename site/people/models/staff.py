"""Staff: who works for the city, in which department and in which roles. Citizens are not users."""

from collections.abc import Collection
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class DepartmentQuerySet(models.QuerySet["Department"]):
    """Sets of departments."""

    def open(self) -> "DepartmentQuerySet":
        """Return those that still work: what can be chosen for something new."""
        return self.filter(closed_at=None)

    def offered(self, held: Collection[int | None] = ()) -> "DepartmentQuerySet":
        """Return those that are open, with those that something has already: what is there stays, closed or not."""
        return self.filter(models.Q(closed_at=None) | models.Q(pk__in=[pk for pk in held if pk is not None]))


class Department(models.Model):
    """A part of the city's organisation; owns products, forms, case types and cases."""

    code = models.SlugField(_("code"), max_length=40, unique=True, help_text=_("Kort en vast, bijvoorbeeld: bevolking"))
    name = models.CharField(_("naam"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    is_discreet = models.BooleanField(
        _("discreet"),
        default=False,
        help_text=_("Mails over zaken van deze dienst zeggen alleen het nummer. Duid dit aan voor het OCMW."),
    )
    needs_four_eyes = models.BooleanField(
        _("altijd door een collega laten nakijken"),
        default=False,
        help_text=_("Wie een product of formulier van deze dienst schreef, keurt het niet zelf goed."),
    )
    notices_email = models.EmailField(
        _("gedeelde mailbox"),
        blank=True,
        help_text=_("Hier komen meldingen voor de hele dienst aan. Over discrete zaken komt hier niets."),
    )
    closed_at = models.DateTimeField(_("gesloten op"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
        verbose_name=_("opgegaan in"),
    )
    """The department that went on with this one's work. One level: a merge re-points those that were merged before."""

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dienst")
        verbose_name_plural = _("diensten")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A member of staff. Roles are Django groups (people.roles); departments say whose work the roles reach."""

    departments = models.ManyToManyField(Department, blank=True, related_name="staff", verbose_name=_("diensten"))

    class Meta(AbstractUser.Meta):
        verbose_name = _("medewerker")  # type: ignore[assignment]  # the stubs type AbstractUser.Meta's as str
        verbose_name_plural = _("medewerkers")  # type: ignore[assignment]  # lazy, as everywhere; the base class says str

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def department_ids(self) -> set[int]:
        """Return the ids of the departments the user works for, with those that were merged into them.

        No query once department_ids or team_ids was asked.
        """
        return self._ids["department"]

    def team_ids(self) -> set[int]:
        """Return the ids of the teams that the user leads or is a member of. No query once either was asked."""
        return self._ids["team"]

    @cached_property
    def _ids(self) -> dict[str, set[int]]:
        departments = self.departments.order_by().values_list(models.Value("department"), "id")
        merged = Department.objects.filter(merged_into__staff=self).order_by()
        teams = Team.objects.of(self).order_by().values_list(models.Value("team"), "id")
        ids: dict[str, set[int]] = {"department": set(), "team": set()}
        merged_ids = merged.values_list(models.Value("department"), "id")
        for kind, pk in departments.union(merged_ids, teams, all=True):
            ids[kind].add(pk)
        return ids


class TeamQuerySet(models.QuerySet["Team"]):
    """Sets of teams."""

    def of(self, user: User) -> "TeamQuerySet":
        """Return the teams that a colleague leads or is a member of, each once."""
        memberships = Team.members.through.objects.filter(user=user)
        return self.filter(models.Q(lead=user) | models.Q(pk__in=memberships.values("team")))


class Team(models.Model):
    """Colleagues of one department who do a part of its work together.

    The lead and the members are staff of the department: people.forms refuses others, and who leaves the department leaves its
    teams (people.signals).
    """

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="teams", verbose_name=_("dienst"))
    name = models.CharField(_("naam"), max_length=100, help_text=_("Bijvoorbeeld: Loket"))
    lead = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="led_teams", verbose_name=_("teamleider")
    )
    members = models.ManyToManyField(User, blank=True, related_name="teams", verbose_name=_("leden"))

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering: ClassVar[list[str]] = ["department__name", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["department", "name"],
                name="team_name_once",
                violation_error_message=_("Deze dienst heeft al een team met die naam. Kies een andere naam."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.department})"
