"""The demo city's products, in the order of CITY's list: identity, residence, driving, civil status, the rest."""

from demo.products import civil, contact, driving, identity, leisure, living, residence, welfare
from demo.products.model import Product

PRODUCTS: tuple[Product, ...] = (
    *identity.PRODUCTS,
    *residence.PRODUCTS,
    *driving.PRODUCTS,
    *civil.PRODUCTS,
    *living.PRODUCTS,
    *leisure.PRODUCTS,
    *welfare.PRODUCTS,
    *contact.PRODUCTS,
)

__all__ = ["PRODUCTS", "Product"]
