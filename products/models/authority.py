"""Organisations that are competent for, or carry out, a product."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Authority(models.Model):
    """A public organisation, known by its IRI (OVO or lblod)."""

    iri = models.CharField(_("IRI"), max_length=300, unique=True)
    name = models.CharField(_("naam"), max_length=200)

    class Meta:
        verbose_name = _("overheid")
        verbose_name_plural = _("overheden")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
