"""The door of products."""

from products.models import FrequentQuestion, ProductPage
from products.queries import visible, visible_products, visible_questions

__all__ = ["FrequentQuestion", "ProductPage", "visible", "visible_products", "visible_questions"]
