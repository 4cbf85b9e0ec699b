"""The door of products."""

from products.actions import add_keyword
from products.blocks import TEXT_FEATURES
from products.models import FrequentQuestion, ProductPage
from products.panels import add_to_finding
from products.queries import REVIEW_SOON, only_reached_from, visible_products, visible_questions
from products.top_tasks import set_top_tasks, top_task_products

__all__ = [
    "REVIEW_SOON",
    "TEXT_FEATURES",
    "FrequentQuestion",
    "ProductPage",
    "add_keyword",
    "add_to_finding",
    "only_reached_from",
    "set_top_tasks",
    "top_task_products",
    "visible_products",
    "visible_questions",
]
