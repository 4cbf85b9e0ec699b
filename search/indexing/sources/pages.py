"""Pages: what all kinds share, and products."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ground.ids import read_ids
from ground.public import public_now, published_now
from products.field_rows import Weight
from products.field_table import FIELD_TABLE
from products.models import ProductFormLink, ProductPage
from search.indexing.documents import Document, DocumentKey
from search.indexing.offered import share
from search.indexing.sources.base import Action, ModelSource
from search.indexing.sources.texts import lines, words_of

P = TypeVar("P", bound=Page)
MAX_OFFERED = 1 / 30
"""How usual what every municipality offers is, beside a top task of the city's own editors: it only parts equals. With a
thirtieth of a top task no figure of the judged queries falls; with a sixth some do."""


class PageSource(ModelSource[P]):
    """Pages of one class that are live and that no view restriction, of themselves or above them, hides."""

    is_translated = True
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
    is_expected = True
    has_keywords = True
    is_judged = True
    model = ProductPage

    def actions(self, ids: Iterable[str]) -> Mapping[str, Sequence[Action]]:
        """Return the published forms of these products."""
        by_product: dict[str, list[Action]] = {}
        links = ProductFormLink.objects.filter(published_now("form__"), page__in=read_ids(ids)).select_related("form")
        for link in links:
            by_product.setdefault(str(link.page_id), []).append(Action(link.label or str(link.form), link.start_url))
        return by_product

    def document(self, item: ProductPage) -> Document:
        links = item.form_links.select_related("form")
        key, texts = self.key(item), texts_of(item)
        return Document(
            key,
            title=item.title,
            url=item.get_absolute_url() if key.locale == "nl" else item.url or "/",
            summary=lines(*texts["summary"]),
            alternative_titles=lines(*texts["alternative_titles"]),
            keywords=lines(*texts["keywords"], *(link.form.title for link in links if link.is_live)),
            body=lines(*texts["body"]),
            facets={
                "kind": (self.kind,),
                "theme": tuple(item.themes or ()),
                "audience": tuple(item.audiences or ()),
            },
            page_id=item.pk,
            prior=1.0 if hasattr(item, "top_task") else MAX_OFFERED * share(item.ipdc_concept_id or ""),
        )


def texts_of(page: ProductPage) -> dict[Weight, list[str]]:
    """Return the words of a product's fields for each part of its document, as products.field_table divides them."""
    texts: dict[Weight, list[str]] = defaultdict(list)
    for row in FIELD_TABLE:
        if row.search is not None:
            texts[row.search] += words_of(page, row.name)
    return texts
