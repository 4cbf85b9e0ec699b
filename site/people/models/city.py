"""What holds for the whole city: its contact data and its closing days."""

from typing import ClassVar

from django.core.validators import RegexValidator
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
    """How to reach the city; on every page, mail and print. What nobody filled in is left out there."""

    city_name = models.CharField(_("naam van de stad"), max_length=60)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True, help_text=_("Bijvoorbeeld: 02 345 67 89"))
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(
        _("adres"), max_length=150, blank=True, help_text=_("Bijvoorbeeld: Kerkplein 1, 1000 Voorbeeldstad")
    )
    complaints = models.CharField(
        _("waar dient iemand een klacht in?"),
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(
                r"\A(/|https://)\S*\Z", _("Begin met / voor een pagina van deze site, of met https:// voor een andere.")
            )
        ],
        help_text=_("Het adres van de pagina of het formulier. Bijvoorbeeld: /formulieren/klacht/"),
    )
    reference_prefix = models.CharField(
        _("eerste letters van zaaknummers"),
        max_length=3,
        blank=True,
        validators=[
            RegexValidator(r"\A[A-Za-z]{2,3}\Z", _("Vul twee of drie letters in, zonder accenten. Bijvoorbeeld: VB"))
        ],
        help_text=_(
            "Twee of drie letters. Leeg: ZK. Nieuwe zaken krijgen ze, zoals VB-7K4M-92QX-A. "
            "De nummers van zaken die er al zijn, blijven zoals ze zijn."
        ),
    )

    panels = [
        FieldPanel("city_name"),
        FieldPanel("phone"),
        FieldPanel("email"),
        FieldPanel("address"),
        FieldPanel("complaints"),
        FieldPanel("reference_prefix"),
    ]

    class Meta:
        verbose_name = _("contactgegevens van de stad")

    def clean(self) -> None:
        """Write the letters as capitals, as numbers have them."""
        super().clean()
        self.reference_prefix = self.reference_prefix.upper()
