"""What keeps one case from being destroyed, whatever its rule says."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case


class LegalHold(models.Model):
    """A case that must stay: an appeal, an inquiry. While it stands (lifted_at is None) the case is neither proposed nor
    destroyed.

    Put and lifted by cases.retention.holds; it goes with its case.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="legal_holds", db_index=False)
    reason = models.CharField(_("reden"), max_length=200)
    placed_at = models.DateTimeField(_("opgelegd"))
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("opgeheven"), null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bewaarplicht")
        verbose_name_plural = _("bewaarplichten")
        ordering: ClassVar[list[str]] = ["-placed_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(lifted_at__isnull=True), name="legal_hold_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case"], name="legal_hold_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.placed_at:%Y-%m-%d}"
