"""Direct answers: who asks for the hours, the telephone or the address of a place reads them above the results."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from django.db.models import Count, QuerySet

from counters.service import Place
from search.asking import ranking
from search.asking.planner import UNDERSTOOD
from search.asking.results import SearchResults
from search.engines.base import SearchQuery
from search.indexing.sources import sources
from search.language.analysis import Analyzer
from search.language.languages import DUTCH

Topic = Literal["hours", "phone", "address", "place"]

MAX_PLACES = 3
MIN_COVERAGE = 0.5
"""The share of the rest of the query that a place must answer."""

# What citizens say in Dutch, English, French and German; folded, without accents.
_WORDS: dict[Topic, str] = {
    "hours": "openingsuren openingsuur openingstijden openingstijd open opent uren openen sluit sluiten gesloten "
    "sluitingsuur sluitingsdagen opening hours opens close closes closed closing horaires horaire heures ouverture ouvert "
    "ouverte ouvre ferme fermeture offnungszeiten offnungszeit geoffnet offen offnet schliesst geschlossen",
    "phone": "telefoon telefoonnummer telefoneren tel bellen opbellen gsm phone telephone call telefon telefonnummer",
    "address": "adres adresse address ligging locatie location route routebeschrijving plattegrond wo ou where anschrift",
}
_TOPICS: dict[str, Topic] = {word: topic for topic, words in _WORDS.items() for word in words.split()}
# What can mean nothing else. "open", "adres" or "sluiten" may: "open haard", "attest van adres", "contract sluiten".
_PLAIN_LIST = (
    "openingsuren openingsuur openingstijden openingstijd sluitingsuur sluitingsdagen horaires horaire offnungszeiten "
    "offnungszeit telefoon telefoonnummer telephone telefon telefonnummer"
)
_PLAIN = frozenset(_PLAIN_LIST.split())
_PHRASES: dict[tuple[str, ...], Topic] = {
    ("hoe", "laat"): "hours",
    ("wanneer", "open"): "hours",
    ("opening", "hours"): "hours",
    ("waar", "ligt"): "address",
    ("waar", "is"): "address",
}
# Words that only go along, in the same languages: "tot hoe laat is het loket vandaag open?", "à quelle heure ouvre la mairie?"
_ALONG_LIST = (
    "laat vandaag nu morgen vanavond zaterdag zondag maandag dinsdag woensdag donderdag vrijdag weekend nummer number "
    "waar hoe wanneer tot is het de van der des le la les du of the ligt loket balie op om "
    "when what are at on in does do today tomorrow saturday "
    "quand quelle quel quelles quels heure est sont a d l numero aujourd hui demain samedi "
    "wann wie spat hat ist das die dem am um heute samstag"
)
_CITY_LIST = "stad stadhuis gemeente gemeentehuis stadsbestuur gemeentebestuur stadsdiensten"
_CITY_ELSEWHERE_LIST = "city town hall mairie hotel ville commune rathaus stadt"
_ALONG, _CITY_ELSEWHERE = frozenset(_ALONG_LIST.split()), frozenset(_CITY_ELSEWHERE_LIST.split())
_CITY = _CITY_ELSEWHERE.union(_CITY_LIST.split())
_TOWN_HALL = "stadhuis"


@dataclass(frozen=True, slots=True)
class DirectAnswer:
    """Places with what was asked of them. is_city: the question is about the city itself: its own contact data answer."""

    topic: Topic
    places: tuple[Place, ...] = ()
    is_city: bool = False


def direct_answer(results: SearchResults, city_name: str = "") -> DirectAnswer | None:
    """Return what answers the query at once; None when it does not ask for it. Ten queries at most, none for most texts."""
    if results.page > 1 or any(choice.is_chosen for choices in results.facets.values() for choice in choices):
        return None
    analyzer = Analyzer(DUTCH)
    words = [word.folded for word in analyzer.words(results.query) if not word.joined]
    topic = _topic_of(words)
    if topic is None:
        return _named(results, words)
    rest = [word for word in words if word not in _TOPICS and word not in _ALONG and not analyzer.is_stop_word(word)]
    if rest and set(rest) <= _CITY | _words(city_name):
        return _of_the_city(topic, set(rest))
    places = _places(rest) if _is_plain(words) or not rest else _called(rest)
    return DirectAnswer(topic, places) if places else None


def _of_the_city(topic: Topic, rest: set[str]) -> DirectAnswer:
    """Return the place that is called so, "Stadhuis"; else the city's own contact data, and for hours the places found by it."""
    places = tuple(_with_hours())
    if named := tuple(place for place in places if rest & _words(place.name) & _CITY):
        return DirectAnswer(topic, named[:MAX_PLACES])
    # Places are described in Dutch: "hôtel de ville" would find them by what looks like "ville".
    dutch = {_TOWN_HALL if word in _CITY_ELSEWHERE else word for word in rest}
    if topic == "hours" and (shown := _places(sorted(dutch)) or places[:MAX_PLACES]):
        return DirectAnswer(topic, shown)
    return DirectAnswer(topic, is_city=True)


