"""The part of a text that answers a query, with the words that matched."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.asking.plan import QueryPlan
from search.language.analysis import TOKEN, Analyzer

ENDS = (".", "?", "!", ":", ";", ",", "…")
LEAD = 60
"""Letters shown before the first word that matched."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of plain text; is_match when it is a word that the query asked for. `marked` escapes it."""

    text: str
    is_match: bool = False


@dataclass(frozen=True, slots=True)
class Highlighter:
    """Marks what answers one plan. Each word is looked at once, however often it stands in the texts."""

    plan: QueryPlan
    analyzer: Analyzer
    _terms: frozenset[str] = field(init=False, repr=False, compare=False)
    _wanted: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_terms", self.plan.terms)

    def mark(self, text: str) -> tuple[Segment, ...]:
        """Return the whole text in segments."""
        return tuple(_segments(text, list(self._matches(text))))

    def snippet(self, *texts: str, length: int = 220) -> tuple[Segment, ...]:
        """Return about `length` letters of the first text that holds a match, else the beginning of the first text."""
        plain = [_running(text) for text in texts]
        for text in plain:
            if first := next(self._matches(text), None):
                return self.mark(_window(text, first[0], length))
        return self.mark(_window(next(filter(None, plain), ""), 0, length))

    def _matches(self, text: str) -> Iterator[tuple[int, int]]:
        for token in TOKEN.finditer(unicodedata.normalize("NFC", text)):
            surface = token.group()
            if surface not in self._wanted:
                self._wanted[surface] = self._is_wanted(surface)
            if self._wanted[surface]:
                yield token.span()

    def _is_wanted(self, surface: str) -> bool:
        return not self._terms.isdisjoint(self.analyzer.stems(surface))


def marked(segments: Iterable[Segment]) -> SafeString:
    """Return segments as HTML, escaped, the words that matched in <mark>."""
    pieces = (format_html("<mark>{}</mark>", each.text) if each.is_match else each.text for each in segments)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _segments(text: str, spans: list[tuple[int, int]]) -> Iterator[Segment]:
    text = unicodedata.normalize("NFC", text)
    end = 0
    for start, stop in spans:
        if start > end:
            yield Segment(text[end:start])
        yield Segment(text[start:stop], is_match=True)
        end = stop
    if end < len(text):
        yield Segment(text[end:])


def _running(text: str) -> str:
    """Return lines as one running text; a title without a full stop is set off from what comes below it."""
    running = ""
    for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        gap = "" if not running else " " if running.endswith(ENDS) else " – "
        running += gap + line
    return running


def _window(text: str, match: int, length: int) -> str:
    """Return `length` letters around a match, cut at spaces, with an ellipsis where something is left out."""
    start = 0 if match < length - LEAD else text.rfind(" ", 0, match - LEAD) + 1
    stop = len(text) if len(text) - start <= length else text.rfind(" ", start, start + length)
    if stop <= start:
        stop = start + length
    return ("… " if start else "") + text[start:stop].rstrip(" ,;:") + (" …" if stop < len(text) else "")
