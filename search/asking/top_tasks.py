"""What people come for most: offered where a search found nothing."""

from dataclasses import dataclass

from products.models import HomePage
from products.service import visible_products


@dataclass(frozen=True, slots=True)
class TopTask:
    """A link to a product."""

    title: str
    url: str


def top_tasks() -> list[TopTask]:
    """Return the products that the editor put on the front page, those that are public. Two queries."""
    home = HomePage.objects.live().first()
    chosen = [block.get("value") for block in home.top_tasks.raw_data] if home else []
    public = visible_products().in_bulk([pk for pk in chosen if pk])
    return [TopTask(public[pk].title, f"/producten/{public[pk].slug}/") for pk in chosen if pk in public]
