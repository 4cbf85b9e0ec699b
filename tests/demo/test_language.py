"""The demo's texts are plain Dutch: short sentences, no stiff words, "u" everywhere."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from demo import catalogue, language
from demo.files import data, files

KINDS = ("forms", "case_types")


def strings(value: Any) -> Iterator[str]:
    """Yield every string in nested mappings and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from strings(child)


CATALOGUE = {
    each["@id"].rsplit("/", 1)[-1]: each
    for each in json.loads(catalogue.CATALOGUE.read_text())["@graph"]
    if "naam" in each
}


def texts() -> dict[str, str]:
    contents: dict[str, Any] = {f"product {slug}": [each, data("products")[slug]] for slug, each in CATALOGUE.items()}
    contents |= {f"{kind} {path.stem}": json.loads(path.read_text()) for kind in KINDS for path in files(kind)}
    contents |= {f"page {slug}": each for slug, each in data("pages")["pages"].items()}
    contents |= {f"place {slug}": each for slug, each in data("places")["places"].items()}
    contents |= {f"question {slug}": each for slug, each in data("questions").items()}
    contents |= {"themes": data("pages")["themes"]}
    return {name: "\n\n".join(text for text in strings(each) if " " in text) for name, each in contents.items()}


TEXTS = texts()


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_short_sentences(name: str) -> None:
    assert language.average_length(TEXTS[name]) <= language.MAX_AVERAGE_WORDS
    assert [part for part in language.sentences(TEXTS[name]) if len(language.words(part)) > language.MAX_WORDS] == []


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_no_stiff_words_and_says_u(name: str) -> None:
    assert language.stiff_words(TEXTS[name]) == []


@pytest.mark.parametrize("slug", CATALOGUE)
def test_a_summary_begins_with_what_the_citizen_gets(slug: str) -> None:
    first = language.words(language.sentences(CATALOGUE[slug]["beschrijving"]["nl"])[0])[0]
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
