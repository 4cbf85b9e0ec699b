"""The texts of mails, where the city wrote its own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailText(models.Model):
    """What one kind of mail says in one language. Without a row, or without a part in it, the kind's own default is said."""

    kind = models.CharField(max_length=60, help_text="A code of records.mail_kinds, for example case.opened")
    language = models.CharField(max_length=10, default="nl")
    parts = models.JSONField(default=dict, help_text="The texts by the name of their part")
    lock_version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("tekst van een mail")
        verbose_name_plural = _("teksten van mails")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "language"], name="mail_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"