def _words(text: str) -> set[str]:
    return {word.folded for word in Analyzer(DUTCH).words(text)}


def _topic_of(words: list[str]) -> Topic | None:
    topics = [_TOPICS[word] for word in words if word in _TOPICS]
    topics += [_PHRASES[pair] for pair in pairwise(words) if pair in _PHRASES]
    return topics[0] if topics else None


def _is_plain(words: list[str]) -> bool:
    """Say whether they ask for hours, a telephone number or an address and for nothing else."""
    return not _PLAIN.isdisjoint(words) or any(pair in _PHRASES for pair in pairwise(words))


def _named(results: SearchResults, words: list[str]) -> DirectAnswer | None:
    """Return the place that the whole query names."""
    first = results.results[0] if results.results else None
    if first is None or first.kind not in _visited():
        return None
    return DirectAnswer("place", _in_order([first.id])) if set(words) <= _words(first.title) else None


def _places(rest: list[str]) -> tuple[Place, ...]:
    """Return the places that answer the rest of the query; without a rest the first few."""
    if not rest:
        return tuple(_with_hours()[:MAX_PLACES])
    text = " ".join(rest)
    answers = [ranking.answer(text, SearchQuery(DUTCH, (("kind", kind),)), MAX_PLACES) for kind in _visited()]
    ids = [ranked.key.id for answer in answers for ranked in answer.places if ranked.coverage >= MIN_COVERAGE]
    return _in_order(ids[:MAX_PLACES])


def _visited() -> list[str]:
    return [kind for kind, source in sources.items() if source.is_visited]


def _called(rest: list[str]) -> tuple[Place, ...]:
    """Return the places whose name says all of the rest, in these words or in what they mean: "containerpark open"."""
    planned = ranking.plan(" ".join(rest), DUTCH)
    analyzer = Analyzer(DUTCH)

    def says(name: str) -> bool:
        stems = {analyzer.stem(word.folded) for word in analyzer.words(name)}
        return all(
            any(
                way.weight >= UNDERSTOOD and stems.issuperset(term.text for term in way.terms)
                for way in slot.alternatives
            )
            for slot in planned.slots
        )

    return tuple(place for place in _places(rest) if says(place.name))


def _in_order(ids: list[str]) -> tuple[Place, ...]:
    places = {str(place.pk): place for place in _with_hours().filter(pk__in=ids)} if ids else {}
    return tuple(places[pk] for pk in ids if pk in places)


def _with_hours() -> QuerySet[Place]:
    """Return the places, those that open most often first: the town hall before a counter of two mornings a week."""
    often = Place.objects.annotate(openings=Count("opening_rules")).order_by("-openings", "name")
    places: QuerySet[Place] = often.prefetch_related("opening_rules", "opening_exceptions")
    return places


def places_to_go() -> tuple[Place, ...]:
    """Return the places that someone who found nothing can go to. Three queries."""
    return tuple(_with_hours()[:MAX_PLACES])
