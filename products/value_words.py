"""The value of a product's field as lines of plain text."""

from typing import Any

from django.utils.translation import gettext

from products.ipdc.texts import plain
from products.models import Authority


def words(value: Any) -> list[str]:  # noqa: ANN401  # a field's value as JSON, of any kind
    """Return a field's value as lines of plain text, whatever its kind; an authority by its name."""
    if isinstance(value, bool):
        return [gettext("ja") if value else gettext("nee")]
    if isinstance(value, dict):
        parts = [line for key, part in value.items() if key != "type" for line in words(part)]
        return [" · ".join(parts)] if parts else []
    if isinstance(value, list):
        return [line for part in value for line in words(part)]
    if isinstance(value, int):
        return [f"{value / 100:.2f} euro".replace(".", ",")]
    if not value:
        return []
    names = dict(Authority.objects.filter(iri=value).values_list("iri", "name")) if "://" in value else {}
    return [names.get(value) or line for line in _lines(value)]


def _lines(text: str) -> list[str]:
    """Paragraphs and list items each on a line of their own."""
    marked = text.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("<br/>", "\n")
    return [line for part in marked.splitlines() if (line := plain(part).text)]
