"""Ordinary pages, as search finds them: search.sources, filled."""

from django.utils.translation import gettext_lazy as _

from front.models import ContentPage
from search.service import Document, PageSource, lines, words_of


class ContentPageSource(PageSource[ContentPage]):
    """Ordinary pages of text."""

    kind = "page"
    label = _("Pagina")
    model = ContentPage

    def document(self, item: ContentPage) -> Document:
        return Document(
            self.key(item),
            item.title,
            item.url or "/",
            item.introduction,
            body=lines(*words_of(item, "body")),
            facets={"kind": (self.kind,)},
            page_id=item.pk,
        )
