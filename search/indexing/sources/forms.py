"""Forms."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from forms_app.service import Form
from ground.public import public_now
from products.models import ProductFormLink
from products.service import visible_products
from search.indexing.documents import Document, DocumentKey
from search.indexing.sources.base import ModelSource
from search.indexing.sources.texts import lines, plain
from search.models import DocumentFacet, Generation


class FormSource(ModelSource[Form]):
    """Forms that are published and that a public product links to. Without such a product citizens do not meet them.

    A form that is called as its product is no result of its own: the product's result leads to it.
    """

    kind = "form"
    label = _("Formulier")
    icon = "pen"

    def public(self) -> QuerySet[Form]:
        products = visible_products().order_by()
        namesakes = products.annotate(name=Lower("title")).filter(form_links__form=OuterRef("pk"))
        linked = Form.objects.filter(pk__in=products.filter(form_links__isnull=False).values("form_links__form"))
        return public_now(linked).exclude(Exists(namesakes.filter(name=Lower(OuterRef("title")))))

    def document(self, item: Form) -> Document:
        products = visible_products().filter(form_links__form=item).distinct()
        return Document(
            DocumentKey(self.kind, str(item.pk)),
            item.title,
            item.get_absolute_url(),
            plain(item.introduction),
            keywords=lines(*(product.title for product in products)),
            facets={
                "kind": (self.kind,),
                "theme": tuple(sorted({code for product in products for code in product.themes or ()})),
                "audience": tuple(sorted({code for product in products for code in product.audiences or ()})),
                "product": tuple(sorted(str(product.pk) for product in products)),
            },
            visible_from=item.go_live_at,
            visible_until=item.expire_at,
        )

    def affected(self, kind: str, pk: str) -> list[str]:
        """Return the forms that a product links to now, and did before: a form is found by the products that link to it."""
        if kind != "product":
            return []
        now = ProductFormLink.objects.filter(page_id=pk).values_list("form_id", flat=True)
        before = DocumentFacet.objects.filter(
            name="product", code=pk, document__kind=self.kind, document__generation__state=Generation.State.ACTIVE
        ).values_list("document__object_id", flat=True)
        return sorted({*map(str, now), *before})
