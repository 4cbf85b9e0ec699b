"""What each import did, kept for who asks later."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One run of the importer with its report, of which the last MAX_RUNS are kept."""

    MAX_RUNS = 50
    MAX_LINES = 2000
    """Lines of one report. A line has at most a few hundred signs, so a report stays below two megabytes."""

    finished_at = models.DateTimeField(_("afgelopen op"), auto_now_add=True)
    seconds = models.FloatField(default=0)
    counts = models.JSONField(default=dict, help_text="Outcome to number of instances")
    sources = models.JSONField(default=list, help_text="Names of the files that were read")
    warnings = models.JSONField(default=list)
    lines = models.JSONField(default=list, help_text="What asks for attention, the most serious first")
    left_out = models.PositiveIntegerField(default=0, help_text="Lines that were too many to keep")

    class Meta:
        verbose_name = _("inlezing")
        verbose_name_plural = _("inlezingen")
        ordering: ClassVar[list[str]] = ["-finished_at", "-pk"]

    def __str__(self) -> str:
        return str(self.finished_at)

    @classmethod
    def keep(cls, **values: Any) -> "ImportRun":
        """Return the new run, written; the oldest ones beyond MAX_RUNS go."""
        lines = values.pop("lines")
        run = cls.objects.create(lines=lines[: cls.MAX_LINES], left_out=max(0, len(lines) - cls.MAX_LINES), **values)
        newest = list(cls.objects.values_list("pk", flat=True)[: cls.MAX_RUNS])
        cls.objects.exclude(pk__in=newest).delete()
        return run
