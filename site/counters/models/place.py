"""A counter where citizens can go, and when."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from counters.fields import MonthsField
from ground.content_changed import announce
from ground.writing import long_date

WEEKDAYS = [
    (0, _("maandag")),
    (1, _("dinsdag")),
    (2, _("woensdag")),
    (3, _("donderdag")),
    (4, _("vrijdag")),
    (5, _("zaterdag")),
    (6, _("zondag")),
]


class Place(index.Indexed, ClusterableModel):
    """A counter where citizens can go."""

    name = models.CharField(_("naam"), max_length=100, help_text=_("Bijvoorbeeld: Stadswinkel"))
    slug = models.SlugField(
        _("adres op de site"),
        max_length=60,
        unique=True,
        help_text=_("Het laatste deel van het webadres. Bijvoorbeeld: stadswinkel"),
    )
    introduction = models.TextField(
        _("wat kan er"),
        blank=True,
        help_text=_("Eén of twee zinnen. Bijvoorbeeld: U haalt hier uw identiteitskaart af."),
    )
    street = models.CharField(_("straat en nummer"), max_length=120, help_text=_("Bijvoorbeeld: Parkstraat 1"))
    postal_code = models.CharField(_("postcode"), max_length=10, help_text=_("Bijvoorbeeld: 9100"))
    city = models.CharField(_("gemeente"), max_length=60, help_text=_("Bijvoorbeeld: Voorbeeldstad"))
    phone = models.CharField(_("telefoon"), max_length=30, blank=True, help_text=_("Bijvoorbeeld: 03 778 30 00"))
    email = models.EmailField(_("e-mail"), blank=True)
    accessibility = models.TextField(
        _("toegankelijkheid"),
        blank=True,
        help_text=_("Bijvoorbeeld: De ingang is zonder trap. Er is een toilet voor rolstoelgebruikers."),
    )
    closed_on_holidays = models.BooleanField(
        _("gesloten op feestdagen"),
        default=True,
        help_text=_("Ook op de sluitingsdagen van de stad. Een afwijkende dag hieronder gaat voor."),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("street"),
        index.AutocompleteField("street"),
    ]
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("slug"), FieldPanel("introduction")], heading=_("Plaats")),
        MultiFieldPanel(
            [FieldPanel("street"), FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")])], heading=_("Adres")
        ),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")], heading=_("Contact")),
        FieldPanel("accessibility"),
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_("Eén regel per aaneengesloten tijd. Een dag met een middagpauze heeft er dus twee.")
                ),
                InlinePanel("opening_rules", label=_("Open op")),
                FieldPanel("closed_on_holidays"),
            ],
            heading=_("Elke week"),
        ),
        InlinePanel(
            "opening_exceptions",
            heading=_("Afwijkende dagen"),
            label=_("Afwijkende dag"),
            help_text=_("Laat de uren leeg als de plaats gesloten is."),
        ),
    ]

    class Meta:
        verbose_name = _("plaats")
        verbose_name_plural = _("plaatsen")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.slug])

    @property
    def address(self) -> str:
        """The address on two lines."""
        return f"{self.street}\n{self.postal_code} {self.city}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        announce("place", self.pk, "published")


class OpeningRule(models.Model):
    """Open every week on a day from one hour till another."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="opening_rules")
    weekday = models.PositiveSmallIntegerField(_("dag"), choices=WEEKDAYS)
    opens = models.TimeField(_("van"), help_text=_("Bijvoorbeeld: 8:15"))
    closes = models.TimeField(_("tot"), help_text=_("Bijvoorbeeld: 12:15"))
    by_appointment = models.BooleanField(_("alleen op afspraak"), default=False)
    not_in_months = MonthsField(_("niet in deze maanden"))

    panels = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("by_appointment"),
        FieldPanel("not_in_months", classname="collapsed"),
    ]

    class Meta:
        ordering: ClassVar[list[str]] = ["weekday", "opens"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(opens__lt=models.F("closes")),
                name="opening_rule_in_order",
                violation_error_message=_("‘Tot’ moet later zijn dan ‘van’."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H.%M}-{self.closes:%H.%M}"


class OpeningException(models.Model):
    """A day or days on which other hours hold; without hours the place is closed."""

    place = ParentalKey(Place, on_delete=models.CASCADE, related_name="opening_exceptions")
    from_date = models.DateField(_("van"))
    until_date = models.DateField(_("tot en met"), help_text=_("Voor één dag: dezelfde datum."))
    opens = models.TimeField(_("open van"), null=True, blank=True)
    closes = models.TimeField(_("open tot"), null=True, blank=True)
    reason = models.CharField(
        _("reden"), max_length=100, blank=True, help_text=_("Staat op de site. Bijvoorbeeld: Kerstavond")
    )

    panels = [
        FieldRowPanel([FieldPanel("from_date"), FieldPanel("until_date")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("reason"),
    ]

    class Meta:
        ordering: ClassVar[list[str]] = ["from_date"]

    def __str__(self) -> str:
        return f"{long_date(self.from_date)}: {self.reason}"

    def clean(self) -> None:
        """Refuse what no clock can show."""
        super().clean()
        if self.from_date and self.until_date and self.until_date < self.from_date:
            raise ValidationError({"until_date": _("De laatste dag valt voor de eerste.")})
        if (self.opens is None) != (self.closes is None):
            raise ValidationError({"closes": _("Vul beide uren in, of geen van beide.")})
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("‘Open tot’ moet later zijn dan ‘open van’.")})
