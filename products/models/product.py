"""A product: what the city offers its citizens (CPSV-AP: public service; IPDC-LPDC: instance)."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, Revision
from wagtail.search import index

from counters.models import Place
from forms_app.models import Form
from forms_app.service import Wire
from ground.addresses import PRODUCTS
from ground.cacheable import CacheablePage
from ground.public import is_published_now
from people.models import Department
from people.permissions import AnyUser
from products import blocks
from products.admin_form import ProductPageForm
from products.codelists import types
from products.fields import CodeListField
from products.icons import icons_of_product
from products.panels import PRODUCT_TABS
from products.permissions import ProductPermissionTester
from products.prefill import PrefillSelect
from products.publishing import require_publishable


def product_address(slug: str) -> str:
    """Return where a product is read: the address of all products is fixed."""
    return f"{PRODUCTS}{slug}/"


class ProductPage(CacheablePage, Page):
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

    icon = models.CharField(_("icoon"), max_length=20, choices=icons_of_product, blank=True)
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

    template = "products/product_page.html"
    parent_page_types: ClassVar[list[str]] = ["products.ProductIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    base_form_class = ProductPageForm
    edit_handler = PRODUCT_TABS

    search_fields = [
        *Page.search_fields,
        index.SearchField("alternative_titles"),
        index.SearchField("summary"),
        index.SearchField("keywords"),
        index.FilterField("department"),
    ]

    preview_modes = [("", _("Pagina")), ("card", _("In zoekresultaten"))]

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("producten")

    def get_absolute_url(self) -> str:
        """Where it is read, without a query."""
        return product_address(self.slug)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "products/product_card_preview.html" if mode_name == "card" else str(self.get_template(request))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if not self.is_kept:
            self.load()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context

    def load(self) -> None:
        """Read the lists once: the page shows them, and tells machines of them again."""
        for name in ("competent_authorities", "form_links", "places", "related_links"):
            getattr(self, name).get_object_list()
        models.prefetch_related_objects(self.form_links.get_object_list(), "form")

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> object:
        """Publish, or schedule; all or nothing. Raises IncompleteProduct when it lacks something or contradicts itself.

        Every door of Wagtail's comes here: editor, many at once, workflow, schedule.
        """
        require_publishable(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    def permissions_for_user(self, user: AnyUser) -> ProductPermissionTester:
        """Narrow the tree's rights to products of the user's own departments."""
        return ProductPermissionTester(user, self)


class ProductFormLink(Orderable):
    """A form with which the product is asked for."""

    page = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="form_links")
    form = models.ForeignKey(
        Form,
        null=True,  # in a draft: publishing asks for it
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("formulier"),
    )
    label = models.CharField(
        _("tekst op de knop"), max_length=80, blank=True, help_text=_("Bijvoorbeeld: Start uw aangifte")
    )
    prefill = models.CharField(
        _("al ingevuld"),
        max_length=200,
        blank=True,
        help_text=_(
            "Een antwoord dat vaststaat als iemand van dit product komt. De burger ziet het en kan het wijzigen."
        ),
    )

    panels = [FieldPanel("form"), FieldPanel("label"), FieldPanel("prefill", widget=PrefillSelect)]

    @property
    def start_url(self) -> str:
        """Where the form starts, with what is known here: the product, and the answer that goes without saying.

        "" while a draft names no form.
        """
        if self.form is None:
            return ""
        known: dict[str, str] = {Wire.PRODUCT: str(self.page_id)}
        form_key, _slash, answer = self.prefill.partition("/")
        if answer and form_key == self.form.key:
            known[Wire.ANSWER] = answer
        return f"{self.form.get_absolute_url()}?{urlencode(known, safe=':')}"

    @property
    def is_live(self) -> bool:
        """Whether it leads to a form that citizens may fill in now."""
        return self.form is not None and is_published_now(self.form)


class RelatedProduct(Orderable):
    """Another product that helps the same citizen."""

    page = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        ProductPage,
        null=True,  # in a draft: publishing asks for it
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("product"),
    )
