"""Which searches, clicks and answers count. Nothing here can fail a search or make it wait for the database."""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone

from ground.machines import is_machine
from records.service import HOUR, Throttle, client_key
from search.service import PAGE_SIZE, SearchResults
from search.usage.keeping import countable
from search.usage.serving import Served, keys_of, sign
from search.usage.tally import tally
from search.usage.writing import ClickKey, QueryKey, RefinementKey

AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
ANSWERED = "bedankt"
"""Stands in the address of a results page that is shown again after an answer: it is not asked again."""
DAY = 24 * HOUR
CLICKS = Throttle("search_click", 60, 600)
"""Of one address, as of answers: a library's visitors share one."""
SAME_CLICKS = Throttle("search_click_same", 3, DAY)
"""Of one address on the same result of the same query."""
ANSWERS = Throttle("search_answer", 60, 600)
SAME_ANSWERS = Throttle("search_answer_same", 1, DAY)


class Counted(NamedTuple):
    """What is counted of a page of results each time that it goes out. token: for the clicks on it; is_first: its first page."""

    locale: str
    query: str
    results: int
    certainty: float
    is_first: bool
    token: str


def to_count(
    request: HttpRequest, results: SearchResults, *, is_narrowed: bool, is_answered: bool = False, locale: str = "nl"
) -> Counted | None:
    """Return what is to be counted of a search; None when nothing is.

    is_answered: the page answers by itself, such as with opening hours; that is a result too, and a sure one. A guess by
    meaning is none: editors must hear of words that nothing answers.
    """
    query = "" if is_narrowed or not is_read_by_a_person(request) else countable(results.query)
    if not query:
        return None
    served = Served(timezone.localdate(), locale, query, (results.page - 1) * PAGE_SIZE + 1, keys_of(results.results))
    return Counted(
        locale,
        query,
        results.count - results.guesses + is_answered,
        1.0 if is_answered else results.certainty,
        results.page == 1,
        sign(served),
    )


def count(request: HttpRequest, counted: Counted | None) -> None:
    """Count a search whose page goes out now."""
    if counted is None or not counted.is_first or ANSWERED in request.GET or request.method != "GET":
        return
    today = timezone.localdate()
    tally.ask(QueryKey(today, counted.locale, counted.query), counted.results, counted.certainty)
    before = countable(request.GET.get("van", ""))
    if before and before != counted.query:
        tally.refine(RefinementKey(today, counted.locale, before, counted.query))


def record_click(request: HttpRequest, served: Served, key: str) -> None:
    """Count that a result was opened. Raises Throttled when one address does so too often."""
    rank = served.rank(key)
    if rank is None or not is_read_by_a_person(request):
        return
    who = client_key(request)
    CLICKS.count(who)
    SAME_CLICKS.count(f"{who} {served.query} {key}")
    kind, _colon, object_id = key.partition(":")
    tally.click(ClickKey(timezone.localdate(), served.locale, served.query, kind, object_id, rank))


def record_answer(request: HttpRequest, served: Served, is_satisfied: bool) -> None:
    """Count an answer to "Vond u wat u zocht?"; one address answers once a day for a query. Raises Throttled."""
    if not is_read_by_a_person(request):
        return
    who = client_key(request)
    ANSWERS.count(who)
    SAME_ANSWERS.count(f"{who} {served.query}")
    tally.judge(QueryKey(timezone.localdate(), served.locale, served.query), is_satisfied)


def is_read_by_a_person(request: HttpRequest) -> bool:
    """Say whether no machine asks, and no browser ahead of its reader."""
    if is_machine(request.headers.get("User-Agent", "")):
        return False
    return not any(
        "prefetch" in request.headers.get(name, "") or "preview" in request.headers.get(name, "") for name in AHEAD
    )
