"""The catalogue and the pages around it."""

from products.models.authority import Authority
from products.models.faq import FrequentQuestion
from products.models.import_run import ImportRun
from products.models.imported import ImportedInstance
from products.models.pages import ContentPage, HomePage, ProductIndexPage, ThemeIndexPage, ThemePage
from products.models.product import ProductFormLink, ProductPage, RelatedProduct

__all__ = [
    "Authority",
    "ContentPage",
    "FrequentQuestion",
    "HomePage",
    "ImportRun",
    "ImportedInstance",
    "ProductFormLink",
    "ProductIndexPage",
    "ProductPage",
    "RelatedProduct",
    "ThemeIndexPage",
    "ThemePage",
]
