"""The catalogue and the pages around it."""

from products.models.authority import Authority
from products.models.faq import FrequentQuestion
from products.models.import_run import ImportRun
from products.models.imported import ImportedInstance
from products.models.pages import ProductIndexPage, ThemeIndexPage, ThemePage
from products.models.product import ProductFormLink, ProductPage, RelatedProduct
from products.models.top_task import TopTask
from products.models.upload import ProductUpload, ProductUploadLine

__all__ = [
    "Authority",
    "FrequentQuestion",
    "ImportRun",
    "ImportedInstance",
    "ProductFormLink",
    "ProductIndexPage",
    "ProductPage",
    "ProductUpload",
    "ProductUploadLine",
    "RelatedProduct",
    "ThemeIndexPage",
    "ThemePage",
    "TopTask",
]
