"""What people come for most: offered where a search found nothing."""

from dataclasses import dataclass

from products.service import top_task_products


@dataclass(frozen=True, slots=True)
class TopTask:
    """A link to a product."""

    title: str
    url: str


def top_tasks() -> list[TopTask]:
    """Return the products that people come for most, those that are public. Two queries."""
    return [TopTask(page.title, page.get_absolute_url()) for page in top_task_products()]
