"""Which of the language variants of one text a page shows.

Pure. Concepts and instances write Dutch under six tags, in mixed case. The rule: formal falls back on formal ->
generated-formal -> nl; informal on informal -> generated-informal -> nl. Where the wished tone has nothing, the
other tone is better than an empty page, and is reported.
"""

from collections.abc import Mapping
from typing import Literal

Tone = Literal["formal", "informal"]
ORDER: dict[Tone, tuple[str, ...]] = {
    "formal": ("nl-be-x-formal", "nl-be-x-generated-formal", "nl"),
    "informal": ("nl-be-x-informal", "nl-be-x-generated-informal", "nl"),
}
OTHER: dict[Tone, Tone] = {"formal": "informal", "informal": "formal"}


def choose(variants: Mapping[str, str], tone: Tone = "formal") -> tuple[str, tuple[str, ...]]:
    """(text, dirt): the variant for `tone`; "" when no Dutch stands there.

    Dirt: "informal_text" or "formal_text" when only the other tone was written, "no_dutch" when only other languages
    were. A text without a tag counts as "nl".
    """
    by_tag = {_known(tag): text for tag, text in variants.items() if text.strip()}
    for tag in ORDER[tone]:
        if tag in by_tag:
            return by_tag[tag], ()
    other = OTHER[tone]
    for tag in ORDER[other]:
        if tag in by_tag:
            return by_tag[tag], (f"{other}_text",)
    return "", ("no_dutch",) if by_tag else ()


def _known(tag: str) -> str:
    lowered = tag.lower()
    return "nl" if lowered in {"", "nl-be", "nl-nl"} else lowered
