"""How citizens of the demo city searched in the last sixty days: the same city every time, written in bulk.

The queries are what people type: other words than the catalogue's, mistakes, and things that a city does not do. What each of
them found is what search answers to it.
"""

import datetime
import random
from collections import Counter

from products.models import ProductPage
from search.models import AskedQuery, ClickedResult, Refinement
from search.service import SearchResults, search
from search.usage import popularity

DAYS = 60
SEED = 9100

OPENED: dict[str, tuple[str, int, float, int]] = {
    # query: slug of what was opened, times a month, share that opens it, usual rank
    "identiteitskaart": ("identiteitskaart", 160, 0.8, 1),
    "identiteitskaart vernieuwen": ("identiteitskaart", 64, 0.7, 1),
    "eid": ("identiteitskaart", 38, 0.6, 1),
    "paspoort": ("reispas", 120, 0.8, 1),
    "reispas kind": ("reispas", 26, 0.6, 1),
    "rijbewijs": ("rijbewijs", 140, 0.7, 1),
    "rijbewijs verlengen": ("rijbewijs", 44, 0.7, 1),
    "internationaal rijbewijs": ("internationaal-rijbewijs", 22, 0.8, 1),
    "verhuizen": ("adreswijziging", 96, 0.7, 1),
    "adres wijzigen": ("adreswijziging", 72, 0.8, 1),
    "adreswijziging": ("adreswijziging", 58, 0.8, 1),
    "bewonerskaart": ("bewonerskaart", 66, 0.8, 1),
    "parkeerkaart": ("bewonerskaart", 48, 0.5, 2),
    "parkeren voor bewoners": ("bewonerskaart", 18, 0.6, 1),
    "grofvuil": ("grofvuil", 52, 0.8, 1),
    "oude zetel laten ophalen": ("grofvuil", 14, 0.5, 2),
    "geboorteakte": ("akte-van-geboorte", 46, 0.7, 2),
    "uittreksel strafregister": ("uittreksel-strafregister", 54, 0.8, 1),
    "bewijs goed gedrag": ("uittreksel-strafregister", 34, 0.6, 4),
    "samenstelling gezin": ("gezinssamenstelling", 40, 0.7, 1),
    "trouwen": ("huwelijksaangifte", 36, 0.6, 1),
    "wettelijk samenwonen": ("wettelijk-samenwonen", 30, 0.8, 1),
    "overlijden aangeven": ("overlijdensaangifte", 20, 0.8, 1),
    "kids id": ("kids-id", 42, 0.8, 1),
    "pincode vergeten": ("nieuwe-pincode", 24, 0.7, 1),
    "kaart kwijt": ("verlies-of-diefstal-identiteitskaart", 28, 0.5, 5),
    "uitpas": ("uitpas", 30, 0.8, 1),
    "leefloon": ("leefloon", 26, 0.8, 1),
    "terras": ("terras", 16, 0.6, 1),
    "straat afsluiten": ("inname-openbaar-domein", 18, 0.5, 4),
    "container op straat": ("inname-openbaar-domein", 22, 0.5, 4),
    "speelstraat": ("speelstraat", 14, 0.8, 1),
    "tuinhuis vergunning": ("omgevingsvergunning", 24, 0.6, 1),
    "putten in de weg": ("melding", 12, 0.4, 6),
    "klacht": ("suggestie-of-klacht", 18, 0.7, 1),
    "rijbewys": ("rijbewijs", 8, 0.7, 1),
    "identitijtskaart": ("identiteitskaart", 6, 0.6, 1),
    "iets met papieren": ("", 5, 0.0, 1),
    "afspraak stadhuis": ("", 40, 0.0, 1),
}
UNANSWERED = {
    # what people ask of a city that does not do it: times a month
    "bibliotheek": 19,
    "mijn ebox": 10,
    "wc": 6,
    "fietspomp": 12,
    "laadpaal": 21,
    "zonnepanelen": 17,
    "kattensterilisatie": 9,
    "wespennest": 15,
    "drone": 4,
    "zwerfkat": 8,
    "hondenlosloopweide": 7,
}
REFINED = {
    "laadpaal": ("laadpaal aanvragen", 6),
    "parkeerkaart": ("bewonerskaart", 14),
    "bewijs goed gedrag": ("uittreksel strafregister", 11),
    "afspraak stadhuis": ("identiteitskaart", 9),
    "kaart kwijt": ("identiteitskaart verloren", 7),
    "wespennest": ("melding", 3),
}


def load_usage(today: datetime.date) -> int:
    """Write the counts and what they make popular; return how many queries were asked."""
    dice = random.Random(SEED)  # noqa: S311  # a demo, no secret
    days = [today - datetime.timedelta(days=ago) for ago in range(1, DAYS + 1)]
    weights = [0.35 if day.weekday() >= 5 else 1.0 for day in days]
    pages = {page.slug: str(page.pk) for page in ProductPage.objects.live().only("slug")}
    asked, clicked = [], []
    for query, (slug, monthly, share, rank) in OPENED.items():
        found = search(query)
        for day, times in _spread(dice, days, weights, monthly * 2):
            answers = [dice.random() for _ in range(times)]
            doubt = _doubt(found.certainty)
            yes, no = (sum(bottom <= one < top for one in answers) for bottom, top in ((0, 0.06), (0.06, doubt)))
            asked.append(_asked(day, found, times, yes, no))
            opened = sum(dice.random() < share for _ in range(times)) if slug in pages else 0
            ranks = Counter(max(1, rank + dice.choice((-1, 0, 0, 0, 1))) for _ in range(opened))
            clicked += [
                ClickedResult(
                    day=day, locale="nl", query=query, kind="product", object_id=pages[slug], rank=place, times=number
                )
                for place, number in ranks.items()
            ]
    for query, monthly in UNANSWERED.items():
        found = search(query)
        asked += [_asked(day, found, times) for day, times in _spread(dice, days, weights, monthly * 2)]
    refined = [
        Refinement(day=day, locale="nl", query=query, then=then, times=times)
        for query, (then, monthly) in REFINED.items()
        for day, times in _spread(dice, days, weights, monthly * 2)
    ]
    AskedQuery.objects.bulk_create(asked, batch_size=500, ignore_conflicts=True)
    ClickedResult.objects.bulk_create(clicked, batch_size=500, ignore_conflicts=True)
    Refinement.objects.bulk_create(refined, batch_size=500, ignore_conflicts=True)
    popularity.compute(today)
    return sum(row.times for row in asked)


def _spread(
    dice: random.Random, days: list[datetime.date], weights: list[float], times: int
) -> list[tuple[datetime.date, int]]:
    """Return on which days something happened so many times in all, fewer times at the weekend."""
    return sorted(Counter(dice.choices(days, weights, k=times)).items())


def _doubt(certainty: float) -> float:
    """Return up to where a throw between 0 and 1 is an unhappy answer: the less sure search was, the more of them."""
    return 0.07 + 0.12 * (1 - certainty)


def _asked(day: datetime.date, found: SearchResults, times: int, yes: int = 0, no: int = 0) -> AskedQuery:
    return AskedQuery(
        day=day,
        locale="nl",
        query=found.query,
        times=times,
        results=found.count,
        certainty=found.certainty,
        satisfied=yes,
        unsatisfied=no,
    )
