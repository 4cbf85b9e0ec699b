"""The door of products."""

from products.models import ProductPage
from products.queries import visible, visible_products

__all__ = ["ProductPage", "visible", "visible_products"]
