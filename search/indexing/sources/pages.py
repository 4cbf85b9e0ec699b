"""Pages: what all kinds share, and products."""

from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ground.public import public_now
from products.models import ProductPage
from search.indexing.documents import Document, DocumentKey
from search.indexing.sources.base import ModelSource
from search.indexing.sources.texts import blocks, lines, plain

P = TypeVar("P", bound=Page)


class PageSource(ModelSource[P]):
    """Pages of one class that are live and that no view restriction, of themselves or above them, hides."""

    model: type[P]

    def public(self) -> QuerySet[P]:
        return public_now(self.model.objects.all()).select_related("locale")

    def key(self, page: Page) -> DocumentKey:
        """Return the page's key: a translation is a document of its own language ("nl-be" is "nl")."""
        return DocumentKey(self.kind, str(page.pk), page.locale.language_code.partition("-")[0])


class ProductSource(PageSource[ProductPage]):
    """Products. A linked form's title is a keyword of its product: who looks for the form is helped by both."""

    kind = "product"
    label = _("Product")
    model = ProductPage

    def document(self, item: ProductPage) -> Document:
        links = item.form_links.select_related("form")
        key = self.key(item)
        return Document(
            key,
            title=item.title,
            url=item.get_absolute_url() if key.locale == "nl" else item.url or "/",
            summary=lines(item.summary, plain(item.description)),
            alternative_titles=item.alternative_titles,
            keywords=lines(item.keywords, *(link.form.title for link in links if link.is_live)),
            body=lines(
                plain(item.for_whom),
                *blocks(item, "conditions", "evidence", "procedures", "costs"),
                plain(item.exceptions),
                *blocks(item, "more_information"),
            ),
            facets={
                "kind": (self.kind,),
                "theme": tuple(item.themes or ()),
                "audience": tuple(item.audiences or ()),
            },
            page_id=item.pk,
        )
