"""The demo's texts are plain Dutch: short sentences, no stiff words, "u" everywhere."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from demo import language
from demo.files import files
from demo.pages import CONTENT_PAGES, THEMES
from demo.places import PLACES
from demo.products import PRODUCTS
from demo.texts import html, line

KINDS = ("forms", "case_types")


def strings(value: Any) -> Iterator[str]:
    """Yield every string in nested dataclasses, mappings and sequences."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from strings(child)
    elif isinstance(value, list | tuple | set):
        for child in value:
            yield from strings(child)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from strings(getattr(value, name))


def texts() -> dict[str, str]:
    found = {f"product {item.slug}": item for item in PRODUCTS}
    found |= {f"{kind} {path.stem}": json.loads(path.read_text()) for kind in KINDS for path in files(kind)}
    found |= {f"page {item.slug}": item for item in CONTENT_PAGES}  # type: ignore[misc]
    found |= {f"place {item.slug}": item for item in PLACES}  # type: ignore[misc]
    found |= {"themes": THEMES}  # type: ignore[dict-item]
    return {name: "\n\n".join(map(as_html, strings(item))) for name, item in found.items()}


def as_html(text: str) -> str:
    """Codes and names of one word are no sentences; a form's content blocks are HTML already."""
    return "" if " " not in text else text if text.startswith("<") else html(text)


TEXTS = texts()


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_short_sentences(name: str) -> None:
    assert language.average_length(TEXTS[name]) <= language.LONGEST_AVERAGE
    assert [part for part in language.sentences(TEXTS[name]) if len(language.words(part)) > language.LONGEST] == []


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_no_stiff_words_and_says_u(name: str) -> None:
    assert language.stiff_words(TEXTS[name]) == []


@pytest.mark.parametrize("slug", [product.slug for product in PRODUCTS])
def test_a_summary_begins_with_what_the_citizen_gets(slug: str) -> None:
    first = line(next(product.summary for product in PRODUCTS if product.slug == slug)).split()[0]
    assert first in {"U", "Uw", "We", "Wij", "MIWA"}, first


def test_stiff_and_informal_words_are_seen() -> None:
    assert language.stiff_words("Gelieve je kaart mee te brengen.") == ["gelieve", "je"]
    assert language.stiff_words("Breng uw trouwboekje en de gegevens mee.") == []


def test_sentences_end_at_paragraphs_and_items() -> None:
    assert language.sentences("<p>Kom langs.</p><ul><li>uw kaart</li><li>een foto</li></ul>") == [
        "Kom langs.", "uw kaart", "een foto",
    ]  # fmt: skip
    assert language.average_length("<p>Bel 03 778 30 00. Wij helpen.</p>") == 1.5


def test_average_of_nothing_is_nothing() -> None:
    assert language.average_length("<p></p>") == 0.0


def test_text_notation_becomes_paragraphs_items_and_links() -> None:
    assert html("Eerste\n  regel.\n\n- een\n  twee\n- [drie](/x/)") == (
        '<p>Eerste regel.</p><ul><li>een twee</li><li><a href="/x/">drie</a></li></ul>'
    )
    assert html("Lijst:\n- a < b") == "<p>Lijst:</p><ul><li>a &lt; b</li></ul>"
    assert html("## Kop\ntekst") == "<h2>Kop</h2><p>tekst</p>"
    assert html("") == ""
