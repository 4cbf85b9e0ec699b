"""Systems that are coupled to the API."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from api.scopes import SCOPES


class ApiClient(models.Model):
    """A coupled system. Its token is shown once, when made; only its SHA-256 is kept (the token is 256 random bits)."""

    name = models.CharField(_("naam"), max_length=100, unique=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("wat mag het systeem?"), default=list, help_text=", ".join(SCOPES))
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("gekoppeld systeem")
        verbose_name_plural = _("gekoppelde systemen")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
