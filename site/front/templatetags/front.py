"""What the front page and ordinary pages show beside their own fields."""

from dataclasses import dataclass
from typing import Any

from django import template
from wagtail.models import Page

from counters.models import Place
from ground.public import public_now
from products import listings
from products.listings import Card

register = template.Library()


@dataclass(frozen=True, slots=True)
class Home:
    """The lists of the front page."""

    top_tasks: list[Card]
    themes: list[Card]
    audiences: list[Card]
    places: Any


@register.simple_tag(takes_context=True)
def home_content(context: template.Context, page: Page) -> Home:
    """Return the lists of the front page. Five queries."""
    places = Place.objects.prefetch_related("opening_rules", "opening_exceptions")
    is_draft = getattr(context["request"], "is_preview", False)
    top_tasks = listings.top_tasks(page.top_task_ids if is_draft else None)
    return Home(top_tasks, listings.theme_cards(), listings.audience_cards(), places)


@register.simple_tag
def children_of(page: Page) -> list[Card]:
    """Return the public pages right below this one. One query."""
    return [Card(each.title, each.url) for each in public_now(page.get_children())]
