"""What visitors say of a page."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Department

MAX_TEXT = 1000
MAX_PATH = 300


class Feedback(models.Model):
    """An answer to "Was deze pagina duidelijk?", and a text. Nobody who wrote it is kept, and no hour: only the day.

    department: whose the page was; None where it has none, then it is for the editors of the whole city.
    """

    path = models.CharField(_("pagina"), max_length=MAX_PATH)
    is_clear = models.BooleanField(_("duidelijk"))
    text = models.TextField(_("opmerking"), max_length=MAX_TEXT, blank=True)
    day = models.DateField(_("dag"))
    department = models.ForeignKey(
        Department,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="feedback",
        verbose_name=_("dienst"),
    )
    is_handled = models.BooleanField(_("afgehandeld"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        permissions = [("view_feedback_of_nobody", _("Mag reacties zien op pagina’s zonder dienst"))]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["department", "is_handled", "-id"], name="front_feedback_list"),
            models.Index(fields=["day"], name="front_feedback_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.path}"
