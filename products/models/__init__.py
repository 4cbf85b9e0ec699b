"""The catalogue and the pages around it."""

from products.models.authority import Authority
from products.models.faq import FrequentQuestion
from products.models.imported import ImportedInstance
from products.models.pages import ContentPage, HomePage, ProductIndexPage, ThemeIndexPage, ThemePage
from products.models.product import ProductFormLink, ProductPage, RelatedProduct

__all__ = [
    "Authority",
    "ContentPage",
    "FrequentQuestion",
    "HomePage",
    "ImportedInstance",
    "ProductFormLink",
    "ProductIndexPage",
    "ProductPage",
    "RelatedProduct",
    "ThemeIndexPage",
    "ThemePage",
]
