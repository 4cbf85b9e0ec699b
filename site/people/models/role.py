"""A role: a Django group, with what Django keeps nothing of beside it."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.Model):
    """What a group is here. A built-in one is locked: what it may is the table of people.roles, and follows it."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role", verbose_name=_("rol"))
    code = models.SlugField(_("code"), max_length=40, unique=True)
    is_locked = models.BooleanField(_("ingebouwd"), default=False)

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        ordering: ClassVar[list[str]] = ["group__name"]

    def __str__(self) -> str:
        return self.group.name
