"""Staff: who works for the city, in which department and in which roles. Citizens are not users."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


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
        verbose_name_plural = _("medewerkers")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def department_ids(self) -> set[int]:
        """Return the ids of the departments the user works for. One query, kept for the life of the object."""
        if not hasattr(self, "_department_ids"):
            self._department_ids = set(self.departments.values_list("id", flat=True))
        return self._department_ids
