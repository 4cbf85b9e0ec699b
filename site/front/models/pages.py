"""The pages of the public face that are no products: the front page, and ordinary pages of text."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from front.admin.page_form import ContentPageForm
from ground.cacheable import CacheablePage, KeptTree
from ground.editing.fields import OpenStreamField
from products.service import TEXT_FEATURES


def text_block() -> blocks.RichTextBlock:
    """Return the block of text with headings."""
    return blocks.RichTextBlock(label=_("Tekst"), icon="pilcrow", features=["h2", "h3", *TEXT_FEATURES])


def as_text(html: str) -> list[dict[str, str]]:
    """Return HTML as the value of a field with text blocks; nothing for an empty one."""
    return [{"type": "text", "value": html}] if html else []


class HomePage(KeptTree, CacheablePage, Page):
    """The front door: search, what people come for most, and what the editor adds below."""

    introduction = models.TextField(
        _("inleiding"), blank=True, help_text=_("Eén zin onder de titel. Bijvoorbeeld: Zoek een product en regel het.")
    )
    top_tasks = StreamField(
        [("product", blocks.PageChooserBlock(page_type="products.ProductPage", label=_("Product")))],
        blank=True,
        verbose_name=_("vaak gezocht"),
        help_text=_("In deze volgorde op de startpagina, en waar een zoekvraag niets oplevert."),
    )
    sections = OpenStreamField([("text", text_block())], blank=True, verbose_name=_("tekst onder de doelgroepen"))

    template = "front/home_page.html"
    max_count = 1
    subpage_types: ClassVar[list[str]] = [
        "products.ProductIndexPage",
        "products.ThemeIndexPage",
        "front.ContentPage",
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("top_tasks"),
        FieldPanel("sections"),
    ]

    class Meta:
        verbose_name = _("startpagina")

    @property
    def top_task_ids(self) -> list[int]:
        """The ids of the chosen products, as they stand on this page. No query."""
        return [pk for block in self.top_tasks.raw_data if (pk := block.get("value"))]


class ContentPage(CacheablePage, Page):
    """An ordinary page of text, such as the privacy statement."""

    introduction = models.TextField(_("inleiding"), blank=True)
    body = OpenStreamField([("text", text_block())], blank=True, verbose_name=_("tekst"))

    template = "front/content_page.html"
    base_form_class = ContentPageForm
    parent_page_types: ClassVar[list[str]] = ["front.HomePage", "front.ContentPage"]
    subpage_types: ClassVar[list[str]] = ["front.ContentPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    class Meta:
        verbose_name = _("gewone pagina")
