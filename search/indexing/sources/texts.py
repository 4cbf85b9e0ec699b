"""Plain words out of what editors write."""

from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing


def plain(html: str) -> str:
    """Return the words of a rich text, without its tags."""
    return " ".join(get_text_for_indexing(html or "").split())


def lines(*texts: str) -> str:
    """Return the texts that are not empty, one below the other."""
    return "\n".join(text.strip() for text in texts if text and text.strip())


def words_of(page: Page, name: str) -> list[str]:
    """Return the words of a page's field by its kind; of blocks their texts, titles and explanations, no addresses or amounts."""
    value, field = getattr(page, name), page._meta.get_field(name)
    if isinstance(field, StreamField):
        return [" ".join(str(text).split()) for text in field.stream_block.get_searchable_content(value)]
    return [plain(value) if isinstance(field, RichTextField) else value]
