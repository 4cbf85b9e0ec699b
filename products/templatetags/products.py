"""What the pages of the catalogue show beside their own fields."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from wagtail.models import Page as WagtailPage

from counters.models import Place
from forms_app.service import Form
from ground.addresses import QUESTIONS
from ground.cacheable import kept_with_page
from ground.frame import Frame, frame
from ground.public import public_now
from ground.snapshot import kept
from products import listings
from products.blocks import CHANNELS
from products.facts import WAY_ICONS, Fact, costs_below, facts_of, minutes_words
from products.field_rows import Section
from products.jsonld import faq_page, government_service
from products.listings import Card
from products.lists import ProductList, product_list
from products.models import FrequentQuestion, ProductPage, ThemePage
from products.page_parts import Contact, Instead, contacts, contents, instead_of_forms, shown_sections
from products.queries import only_reached_from, visible_questions

register = template.Library()
CHANNEL_ICONS = {"online": "online", **WAY_ICONS}
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True, slots=True)
class Index:
    """The ways into the catalogue."""

    themes: Sequence[Card]
    audiences: Sequence[Card]
    letters: Sequence[tuple[str, bool]]
    is_long: bool


@register.simple_tag
@kept
def index_content() -> Index:
    """Return the ways into the catalogue. Two queries a generation."""
    groups = listings.products_by_letter()
    letters = listings.letters_of(groups)
    return Index(listings.theme_cards(), listings.audience_cards(), letters, listings.is_long(groups))


@dataclass(frozen=True, slots=True)
class ThemeContent:
    """The products of one theme, and the other themes."""

    products: ProductList
    others: list[Card]
    others_title: str
    icon: str = ""
    crumbs: Sequence[Card] = ()


@register.simple_tag(takes_context=True)
def theme_content(context: template.Context, page: ThemePage) -> ThemeContent:
    """Return the products of a theme, narrowed as the address says. Three queries a generation."""
    asked = context["request"].GET
    products = product_list(asked.get("pagina"), asked.get("toon"), theme=page.theme)
    themes = listings.theme_cards()
    return ThemeContent(
        products,
        others=[card for card in themes if card.code != page.theme],
        others_title=gettext("Andere thema’s"),
        icon=next((card.icon for card in themes if card.code == page.theme), ""),
        crumbs=listings.catalogue_crumbs(),
    )


@register.simple_tag
@kept_with_page
def crumbs_of(page: WagtailPage) -> Sequence[Card]:
    """Return the pages between the front page and this one, as far as the public may see them. One query."""
    return tuple(Card(each.title, each.url) for each in public_now(page.get_ancestors()) if each.depth > 2)


@dataclass(frozen=True, slots=True)
class ProductContent:
    """What a product page shows beside its own fields."""

    crumbs: Sequence[Card]
    icon: str
    facts: Sequence[Fact]
    forms: Sequence[Card]
    """None where something else stands in their place."""
    instead: Instead | None
    unfinished_url: str
    """Where this browser's drafts of these forms are asked for: the page itself is the same for everybody."""
    places: Sequence[Place]
    contacts: Sequence[Contact]
    related: Sequence[Card]
    questions: Sequence[Any]
    questions_json_ld: str
    sections: Sequence[tuple[str, Section]]
    contents: Sequence[Section]
    body: str = ""
    """The sections as they show: they stay so as long as the page itself, and take most of the time."""


@register.simple_tag
@kept_with_page
def product_content(page: ProductPage) -> ProductContent:
    """Return it; forms are those that are published only. Eight queries at most."""
    # In a preview these lists are in memory only: `all()` is what both kinds of list know.
    today, links = timezone.localdate(), list(page.form_links.all())
    instead = instead_of_forms(page, [link.form for link in links], today)
    forms = [] if instead else [link for link in links if link.is_live]
    places = list(page.places.all())
    prefetch_related_objects(places, "opening_rules", "opening_exceptions")
    minutes = next((link.form.duration_minutes for link in forms if link.form.duration_minutes), None)
    related = [link.related_id for link in page.related_links.all()]
    products = {each.pk: each for each in listings.public_products().filter(pk__in=related)} if related else {}
    questions = list(visible_questions().filter(product=page.pk)) if page.pk else []
    shown = shown_sections(page, has_questions=bool(questions))
    content = ProductContent(
        crumbs=listings.catalogue_crumbs(next(iter(page.themes or []), "")),
        icon=listings.product_icon(page),
        facts=facts_of(page, today, minutes, has_form=bool(forms), is_closed=instead is not None),
        instead=instead,
        forms=[Card(link.label or link.form.title, link.start_url) for link in forms],
        unfinished_url=f"{reverse('unfinished_forms')}?{urlencode([('form', link.form.key) for link in forms])}",
        places=places,
        contacts=contacts(page, places),
        related=[Card(products[pk].title, products[pk].get_absolute_url()) for pk in related if pk in products],
        questions=questions,
        questions_json_ld=questions_json_ld(questions) if questions else "",
        sections=shown,
        contents=contents(shown),
    )
    return replace(content, body=render_to_string("products/components/body.html", {"page": page, "more": content}))


