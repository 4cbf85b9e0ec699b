"""Where the city can be reached: places with opening hours, closing days, and the city's own contact data."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

WEEKDAYS = [
    (0, _("maandag")),
    (1, _("dinsdag")),
    (2, _("woensdag")),
    (3, _("donderdag")),
    (4, _("vrijdag")),
    (5, _("zaterdag")),
    (6, _("zondag")),
]


class Place(ClusterableModel):
    """A counter where citizens can go."""

    name = models.CharField(_("naam"), max_length=100)
    slug = models.SlugField(_("adres op de site"), max_length=60, unique=True)
    street = models.CharField(_("straat en nummer"), max_length=120)
    postal_code = models.CharField(_("postcode"), max_length=10)
    city = models.CharField(_("gemeente"), max_length=60)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    introduction = models.TextField(_("wat kan er"), blank=True)
    accessibility = models.TextField(_("toegankelijkheid"), blank=True)
    closed_on_holidays = models.BooleanField(_("gesloten op feestdagen"), default=True)

    class Meta:
        verbose_name = _("plaats")
        verbose_name_plural = _("plaatsen")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/plaatsen/{self.slug}/"


class OpeningRule(models.Model):
    """Open every week on a day from one hour till another."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="opening_rules")
    weekday = models.PositiveSmallIntegerField(_("dag"), choices=WEEKDAYS)
    opens = models.TimeField(_("van"))
    closes = models.TimeField(_("tot"))
    by_appointment = models.BooleanField(_("op afspraak"), default=False)
    not_in_months = models.CharField(
        _("niet in de maanden"),
        max_length=40,
        blank=True,
        help_text=_("Nummers, bijvoorbeeld 7,8 voor juli en augustus"),
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["weekday", "opens"]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H.%M}-{self.closes:%H.%M}"


class OpeningException(models.Model):
    """A day or days on which other hours hold; without hours the place is closed."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="opening_exceptions")
    from_date = models.DateField(_("van"))
    until_date = models.DateField(_("tot en met"))
    opens = models.TimeField(_("open van"), null=True, blank=True)
    closes = models.TimeField(_("open tot"), null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=100, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["from_date"]

    def __str__(self) -> str:
        return f"{self.from_date} {self.reason}"


class ClosingDay(models.Model):
    """A day on which the whole city administration is closed, such as a bridge day. Deadlines skip it."""

    date = models.DateField(_("datum"), unique=True)
    reason = models.CharField(_("reden"), max_length=100)

    class Meta:
        verbose_name = _("sluitingsdag")
        verbose_name_plural = _("sluitingsdagen")
        ordering: ClassVar[list[str]] = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"


@register_setting(icon="site")
class CitySettings(BaseSiteSetting):
    """How to reach the city; on every page, mail and print."""

    city_name = models.CharField(_("naam van de stad"), max_length=60, default="Sint-Niklaas")
    phone = models.CharField(_("telefoon"), max_length=30, default="03 778 30 00")
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("adres"), max_length=150, default="Grote Markt 1, 9100 Sint-Niklaas")

    class Meta:
        verbose_name = _("contactgegevens van de stad")
