"""Plain words out of what editors write."""

from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing


def plain(html: str) -> str:
    """Return the words of a rich text, without its tags."""
    return " ".join(get_text_for_indexing(html or "").split())


def lines(*texts: str) -> str:
    """Return the texts that are not empty, one below the other."""
    return "\n".join(text.strip() for text in texts if text and text.strip())


def blocks(page: Page, *names: str) -> list[str]:
    """Return the words of the page's stream fields: texts, titles and explanations, no addresses or amounts."""
    words: list[str] = []
    for name in names:
        value = getattr(page, name)
        words += (" ".join(str(text).split()) for text in value.stream_block.get_searchable_content(value))
    return words
