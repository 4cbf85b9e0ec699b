"""What editors tell search: words that mean the same, and results to put first or to leave out."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from ground.locking import swap
from search.models.index import new_stamp, result_title
from search.seams import rule_effect

LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels")), ("fr", _("Frans")), ("de", _("Duits"))]


class Ruleset(models.Model):
    """The state of all rules together, one row: it is read with each query, so that an edit works at the next one."""

    SINGLETON_PK = 1

    stamp = models.CharField(max_length=32, default=new_stamp)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.stamp

    @classmethod
    def current(cls) -> str:
        """Return the stamp of the rules as they are now; empty before the first rule. One query."""
        return cls.objects.filter(pk=cls.SINGLETON_PK).values_list("stamp", flat=True).first() or ""

    @classmethod
    def advance(cls) -> None:
        """Say that a rule changed; called in the transaction that changes it."""
        cls.objects.update_or_create(pk=cls.SINGLETON_PK, defaults={"stamp": new_stamp()})


class RuleQuerySet(models.QuerySet[Any]):
    """Rows that are removed together are gone at the next query as well; Wagtail removes the ticked rows of a list so."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rules; return what Django's own does."""
        gone = super().delete()
        Ruleset.advance()
        return gone


class Rule(models.Model):
    """A row whose every change counts at the next query."""

    objects = RuleQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        Ruleset.advance()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone = super().delete(*args, **kwargs)
        Ruleset.advance()
        return gone


class LockedRule(Rule):
    """One that is changed by who saw it as it is now. Conflict, and nothing is written, where another saved it since."""

    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            swap(
                self,
                self.lock_version,
                gettext("Dit werd intussen gewijzigd in een ander venster. Open het opnieuw en doe uw wijziging daar."),
            )
        super().save(*args, **kwargs)


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines that hold something, each once, with single spaces."""
    return tuple(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))


SEPARATORS = ",;"


def meanings_of(text: str) -> tuple[str, ...]:
    """Return the meanings that a text lists: one a line, or several with a comma or semicolon between them."""
    return lines_of(text.translate(dict.fromkeys(map(ord, SEPARATORS), "\n")))


class Synonym(PreviewableMixin, LockedRule):
    """What people say, and the words of the catalogue that mean the same."""

    phrase = models.CharField(
        _("wat mensen zeggen"),
        max_length=100,
        help_text=_("Eén woord of een korte uitdrukking, bijvoorbeeld: containerpark"),
    )
    meanings = models.TextField(
        _("wat het betekent"),
        help_text=_("Een woord of uitdrukking per regel, zoals het in uw teksten staat. Bijvoorbeeld: recyclagepark"),
    )
    both_ways = models.BooleanField(
        _("in beide richtingen"), default=False, help_text=_("Kruis aan als het omgekeerde ook klopt.")
    )
    locale = models.CharField(
        _("taal"),
        max_length=10,
        choices=LANGUAGES,
        default="nl",
        help_text=_("De taal van de teksten die u hiermee laat vinden."),
    )
    is_active = models.BooleanField(_("in gebruik"), default=True)
    note = models.CharField(_("opmerking"), max_length=200, blank=True, help_text=_("Alleen voor collega’s."))
    changed_at = models.DateTimeField(_("gewijzigd op"), auto_now=True)

    class Meta:
        ordering = ["phrase", "pk"]
        verbose_name = _("synoniem")
        verbose_name_plural = _("synoniemen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["phrase", "locale"], name="search_synonym_once")
        ]

    def __str__(self) -> str:
        return self.phrase

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the meanings."""
        return lines_of(self.meanings)

    @property
    def meanings_line(self) -> str:
        """Return the meanings on one line, for lists."""
        return ", ".join(self.lines)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show what the synonym, as it stands in the form, changes."""
        return rule_effect.get().of_synonym(request, self)


class Promotion(PreviewableMixin, LockedRule):
    """For these queries one result stands on top, or is left out; from and until are optional."""

    class Action(models.TextChoices):
        PIN = "pin", _("zet bovenaan")
        HIDE = "hide", _("laat weg")

    queries = models.TextField(
        _("zoekvragen"), help_text=_("Eén zoekvraag per regel. Hoofdletters, accenten en de volgorde maken niet uit.")
    )
    locale = models.CharField(_("taal"), max_length=10, default="nl")
    action = models.CharField(_("wat te doen"), max_length=4, choices=Action, default=Action.PIN)
    kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(_("plaats"), default=1, help_text=_("1 staat bovenaan."))
    starts_at = models.DateTimeField(
        _("van"), null=True, blank=True, help_text=_("Dag en uur, bijvoorbeeld: 01-12-2026 08:00")
    )
    ends_at = models.DateTimeField(_("tot"), null=True, blank=True, help_text=_("Vanaf dan telt het niet meer."))
    note = models.CharField(_("opmerking"), max_length=200, blank=True, help_text=_("Alleen voor collega’s."))
    changed_at = models.DateTimeField(_("gewijzigd op"), auto_now=True)

    class Meta:
        ordering = ["action", "position", "pk"]
        verbose_name = _("vast resultaat")
        verbose_name_plural = _("vaste resultaten")

    def __str__(self) -> str:
        return f"{', '.join(self.lines)[:80]}: {self.get_action_display()}"

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the queries."""
        return lines_of(self.queries)

    @admin.display(description=_("zoekvragen"), ordering="queries")
    def queries_line(self) -> str:
        """Return the queries on one line, for lists."""
        return ", ".join(self.lines)

    @property
    def result(self) -> str:
        """Return the title of the result, as the index has it; its key when it is not there (any more)."""
        title: str | None = self.__dict__.get("indexed_title")  # by with_titles, in lists
        return title or result_title(self.kind, self.object_id, self.locale)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show what the promotion, as it stands in the form, changes."""
        return rule_effect.get().of_promotion(request, self)
