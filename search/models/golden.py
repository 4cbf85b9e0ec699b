"""Queries of which editors said what should be found, and the figures at each measurement."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.models.index import result_title


class GoldenQuery(models.Model):
    """A query, and one document that answers it. Several rows with one query: each of them is right."""

    query = models.CharField(_("zoekvraag"), max_length=200)
    locale = models.CharField(_("taal"), max_length=10, default="nl")
    kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=200)
    note = models.CharField(_("opmerking"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["query", "pk"]
        verbose_name = _("proefvraag")
        verbose_name_plural = _("proefvragen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["query", "locale", "kind", "object_id"], name="search_golden_once")
        ]

    def __str__(self) -> str:
        return self.query

    @property
    def result(self) -> str:
        """Return the title of the right result, as the index has it."""
        title: str | None = self.__dict__.get("indexed_title")  # by with_titles, in lists
        return title or result_title(self.kind, self.object_id, self.locale)


class GoldenRun(models.Model):
    """The figures of all golden queries at a moment, and what changed just before."""

    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200)
    figures = models.JSONField(help_text="As search.evaluation.golden.Measurement.as_json gives them")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.reason}"
