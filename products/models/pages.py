"""The page tree around the products."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from ground.addresses import THEMES
from ground.cacheable import CacheablePage
from ground.libraries.wagtail import remember_parent
from products.admin_form import ThemePageForm
from products.codelists import themes
from products.icon_select import IconSelect
from products.icons import icons_of_theme
from products.models.product import ProductPage

ICON_PANEL = FieldPanel(
    "icon",
    widget=IconSelect,
    help_text=_("Staat bij het thema, en bij elk product van dit thema dat geen eigen icoon heeft."),
)


class FixedSlugMixin:
    """A page whose address other parts of the product, mails and prints rely on: an editor cannot change it."""

    fixed_slug: ClassVar[str]
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug", read_only=True, help_text=_("Ligt vast: andere pagina’s en mails verwijzen naar dit adres.")
                ),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("Voor zoekmachines"),
        )
    ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Put the slug back whatever door the change came through; the first one stands where it is made."""
        self.slug = self.fixed_slug
        super().full_clean(*args, **kwargs)  # type: ignore[misc]  # the next class in line is a Page


class ProductIndexPage(FixedSlugMixin, CacheablePage, Page):
    """All products; its address is /producten/."""

    fixed_slug = "producten"

    template = "products/catalogue.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["products.ProductPage"]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Go to a product in one query with its department, where Wagtail would take three."""
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        product = ProductPage.objects.child_of(self).select_related("department").filter(slug=slug).first()
        if product is None:
            raise Http404
        remember_parent(product, self)
        return product.route(request, rest)

    class Meta:
        verbose_name = _("alle producten")


class ThemeIndexPage(FixedSlugMixin, CacheablePage, Page):
    """All themes; its address is /thema/."""

    fixed_slug = "thema"

    template = "products/catalogue.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = ["products.ThemePage"]

    class Meta:
        verbose_name = _("alle thema’s")


class ThemePage(CacheablePage, Page):
    """One theme with its products."""

    theme = models.CharField(_("thema"), max_length=60, choices=themes, unique=True)
    introduction = models.TextField(_("inleiding"), blank=True)
    icon = models.CharField(_("icoon"), max_length=20, choices=icons_of_theme, blank=True)

    template = "products/theme_page.html"
    parent_page_types: ClassVar[list[str]] = ["products.ThemeIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = ThemePageForm
    content_panels = [*Page.content_panels, FieldPanel("theme"), FieldPanel("introduction"), ICON_PANEL]

    class Meta:
        verbose_name = _("themapagina")

    def get_absolute_url(self) -> str:
        """Where it is read, without a query: the address of all themes is fixed."""
        return f"{THEMES}{self.slug}/"
