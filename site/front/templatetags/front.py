"""What the front page and ordinary pages show beside their own fields."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from wagtail.models import Page

from front import accessibility
from front.models import AccessibilityAudit
from ground.cacheable import kept_with_page
from ground.public import public_now
from products import listings
from products.listings import Card
from search.service import example_queries

register = template.Library()
QUICK = 3
"""Top tasks that stand above the others, as cards."""
STATEMENT_DEPTH = 3
"""Right below the home page, where the frame of every page looks for it."""


@dataclass(frozen=True, slots=True)
class Home:
    """The lists of the front page.

    quick: what people come for most of all; tasks: what comes after; examples: what others looked for and found.
    """

    quick: Sequence[Card]
    tasks: Sequence[Card]
    themes: Sequence[Card]
    audiences: Sequence[Card]
    examples: Sequence[str]


@register.simple_tag(takes_context=True)
def home_content(context: template.Context, page: Page) -> Home:
    """Return the lists of the front page."""
    is_draft = getattr(context["request"], "is_preview", False)
    top_tasks = listings.top_tasks(page.top_task_ids if is_draft else None)
    return Home(
        quick=top_tasks[:QUICK],
        tasks=top_tasks[QUICK:],
        themes=listings.theme_cards(),
        audiences=listings.audience_cards(),
        examples=example_queries() or tuple(card.title for card in top_tasks[QUICK : QUICK + 2]),
    )


@register.simple_tag
def audit_of(page: Page) -> tuple[AccessibilityAudit | None] | None:
    """Return the newest audit, if any, for the page of the statement on accessibility; None for any other page."""
    return (
        (accessibility.newest_audit(),) if page.slug == accessibility.SLUG and page.depth == STATEMENT_DEPTH else None
    )


@register.simple_tag
@kept_with_page
def children_of(page: Page) -> Sequence[Card]:
    """Return the public pages right below this one. One query."""
    return tuple(Card(each.title, each.url) for each in public_now(page.get_children()))
