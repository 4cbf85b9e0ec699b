"""What holds for the whole city: its contact data and its closing days."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from ground.writing import long_date


class ClosingDay(models.Model):
    """A day on which the whole city administration is closed, such as a bridge day. Deadlines skip it: those of running cases
    are counted anew (cases.recounting).
    """

    date = models.DateField(
        _("datum"),
        unique=True,
        help_text=_(
            "Feestdagen staan er vanzelf in. Bijvoorbeeld: een brugdag. De termijnen van lopende zaken schuiven mee."
        ),
    )
    reason = models.CharField(
        _("reden"), max_length=100, help_text=_("Staat op de site. Bijvoorbeeld: Brugdag na Hemelvaart")
    )

    panels = [FieldPanel("date"), FieldPanel("reason")]

    class Meta:
        verbose_name = _("sluitingsdag")
        verbose_name_plural = _("sluitingsdagen")
        ordering: ClassVar[list[str]] = ["date"]

    def __str__(self) -> str:
        return f"{long_date(self.date)}: {self.reason}"


@register_setting(icon="site")
class CitySettings(BaseSiteSetting):
    """How to reach the city; on every page, mail and print. Its defaults are what a page without a database says."""

    city_name = models.CharField(_("naam van de stad"), max_length=60, default="Sint-Niklaas")
    phone = models.CharField(
        _("telefoon"), max_length=30, default="03 778 30 00", help_text=_("Bijvoorbeeld: 03 778 30 00")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(
        _("adres"),
        max_length=150,
        default="Grote Markt 1, 9100 Sint-Niklaas",
        help_text=_("Bijvoorbeeld: Grote Markt 1, 9100 Sint-Niklaas"),
    )

    panels = [FieldPanel("city_name"), FieldPanel("phone"), FieldPanel("email"), FieldPanel("address")]

    class Meta:
        verbose_name = _("contactgegevens van de stad")
