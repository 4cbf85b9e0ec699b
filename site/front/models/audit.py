"""What somebody found when they looked whether everybody can use the site."""

import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ground.editing.fields import OpenStreamField
from ground.writing import long_date


def today() -> datetime.date:
    """Return the day it is here."""
    return timezone.localdate()


class Result(models.TextChoices):
    """How far the site meets the standard; the words stand in the statement."""

    FULL = "full", _("voldoet helemaal")
    PARTIAL = "partial", _("voldoet voor een deel")
    NONE = "none", _("voldoet niet")


class GapBlock(blocks.StructBlock):
    """What does not work yet, why, and what somebody can do instead."""

    what = blocks.CharBlock(
        label=_("Wat werkt nog niet?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: Formulieren in pdf zijn niet voor te lezen."),
    )
    reason = blocks.CharBlock(
        label=_("Waarom niet?"), max_length=300, help_text=_("Bijvoorbeeld: We passen ze aan voor juni.")
    )
    alternative = blocks.CharBlock(
        label=_("Wat kan iemand in de plaats doen?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: Bel ons, dan vullen we het samen in."),
    )

    class Meta:
        label = _("Wat nog niet werkt")
        icon = "warning"
        label_format = "{what}"


class AccessibilityAudit(models.Model):
    """A dated audit. The statement on accessibility says what the newest one found."""

    date = models.DateField(_("datum"), default=today)
    auditor = models.CharField(
        _("wie keek de site na?"),
        max_length=200,
        help_text=_("Een organisatie of een dienst, geen naam van een persoon. Bijvoorbeeld: onze webredactie"),
    )
    method = models.CharField(
        _("hoe?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: een programma op elke pagina, en tien pagina’s met alleen het toetsenbord"),
    )
    standard = models.CharField(_("volgens welke regels?"), max_length=100, default="WCAG 2.2, niveau AA")
    result = models.CharField(_("uitslag"), max_length=10, choices=Result, default=Result.PARTIAL)
    gaps = OpenStreamField([("gap", GapBlock())], blank=True, verbose_name=_("wat werkt nog niet?"))

    class Meta:
        verbose_name = _("onderzoek naar toegankelijkheid")
        verbose_name_plural = _("onderzoeken naar toegankelijkheid")
        ordering: ClassVar[list[str]] = ["-date", "-pk"]

    def __str__(self) -> str:
        return f"{long_date(self.date)}: {self.get_result_display()}"

    def clean(self) -> None:
        """Refuse an audit of the future, and one that found gaps and says that the site has none."""
        super().clean()
        errors = {}
        if self.date and self.date > today():
            errors["date"] = _("Deze dag moet nog komen. Vul de dag in waarop de site is nagekeken.")
        if self.result == Result.FULL and len(self.gaps):
            errors["result"] = _("U schrijft dat er iets nog niet werkt. Kies dan “voldoet voor een deel”.")
        if errors:
            raise ValidationError(errors)