register.filter(costs_below)
register.filter(listings.first_sentence)


@register.simple_tag
def product_rows(cards: Iterable[Card], css: str = "", *, with_text: bool = False) -> SafeString:
    """Return products in rows (products/components/rows.html), made once a generation: a list has as many as fifty."""
    return _rows(tuple(cards), css, with_text, get_language())


@kept
def _rows(cards: tuple[Card, ...], css: str, with_text: bool, _language: str | None) -> SafeString:
    return render_to_string("products/components/rows.html", {"cards": cards, "css": css, "with_text": with_text})


@register.simple_tag
def draft_card(page: ProductPage) -> list[Card]:
    """Return the card of a product in hand, alone in a list; its forms are those of the draft, as far as they are published."""
    has_form = any(link.is_live for link in page.form_links.all())
    minutes = {page.pk: None} if has_form else {}
    return [listings.product_card(page, listings.icons_of([page]), minutes)]


@register.filter
def quick_words(card: Card) -> str:
    """Return the facts of a product in one line, shorter than its row: "Online · Ongeveer 8 minuten", "Aan het loket · € 5"."""
    if card.facts is None:
        return ""
    other = (card.facts.has_online and minutes_words(card.minutes)) or card.facts.price or card.facts.term
    return " · ".join(filter(None, (card.facts.way, other)))


@register.filter
def value_of(page: ProductPage, field: str) -> object:
    """Return what a field of the page holds."""
    return getattr(page, field)


@register.filter
def channel_icon(channel: str) -> str:
    """Return the icon of a way to ask for a product."""
    return CHANNEL_ICONS.get(channel, "info")


@register.simple_tag(takes_context=True)
def json_ld(context: template.Context, page: ProductPage) -> SafeString:
    """Return a product as schema.org GovernmentService."""
    return _service_block(page, frame(context.get("request")))


@kept_with_page
def _service_block(page: ProductPage, city: Frame) -> SafeString:
    return _data_block(government_service(page, city))


@register.simple_tag
def questions_json_ld(questions: list[Any]) -> SafeString:
    """Return the questions of one page as schema.org FAQPage."""
    return _data_block(faq_page(questions))


def _data_block(values: dict[str, Any]) -> SafeString:
    """Return JSON-LD as a data block, which none of its texts can end."""
    data = json.dumps(values, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308  # escaped just above


@register.simple_tag
def question_crumbs(question: FrequentQuestion) -> list[Card]:
    """Return the way to a question that has a page of its own: the list of questions, and its theme."""
    theme = listings.theme_crumb(question.theme) if question.theme else []
    return [Card(gettext("Veelgestelde vragen"), QUESTIONS), *theme]


@register.filter
def channel_label(channel: str) -> str:
    """Return a way to ask for a product in words: "Aan het loket"."""
    return str(dict(CHANNELS).get(channel, channel))


@register.simple_tag
def forms_left_alone(pages: ProductPage | list[dict[str, ProductPage]]) -> list[Form]:
    """Return the forms that nobody meets any more without these pages: one page, or the items of a bulk action."""
    chosen = [each["item"] for each in pages] if isinstance(pages, list) else [pages]
    return list(only_reached_from([page.pk for page in chosen]))


@register.filter
def has_steps(page: ProductPage) -> bool:
    """Whether what one does to get a product is steps, one after the other: several blocks, and none is a way of its own."""
    channels = [block["value"].get("channel") for block in page.procedures.raw_data]
    return len(channels) > 1 and set(channels) == {"any"}
