"""A small catalogue in the words of a small town, for tests without pages; and one of pages."""

from collections.abc import Callable
from typing import Any

from search.asking.planner import QueryPlanner
from search.indexing.documents import Document, DocumentKey, analyse
from search.language.analysis import Analyzer
from search.language.vocabulary import Entry, Vocabulary

TITLES = {
    "1": ("Rijbewijs vernieuwen", "Uw rijbewijs is verlopen. Maak een afspraak aan het loket."),
    "2": ("Geboorteakte aanvragen", "U krijgt een afschrift van de akte van geboorte."),
    "3": ("Huwelijksakte aanvragen", "U krijgt een afschrift van de akte van uw huwelijk."),
    "4": ("Bewonerskaart", "Parkeren in uw straat met een kaart voor bewoners."),
    "5": ("Premie voor een groendak", "De stad geeft een premie voor planten op uw dak."),
    "6": ("Café openen: drankvergunning", "Vergunning voor wie sterke drank schenkt."),
    "7": ("Toelating voor een kampvuur", "Voor een kampvuur hebt u een vergunning nodig."),
    "8": ("Identiteitskaart", "Met uw kaart bewijst u wie u bent."),
}
THEMES = {"4": "MobiliteitOpenbareWerken", "5": "MilieuEnergie", "6": "EconomieWerk"}


def document(number: str, **changes: object) -> Document:
    title, summary = TITLES[number]
    values = {
        "title": title,
        "url": f"/producten/{number}/",
        "summary": summary,
        "facets": {"theme": (THEMES.get(number, "BurgerOverheid"),), "audience": ("Burger",)},
    }
    return Document(DocumentKey("product", number), **{**values, **changes})  # type: ignore[arg-type]  # what a test gives is what the field takes


def documents() -> list[Document]:
    return [document(number) for number in TITLES]


def vocabulary() -> Vocabulary:
    analyzer = Analyzer("nl")
    entries: dict[str, Entry] = {}
    for item in documents():
        analysed = analyse(item, analyzer)
        for word, surface in analysed.words.items():
            known = entries.get(word, Entry(word, surface, analyzer.stem(word), 0))
            titles = known.titles + (word in analysed.title_words)
            entries[word] = Entry(word, known.surface, known.stem, known.documents + 1, titles)
    return Vocabulary(entries.values(), len(TITLES))


def planner() -> QueryPlanner:
    return QueryPlanner(vocabulary())


def publish_fourteen(publish: Callable[..., Any]) -> None:
    """Publish fourteen products, twelve of which are about a subsidy."""
    publish(
        "Rijbewijs vernieuwen", summary="Kom naar het loket met uw oude rijbewijs.", themes=["MobiliteitOpenbareWerken"]
    )
    publish(
        "Paspoort aanvragen", summary="Aan het loket, voor een reis.", themes=["BurgerOverheid"], audiences=["Burger"]
    )
    for number in range(12):
        publish(f"Subsidie {number}", themes=["MilieuEnergie"], audiences=["Burger"])
