"""Organisations that are competent for, or carry out, a product."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Authority(models.Model):
    """A public organisation, known by its IRI (OVO or lblod). One that an import met has no name until somebody gives it
    one; until then it stands nowhere on the site.
    """

    iri = models.CharField(_("IRI"), max_length=300, unique=True)
    name = models.CharField(
        _("naam"),
        max_length=200,
        default="",
        help_text=_("Zoals burgers de organisatie kennen. Bijvoorbeeld: Federale Overheidsdienst Binnenlandse Zaken"),
    )

    class Meta:
        verbose_name = _("overheid")
        verbose_name_plural = _("overheden")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name or _("%(code)s (nog zonder naam)") % {"code": self.code}

    @property
    def code(self) -> str:
        """What its IRI ends in: "OVO027227"."""
        return self.iri.rstrip("/").rsplit("/", 1)[-1]
