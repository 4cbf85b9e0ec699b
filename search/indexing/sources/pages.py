"""Pages: what all kinds share, and products."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import BooleanField, ExpressionWrapper, F, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from forms_app.service import Form
from ground.ids import read_ids
from ground.public import public_now, published_now
from products.field_rows import Weight
from products.field_table import FIELD_TABLE
from products.listings import CARD_FIELDS, icons_of, product_card
from products.models import ProductFormLink, ProductPage
from search.indexing.documents import Document, DocumentKey
from search.indexing.offered import share
from search.indexing.sources.base import Action, Extras, ModelSource
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

    def extras(self, ids: Iterable[str]) -> Mapping[str, Extras]:
        """Return the icon, the facts and the published forms of these products. One query: a row for each of their forms."""
        rows: dict[str, list[ProductPage]] = {}
        for row in with_forms(read_ids(ids)):
            rows.setdefault(str(row.pk), []).append(row)
        usual = icons_of(of_one[0] for of_one in rows.values())
        return {pk: _extras(of_one, usual) for pk, of_one in rows.items()}

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


def with_forms(ids: Iterable[int]) -> QuerySet[ProductPage]:
    """Return what a row shows of these products, each once for each of its forms, published or not, or once without any."""
    of_form = "form_links__form__"
    rows: QuerySet[ProductPage] = (
        ProductPage.objects.filter(pk__in=ids)
        .order_by("form_links__sort_order")
        .only(*CARD_FIELDS)
        .annotate(
            has_form=ExpressionWrapper(published_now(of_form), output_field=BooleanField()),
            form_label=F("form_links__label"),
            form_prefill=F("form_links__prefill"),
            form_key=F(f"{of_form}key"),
            form_title=F(f"{of_form}title"),
        )
    )
    return rows


def _extras(rows: Sequence[Any], usual: Mapping[str, str]) -> Extras:
    """Return what a result shows of the product that these rows are of."""
    links = [
        ProductFormLink(
            page_id=row.pk,
            label=row.form_label,
            prefill=row.form_prefill,
            form=Form(key=row.form_key, title=row.form_title),
        )
        for row in rows
        if row.has_form
    ]
    card = product_card(rows[0], usual, {rows[0].pk: None} if links else {})
    actions = tuple(Action(link.label or str(link.form), link.start_url) for link in links)
    return Extras(card.icon, card.facts, actions, has_own_icon=card.has_own_icon)


def texts_of(page: ProductPage) -> dict[Weight, list[str]]:
    """Return the words of a product's fields for each part of its document, as products.field_table divides them."""
    texts: dict[Weight, list[str]] = defaultdict(list)
    for row in FIELD_TABLE:
        if row.search is not None:
            texts[row.search] += words_of(page, row.name)
    return texts
