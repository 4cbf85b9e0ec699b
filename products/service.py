"""The door of products."""

from products.actions import add_keyword
from products.models import FrequentQuestion, ProductPage
from products.panels import add_to_finding
from products.queries import only_reached_from, visible, visible_products, visible_questions

__all__ = [
    "FrequentQuestion",
    "ProductPage",
    "add_keyword",
    "add_to_finding",
    "only_reached_from",
    "visible",
    "visible_products",
    "visible_questions",
]
