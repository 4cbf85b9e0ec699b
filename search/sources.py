"""What is searched: one class for each kind of thing, with its own rule of who may see it."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from counters.service import Place
from forms_app.service import Form
from portal.lib.registry import Registry
from products.models import ContentPage, ProductFormLink, ProductPage
from products.service import visible, visible_products
from search.documents import Document, DocumentKey


class SearchSource(Protocol):
    """Only what is public may become a document."""

    @property
    def kind(self) -> str:
        """The name of the source: "product"."""

    @property
    def label(self) -> str | Promise:
        """What citizens call it."""

    def ids(self) -> list[str]:
        """Return the primary keys of what is public now, or will be by itself at a date."""

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        """Yield the documents of those ids that are public; the others are left out."""


sources: Registry[SearchSource] = Registry("search source")


class PageSource:
    """Pages of one class that are live and that no view restriction, of themselves or above them, hides."""

    kind: str
    label: str | Promise
    model: type[Page]

    def _public(self) -> Any:
        return visible(self.model.objects.all())

    def ids(self) -> list[str]:
        return [str(pk) for pk in self._public().order_by("pk").values_list("pk", flat=True)]

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        for page in self._public().filter(pk__in=[pk for pk in ids if pk.isdigit()]).order_by("pk"):
            yield self.document(page)

    def document(self, page: Any) -> Document:
        raise NotImplementedError

    def key(self, page: Page) -> DocumentKey:
        return DocumentKey(self.kind, str(page.pk))


class ProductSource(PageSource):
    """Products. A linked form's title is a keyword of its product: who looks for the form is helped by both."""

    kind = "product"
    label = _("Product")
    model = ProductPage

    def document(self, page: Any) -> Document:
        links = page.form_links.select_related("form")
        return Document(
            self.key(page),
            title=page.title,
            url=f"/producten/{page.slug}/",
            summary=lines(page.summary, plain(page.description)),
            alternative_titles=page.alternative_titles,
            keywords=lines(page.keywords, *(link.form.title for link in links if link.form.live)),
            body=lines(
                plain(page.for_whom),
                *blocks(page, "conditions", "evidence", "procedures", "costs"),
                plain(page.exceptions),
                *blocks(page, "more_information"),
            ),
            facets={"theme": tuple(page.themes or ()), "audience": tuple(page.audiences or ())},
            page_id=page.pk,
        )


class ContentPageSource(PageSource):
    """Ordinary pages of text."""

    kind = "page"
    label = _("Pagina")
    model = ContentPage

    def document(self, page: Any) -> Document:
        body = plain(page.body)
        return Document(self.key(page), page.title, page.url or "/", page.introduction, body=body, page_id=page.pk)


class FormSource:
    """Forms that are published and that a public product links to. Without such a product citizens do not meet them."""

    kind = "form"
    label = _("Formulier")

    def _public(self) -> Any:
        now = timezone.now()
        products = visible_products().order_by()
        return Form.objects.filter(
            Q(expire_at__isnull=True) | Q(expire_at__gt=now),
            live=True,
            pk__in=products.filter(form_links__isnull=False).values("form_links__form"),
        )

    def ids(self) -> list[str]:
        return [str(pk) for pk in self._public().order_by("pk").values_list("pk", flat=True)]

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        for form in self._public().filter(pk__in=[pk for pk in ids if pk.isdigit()]).order_by("pk"):
            yield self.document(form)

    def document(self, form: Any) -> Document:
        products = visible_products().filter(form_links__form=form).distinct()
        return Document(
            DocumentKey(self.kind, str(form.pk)),
            form.title,
            form.get_absolute_url(),
            plain(form.introduction),
            keywords=lines(*(product.title for product in products)),
            facets={
                "theme": tuple(sorted({code for product in products for code in product.themes or ()})),
                "audience": tuple(sorted({code for product in products for code in product.audiences or ()})),
                "product": tuple(sorted(str(product.pk) for product in products)),
            },
            visible_from=form.go_live_at,
            visible_until=form.expire_at,
        )


def forms_of(product: str) -> list[str]:
    """Return the forms that a product links to, published or not. One query."""
    links = ProductFormLink.objects.filter(page_id=product)
    return [str(pk) for pk in links.values_list("form_id", flat=True)]


class PlaceSource:
    """Counters where citizens can go."""

    kind = "place"
    label = _("Plaats")

    def ids(self) -> list[str]:
        return [str(pk) for pk in Place.objects.order_by("pk").values_list("pk", flat=True)]

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        for place in Place.objects.filter(pk__in=[pk for pk in ids if pk.isdigit()]).order_by("pk"):
            address = f"{place.street}, {place.postal_code} {place.city}"
            yield Document(
                DocumentKey(self.kind, str(place.pk)),
                place.name,
                place.get_absolute_url(),
                summary=lines(address, place.introduction),
                keywords=str(_("openingsuren adres loket")),
                body=place.accessibility,
            )


def plain(html: str) -> str:
    """Return the words of a rich text, without its tags."""
    return " ".join(get_text_for_indexing(html or "").split())


def lines(*texts: str) -> str:
    """Return the texts that are not empty, one below the other."""
    return "\n".join(text.strip() for text in texts if text and text.strip())


def blocks(page: Any, *names: str) -> list[str]:
    """Return the words of the page's stream fields: texts, titles and explanations, no addresses or amounts."""
    found: list[str] = []
    for name in names:
        value = getattr(page, name)
        found += (" ".join(str(text).split()) for text in value.stream_block.get_searchable_content(value))
    return found


def register() -> None:
    """Called when the app is ready."""
    for source in (ProductSource(), FormSource(), ContentPageSource(), PlaceSource()):
        sources.register(source.kind, source)
