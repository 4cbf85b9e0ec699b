"""A product: what the city offers its citizens (CPSV-AP: public service; IPDC-LPDC: instance)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from counters.models import Place
from forms_app.models import Form
from people.models import Department
from products import blocks
from products.codelists import types
from products.fields import CodeListField


class ProductPage(Page):
    """One product, with its fields in the order in which citizens read them."""

    class TimeUnit(models.TextChoices):
        AT_ONCE = "at_once", _("meteen")
        WORKING_DAYS = "working_days", _("werkdagen")
        CALENDAR_DAYS = "calendar_days", _("kalenderdagen")
        WEEKS = "weeks", _("weken")
        MONTHS = "months", _("maanden")

    alternative_titles = models.TextField(_("andere namen"), blank=True, help_text=_("Eén per regel."))
    summary = models.TextField(_("samenvatting"), blank=True, max_length=400)
    description = RichTextField(_("wat is het?"), blank=True, features=blocks.TEXT_FEATURES)
    for_whom = RichTextField(_("voor wie?"), blank=True, features=blocks.TEXT_FEATURES)
    conditions = StreamField(blocks.CONDITIONS, blank=True, verbose_name=_("voorwaarden"))
    evidence = StreamField(blocks.EVIDENCE, blank=True, verbose_name=_("wat meebrengen?"))
    procedures = StreamField(blocks.PROCEDURES, blank=True, verbose_name=_("hoe aanvragen?"))
    is_free = models.BooleanField(_("gratis"), default=False)
    costs = StreamField(blocks.COSTS, blank=True, verbose_name=_("bedrag"))
    processing_time_value = models.PositiveSmallIntegerField(_("duurtijd"), null=True, blank=True)
    processing_time_unit = models.CharField(_("eenheid"), max_length=20, choices=TimeUnit, blank=True)
    processing_time_note = models.CharField(_("uitleg bij de duurtijd"), max_length=200, blank=True)
    exceptions = RichTextField(_("uitzonderingen"), blank=True, features=blocks.TEXT_FEATURES)
    legal_basis = StreamField(blocks.LEGAL, blank=True, verbose_name=_("regelgeving"))
    more_information = StreamField(blocks.LINKS, blank=True, verbose_name=_("meer informatie"))
    contact_points = StreamField(blocks.CONTACTS, blank=True, verbose_name=_("contact"))
    places = ParentalManyToManyField(Place, blank=True, related_name="+", verbose_name=_("plaatsen"))
    keywords = models.TextField(_("zoekwoorden"), blank=True, help_text=_("Eén per regel, zoals mensen het zeggen."))

    themes = CodeListField(_("thema’s"), code_list="themes")
    product_type = models.CharField(_("type"), max_length=60, choices=types, blank=True)
    audiences = CodeListField(_("doelgroepen"), code_list="audiences")
    life_events = CodeListField(_("levensgebeurtenissen"), code_list="life_events")
    competent_levels = CodeListField(_("bevoegde bestuursniveaus"), code_list="competent_levels")
    competent_authorities = ParentalManyToManyField(
        "products.Authority", blank=True, related_name="+", verbose_name=_("bevoegde overheden")
    )
    executing_levels = CodeListField(_("uitvoerende bestuursniveaus"), code_list="executing_levels")
    executing_authorities = ParentalManyToManyField(
        "products.Authority", blank=True, related_name="+", verbose_name=_("uitvoerende overheden")
    )
    your_europe = CodeListField(_("Your Europe-categorieën"), code_list="your_europe")

    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("verantwoordelijke dienst"),
    )
    last_checked = models.DateField(_("laatst nagekeken op"), null=True, blank=True)
    review_by = models.DateField(_("na te kijken voor"), null=True, blank=True)
    valid_from = models.DateField(_("aan te vragen vanaf"), null=True, blank=True)
    valid_until = models.DateField(_("aan te vragen tot en met"), null=True, blank=True)
    ipdc_concept_id = models.CharField(_("IPDC-concept"), max_length=300, blank=True)
    ipdc_instance_id = models.CharField(_("IPDC-instantie"), max_length=300, blank=True, db_index=True)
    product_number = models.CharField(_("productnummer"), max_length=40, blank=True)

    template = "pages/product_page.html"
    parent_page_types: ClassVar[list[str]] = ["products.ProductIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("alternative_titles"),
        FieldPanel("summary"),
        FieldPanel("description"),
        FieldPanel("for_whom"),
        FieldPanel("conditions"),
        FieldPanel("evidence"),
        FieldPanel("procedures"),
        InlinePanel("form_links", label=_("Formulier")),
        MultiFieldPanel([FieldPanel("is_free"), FieldPanel("costs")], heading=_("Bedrag")),
        MultiFieldPanel(
            [
                FieldPanel("processing_time_value"),
                FieldPanel("processing_time_unit"),
                FieldPanel("processing_time_note"),
            ],
            heading=_("Duurtijd"),
        ),
        FieldPanel("exceptions"),
        FieldPanel("legal_basis"),
        FieldPanel("more_information"),
        FieldPanel("contact_points"),
        FieldPanel("places"),
        InlinePanel("related_links", label=_("Verwant product")),
        FieldPanel("keywords"),
        FieldPanel("themes"),
        FieldPanel("product_type"),
        FieldPanel("audiences"),
        FieldPanel("life_events"),
        FieldPanel("competent_levels"),
        FieldPanel("competent_authorities"),
        FieldPanel("executing_levels"),
        FieldPanel("executing_authorities"),
        FieldPanel("department"),
        FieldPanel("last_checked"),
        FieldPanel("review_by"),
        FieldPanel("valid_from"),
        FieldPanel("valid_until"),
    ]

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("producten")


class ProductFormLink(Orderable):
    """A form with which the product is asked for."""

    page = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="form_links")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+", verbose_name=_("formulier"))
    label = models.CharField(
        _("tekst op de knop"), max_length=80, blank=True, help_text=_("Bijvoorbeeld: Start uw aangifte")
    )

    panels = [FieldPanel("form"), FieldPanel("label")]


class RelatedProduct(Orderable):
    """Another product that helps the same citizen."""

    page = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(ProductPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("product"))

    panels = [PageChooserPanel("related", "products.ProductPage")]
