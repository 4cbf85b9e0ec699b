"""How a city looks: what an administrator chooses of it. The rest of its look follows (palette)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting

from library.brand.colours import hex_colour
from library.brand.palette import ACCENT, MIN_CONTRAST, PRIMARY, Refusal, refusals

MIN_MARK_SIDE = 96
"""Pixels of the longest side of a mark: twice what the header shows, for screens of a high density."""
MIN_HERO_WIDTH = 960
"""Pixels of the picture of the home page, which fills half of a wide screen."""
UNREADABLE = "contrast"
"""The code of the error of a colour with which a text cannot be read; its parameter `offered` is the nearest one that can."""


class Letter(models.TextChoices):
    """The letters that are shipped."""

    ATKINSON = "atkinson", _("Atkinson Hyperlegible Next: goed te lezen, ook voor wie slecht ziet")
    SYSTEM = "system", _("De letter van het toestel van de bezoeker")


class Drawing(models.TextChoices):
    """The drawings that are shipped: a mark and a picture of the home page, in the city's colours."""

    NONE = "", _("Geen: een neutraal teken en een effen vlak")
    BALLOONS = "balloons", _("Ballonnen boven de daken")


class Brand(BaseSiteSetting):
    """The look of a city. What is empty is as shipped; the city's name stands in its contact data."""

    primary_colour = models.CharField(
        _("hoofdkleur"),
        max_length=30,
        blank=True,
        help_text=_(
            "Voor knoppen, links, de voet en de startpagina: een donkere kleur, want er staan witte letters op. "
            "Bijvoorbeeld: #14509e. Leeg: blauw. De tinten voor een donker scherm volgen vanzelf."
        ),
    )
    accent_colour = models.CharField(
        _("accentkleur"),
        max_length=30,
        blank=True,
        help_text=_(
            "Voor wat moet opvallen, zoals “U bent aan zet”: een lichte kleur, want er staan donkere letters op. "
            "Bijvoorbeeld: #ffc629. Leeg: geel."
        ),
    )
    letter = models.CharField(
        _("letter"),
        max_length=20,
        choices=Letter.choices,
        default=Letter.ATKINSON,
        help_text=_("De letter van het toestel hoeft niet te laden; de pagina’s zien er dan overal wat anders uit."),
    )
    drawing = models.CharField(
        _("tekening"),
        max_length=20,
        choices=Drawing.choices,
        default=Drawing.NONE,
        blank=True,
        help_text=_("Een beeldmerk en een tekening op de startpagina die klaarstaan, in uw kleuren."),
    )
    mark = models.ForeignKey(
        "library.Picture",
        verbose_name=_("eigen beeldmerk"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Komt in de plaats van dat van de tekening: links boven op elke pagina en op de tab van de browser. "
            "Het liefst een PNG met een doorzichtige achtergrond die ook op een donker scherm te zien is, "
            "zonder de naam van de stad: die staat ernaast."
        ),
    )
    hero = models.ForeignKey(
        "library.Picture",
        verbose_name=_("eigen foto op de startpagina"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Komt in de plaats van de tekening. Een liggende foto van minstens 960 pixels breed, zonder tekst erop. "
            "Aan de randen valt op sommige schermen iets weg."
        ),
    )

    class Meta:
        verbose_name = _("huisstijl van de stad")

    def clean(self) -> None:
        """Refuse what is no colour, colours with which a text cannot be read, and pictures that would be blurred."""
        super().clean()
        errors: dict[str, ValidationError] = {}
        for field in (PRIMARY, ACCENT):
            try:
                setattr(self, field, hex_colour(getattr(self, field)) if getattr(self, field) else "")
            except ValueError:
                errors[field] = _no_colour(getattr(self, field))
        if not errors:
            errors |= {each.pair.field: _unreadable(each) for each in refusals(self.primary_colour, self.accent_colour)}
        errors |= self._small_pictures()
        if errors:
            raise ValidationError(errors)

    def _small_pictures(self) -> dict[str, ValidationError]:
        errors = {}
        if self.mark is not None and max(self.mark.width, self.mark.height) < MIN_MARK_SIDE:
            errors["mark"] = _small(self.mark.title, max(self.mark.width, self.mark.height), MIN_MARK_SIDE)
        if self.hero is not None and self.hero.width < MIN_HERO_WIDTH:
            errors["hero"] = _small(self.hero.title, self.hero.width, MIN_HERO_WIDTH)
        return errors


def _no_colour(text: str) -> ValidationError:
    message = gettext(
        "“%(text)s” is geen kleurcode. Vul een # in en zes cijfers of letters van a tot f, bijvoorbeeld #14509e."
    )
    return ValidationError(message, code="invalid", params={"text": text})


def _unreadable(refusal: Refusal) -> ValidationError:
    parts = {
        "what": capfirst(str(refusal.pair.words)),
        "ratio": number_format(refusal.pair.ratio, 1),
        "needed": number_format(MIN_CONTRAST, 1),
        "offered": refusal.offered,
    }
    message = gettext("%(what)s: het contrast is %(ratio)s op 1, en %(needed)s op 1 is nodig om het te kunnen lezen.")
    if refusal.offered:
        message += " " + gettext("De dichtste kleur die wel kan, is %(offered)s.")
    return ValidationError(message, code=UNREADABLE, params=parts)


def _small(title: str, size: int, needed: int) -> ValidationError:
    message = gettext(
        "“%(title)s” is %(size)s pixels groot en zou wazig zijn. Kies een afbeelding van minstens %(needed)s pixels."
    )
    return ValidationError(message, params={"title": title, "size": size, "needed": needed})
