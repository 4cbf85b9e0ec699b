"""What is searched: a document as its source gives it, and what the analysis makes of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from search.language.analysis import Analyzer


@dataclass(frozen=True, slots=True, order=True)
class DocumentKey:
    """kind is the name of a search source, id the object's primary key in it."""

    kind: str
    id: str
    locale: str = "nl"


@dataclass(frozen=True, slots=True)
class Document:
    """One result that a citizen can open. Texts are plain, not HTML; facets map a name to codes ("theme": [...]).

    prior: how usual it is that somebody wants it, 0 to 1, whatever is asked.
    """

    key: DocumentKey
    title: str
    url: str
    summary: str = ""
    alternative_titles: str = ""
    keywords: str = ""
    body: str = ""
    prior: float = 0.0
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page_id: int | None = None
    visible_from: datetime | None = None
    visible_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """How much a word counts in a part of the document, and how much a long part dilutes it around its usual length."""

    weight: float
    dilution: float
    usual_length: int


# Fixed lengths instead of the catalogue's averages: a document's figures then depend on nothing but the document.
FIELDS = {
    "title": Field(6.0, 0.5, 4),
    "keywords": Field(4.0, 0.0, 10),
    "summary": Field(2.0, 0.6, 30),
    "body": Field(0.6, 0.6, 150),
}

LEVELS = (2.0, 4.0, 6.5)
"""What a stem must count to reach each level: about one that stands in a short summary, in a title among others, and in a
title of a few words."""


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """tokens: stems by field, as an engine stores them; weights: what each stem counts; words: folded -> surface."""

    document: Document
    tokens: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    words: Mapping[str, str]
    title_words: frozenset[str]
    name_stems: frozenset[str] = frozenset()


def fields_of(document: Document) -> dict[str, str]:
    """Return the texts by field; an alternative title counts as a keyword."""
    return {
        "title": document.title,
        "keywords": f"{document.alternative_titles}\n{document.keywords}".strip(),
        "summary": document.summary,
        "body": document.body,
    }


def analyse(document: Document, analyzer: Analyzer) -> AnalysedDocument:
    """Return what an engine stores of a document."""
    tokens: dict[str, tuple[str, ...]] = {}
    weights: Counter[str] = Counter()
    words: dict[str, str] = {}
    title_words: frozenset[str] = frozenset()
    for name, text in fields_of(document).items():
        telling = [word for word in analyzer.words(text) if not analyzer.is_stop_word(word.folded)]
        stems = tuple(analyzer.stem(word.folded) for word in telling)
        tokens[name] = stems
        _add_weights(weights, stems, FIELDS[name])
        for word in telling:
            words.setdefault(word.folded, word.surface.lower())
        if name == "title":
            title_words = frozenset(word.folded for word in telling)
    names = analyzer.words(f"{document.title}\n{document.alternative_titles}")
    name_stems = frozenset(analyzer.stem(word.folded) for word in names if not analyzer.is_stop_word(word.folded))
    rounded = {stem: round(weight, 3) for stem, weight in weights.items()}
    return AnalysedDocument(document, tokens, rounded, words, title_words, name_stems)


def _add_weights(weights: Counter[str], stems: Iterable[str], part: Field) -> None:
    counts = Counter(stems)
    dilution = 1 - part.dilution + part.dilution * counts.total() / part.usual_length
    for stem, count in counts.items():
        weights[stem] += part.weight * count / dilution  # type: ignore[assignment]  # Counter adds floats as well
