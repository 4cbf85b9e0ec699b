"""How search is used, as counts for each day: never who asked, and no query that looks like personal data."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

QUERY = 200


class AskedQuery(models.Model):
    """A normalised query on a day. results, and the certainty of the first of them, are those of the last time it was asked."""

    day = models.DateField()
    locale = models.CharField(max_length=10)
    query = models.CharField(max_length=QUERY)
    times = models.PositiveIntegerField(default=0)
    results = models.PositiveIntegerField(default=0)
    certainty = models.FloatField(default=0)
    satisfied = models.PositiveIntegerField(default=0)
    unsatisfied = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["day", "locale", "query"], name="search_asked_once_a_day")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["query", "locale"], name="search_asked_query")]
        verbose_name = _("zoekvraag")
        verbose_name_plural = _("zoekvragen")
        permissions = [("view_insights", _("Mag zien hoe er gezocht wordt"))]

    def __str__(self) -> str:
        return f"{self.day} {self.query}"


class ClickedResult(models.Model):
    """How often a result was opened from a query, at which rank (1 is first)."""

    day = models.DateField()
    locale = models.CharField(max_length=10)
    query = models.CharField(max_length=QUERY)
    kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=200)
    rank = models.PositiveSmallIntegerField()
    times = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["day", "locale", "query", "kind", "object_id", "rank"], name="search_clicked_once_a_day"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "object_id"], name="search_clicked_object"),
            models.Index(fields=["query", "locale"], name="search_clicked_query"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.query}: {self.kind} {self.object_id} op {self.rank}"


class Refinement(models.Model):
    """How often someone asked something else right after a query."""

    day = models.DateField()
    locale = models.CharField(max_length=10)
    query = models.CharField(max_length=QUERY)
    then = models.CharField(max_length=QUERY)
    times = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["day", "locale", "query", "then"], name="search_refined_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.query} > {self.then}"


class IgnoredQuery(models.Model):
    """A query that editors do not want to see in the insights any more."""

    locale = models.CharField(max_length=10)
    query = models.CharField(max_length=QUERY)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["locale", "query"], name="search_ignored_once")
        ]
        verbose_name = _("genegeerde zoekvraag")
        verbose_name_plural = _("genegeerde zoekvragen")

    def __str__(self) -> str:
        return self.query


class Popularity(models.Model):
    """What clicks say about a document: boost is between 0 and 1, computed by the clock from clicks of the last months."""

    kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=200)
    chosen = models.PositiveIntegerField(default=0, help_text="Clicks of the last months that count")
    clicks = models.FloatField(default=0, help_text="The same, older ones counting less and low ranks more")
    boost = models.FloatField(default=0)
    counts_from = models.DateField(null=True, help_text="Clicks before this day do not count: an editor began anew")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_popularity_once")
        ]
        verbose_name = _("resultaat met populariteit")
        verbose_name_plural = _("resultaten met populariteit")

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.boost:.2f}"
