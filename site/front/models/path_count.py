"""How often each public page was opened."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from front.models.feedback import MAX_PATH


class PathCount(models.Model):
    """How often an address was opened on a day. Never by whom, and of no page that is about one visitor."""

    path = models.CharField(_("pagina"), max_length=MAX_PATH)
    day = models.DateField(_("dag"))
    count = models.PositiveIntegerField(_("keer geopend"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bezoek")
        verbose_name_plural = _("bezoek")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["day", "path"], name="front_path_once_a_day")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["path"], name="front_path_count_path")]

    def __str__(self) -> str:
        return f"{self.day} {self.path}"
