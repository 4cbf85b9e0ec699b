"""Frequently asked questions."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from products.service import FrequentQuestion, visible_questions
from search.indexing.documents import Document, DocumentKey
from search.indexing.sources.base import ModelSource
from search.indexing.sources.texts import plain


class FaqSource(ModelSource[FrequentQuestion]):
    """Questions that are live, those of a product only while that is public: each query looks at its page too."""

    kind = "faq"
    label = _("Vraag en antwoord")
    icon = "help-circle"

    def public(self) -> QuerySet[FrequentQuestion]:
        return visible_questions()

    def document(self, item: FrequentQuestion) -> Document:
        product = item.product
        themes = product.themes if product else [item.theme] if item.theme else ()
        return Document(
            DocumentKey(self.kind, str(item.pk)),
            item.question,
            item.get_absolute_url(),
            summary=plain(item.answer),
            body=product.title if product else "",  # in the text that counts least: the product itself goes before
            facets={
                "kind": (self.kind,),
                "theme": tuple(themes or ()),
                "audience": tuple(product.audiences or ()) if product else (),
            },
            page_id=product.pk if product else None,
            visible_from=item.go_live_at,
            visible_until=item.expire_at,
        )

    def affected(self, kind: str, pk: str) -> list[str]:
        """Return the questions of a product: they go with it, and move with its address."""
        if kind != "product":
            return []
        return [
            str(question) for question in FrequentQuestion.objects.filter(product=int(pk)).values_list("pk", flat=True)
        ]
