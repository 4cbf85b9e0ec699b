"""Which searches, clicks and answers count. Nothing here can fail a search or make it wait for the database."""

import re

from django.http import HttpRequest
from django.utils import timezone

from records.service import HOUR, Throttle, client_key
from search.service import PAGE_SIZE, SearchResults
from search.usage.keeping import countable
from search.usage.serving import Served, keys_of, sign
from search.usage.tally import tally
from search.usage.writing import ClickKey, QueryKey, RefinementKey

MACHINE = re.compile(
    r"bot|crawl|spider|slurp|monitor|uptime|pingdom|scanner|curl|wget|python|java/|go-http", re.IGNORECASE
)
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


def record(
    request: HttpRequest, results: SearchResults, *, is_narrowed: bool, is_answered: bool = False, locale: str = "nl"
) -> str:
    """Count a search and return the token for clicks on its page; empty when neither is to be counted.

    is_answered: the page answers by itself, such as with opening hours; that is a result too, and a sure one. A guess by
    meaning is none: editors must hear of words that nothing answers.
    """
    query = "" if is_narrowed or not _is_read_by_a_person(request) else countable(results.query)
    if not query:
        return ""
    today = timezone.localdate()
    if results.page == 1 and ANSWERED not in request.GET and request.method == "GET":
        certainty = 1.0 if is_answered else results.certainty
        tally.ask(QueryKey(today, locale, query), results.count - results.guesses + is_answered, certainty)
        before = countable(request.GET.get("van", ""))
        if before and before != query:
            tally.refine(RefinementKey(today, locale, before, query))
    return sign(Served(today, locale, query, (results.page - 1) * PAGE_SIZE + 1, keys_of(results.results)))


def record_click(request: HttpRequest, served: Served, key: str) -> None:
    """Count that a result was opened. Raises Throttled when one address does so too often."""
    rank = served.rank(key)
    if rank is None or not _is_read_by_a_person(request):
        return
    who = client_key(request)
    CLICKS.count(who)
    SAME_CLICKS.count(f"{who} {served.query} {key}")
    kind, _colon, object_id = key.partition(":")
    tally.click(ClickKey(timezone.localdate(), served.locale, served.query, kind, object_id, rank))


def record_answer(request: HttpRequest, served: Served, is_satisfied: bool) -> None:
    """Count an answer to "Vond u wat u zocht?"; one address answers once a day for a query. Raises Throttled."""
    if not _is_read_by_a_person(request):
        return
    who = client_key(request)
    ANSWERS.count(who)
    SAME_ANSWERS.count(f"{who} {served.query}")
    tally.judge(QueryKey(timezone.localdate(), served.locale, served.query), is_satisfied)


def _is_read_by_a_person(request: HttpRequest) -> bool:
    """Say whether no machine asks, and no browser ahead of its reader."""
    if MACHINE.search(request.headers.get("User-Agent", "")):
        return False
    return not any(
        "prefetch" in request.headers.get(name, "") or "preview" in request.headers.get(name, "") for name in AHEAD
    )
