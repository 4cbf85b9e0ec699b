"""Finding in the guides: by the words themselves, in any case, with or without accents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ground.folding import fold
from people.service import Finder, Hit, listed_at
from portal.admin.help.chapters import Chapter, Section, chapters

WORD = re.compile(r"\w[\w'-]*")
"""Signs around a word, and signs alone, ask for nothing."""
WORDS_BEFORE, WORDS_AFTER = 10, 20
"""How much an excerpt shows around the first word that fits."""


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section that holds what is looked for. excerpt: the words around it, those that fit marked; html."""

    chapter: Chapter
    section: Section
    excerpt: SafeString


def find(words: str) -> list[SectionHit]:
    """Return the sections that hold each word; those with all of them in their title come first."""
    wanted = WORD.findall(fold(words))
    if not wanted:
        return []
    hits = [
        SectionHit(chapter, section, excerpt(section.text, wanted))
        for chapter in chapters()
        for section in (chapter.introduction, *chapter.sections)
        if _holds(f"{section.title} {section.text}", wanted)
    ]
    return sorted(hits, key=lambda hit: not _holds(hit.section.title, wanted))


def excerpt(text: str, wanted: Sequence[str]) -> SafeString:
    """Return some words of a text, around the first that holds one of those wanted; its beginning when none does."""
    words = [(word, any(each in fold(word) for each in wanted)) for word in text.split()]
    first = next((number for number, (_word, fits) in enumerate(words) if fits), 0)
    start, end = max(first - WORDS_BEFORE, 0), first + WORDS_AFTER
    shown = format_html_join(
        " ",
        "{}",
        ((format_html("<mark>{}</mark>", word) if fits else word,) for word, fits in words[start:end]),
    )
    return format_html("{}{}{}", "… " if start else "", shown, " …" if end < len(words) else "")


def _holds(text: str, wanted: Sequence[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)


def _in_the_search_box(_request: HttpRequest, words: str, limit: int) -> list[Hit]:
    return [Hit(hit.section.title, hit.section.address, hit.chapter.title) for hit in find(words)[:limit]]


FINDER = Finder(_("Handleiding"), 90, lambda _user: True, _in_the_search_box, listed_at("help"))
"""The guides in the admin's one search box, after all that is somebody's work."""
