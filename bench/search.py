"""Measures search at several sizes of catalogue, on each engine that is there, beside Wagtail's own search on the same pages.

python -m bench.search 500 10000          part of make bench; 100000 takes a quarter of an hour
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  # what it imports needs django.setup()
from django.core.management import call_command  # noqa: E402  # what it imports needs django.setup()
from django.core.signals import request_finished, request_started  # noqa: E402  # what it imports needs django.setup()
from django.db import close_old_connections, connection  # noqa: E402  # what it imports needs django.setup()
from django.test import Client  # noqa: E402  # what it imports needs django.setup()
from wagtail.search.backends import get_search_backend  # noqa: E402  # what it imports needs django.setup()

from bench.catalogue import SEED, Writer, fill  # noqa: E402  # what it imports needs django.setup()
from products.models import ProductPage  # noqa: E402  # what it imports needs django.setup()
from search import service  # noqa: E402  # what it imports needs django.setup()
from search.asking.ranking import answer  # noqa: E402  # what it imports needs django.setup()
from search.engines.base import SearchEngine, SearchQuery  # noqa: E402  # what it imports needs django.setup()
from search.engines.current import named, using  # noqa: E402  # what it imports needs django.setup()
from search.indexing.documents import Document  # noqa: E402  # what it imports needs django.setup()
from search.language import words  # noqa: E402  # what it imports needs django.setup()
from search.models import Generation, IndexedWord  # noqa: E402  # what it imports needs django.setup()

TIMES = 200


def main(sizes: list[int]) -> None:
    """Print a table for each size. Each size is a catalogue of its own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    call_command("migrate", verbosity=0)
    print(f"  search, {TIMES} queries, seed {SEED}; ms: median and 95 %")
    for size in sizes:
        measure(size)


def measure(size: int) -> None:
    """Fill, then measure each engine."""
    ProductPage.objects.all().delete()
    first: list[Document] = []
    began = time.perf_counter()

    def batches() -> Any:
        for batch in fill(size):
            if not first:
                first.append(batch[0])
            yield batch

    named("database").rebuild(batches())
    print(f"\n  {size} products: written and indexed in {time.perf_counter() - began:.0f} s, {connection.vendor}")
    vocabulary(first[0])
    writer = Writer()
    queries = [writer.query() for _ in range(TIMES)]
    for name in ("database", "elasticsearch"):
        if name == "elasticsearch" and not settings.ELASTICSEARCH_URL:
            print("  elasticsearch: ELASTICSEARCH_URL names no node, so not measured")
            continue
        with using(named(name)) as engine:
            began = time.perf_counter()
            if not engine.catch_up():
                print(f"  {name}: cannot be had, so not measured")
                continue
            if name == "elasticsearch":
                print(f"  copied to elasticsearch in {time.perf_counter() - began:.1f} s")
            engines(name, queries)
    wagtail(queries)


def engines(name: str, queries: list[str]) -> None:
    """Measure one engine."""
    client = Client()
    for when in ("first", "again"):
        title = f"{name}: found, put in order, {when}"
        line(title, queries, lambda text: answer(text, SearchQuery(), service.PAGE_SIZE))
    line(f"{name}: results", queries, service.search)
    line(f"{name}: suggestions", queries, lambda text: service.suggest(text[:5]))
    for when in ("first", "again"):
        line(f"{name}: results page, {when}", queries, lambda text: client.get("/zoeken/", {"q": text}))
    line(f"{name}: suggestions, request", queries, lambda text: client.get("/zoeken/suggesties/", {"q": text[:5]}))


def wagtail(queries: list[str]) -> None:
    """Measure Wagtail's own search on the same pages."""
    began = time.perf_counter()
    backend: Any = get_search_backend()
    index = backend.get_index_for_model(ProductPage)
    for start in range(0, ProductPage.objects.count(), 500):
        index.add_items(ProductPage, list(ProductPage.objects.order_by("pk")[start : start + 500]))
    print(f"  Wagtail's own index: {time.perf_counter() - began:.0f} s")
    some = queries[: TIMES if ProductPage.objects.count() < 5000 else 40]
    line("Wagtail's own search", some, lambda text: list(ProductPage.objects.live().search(text)[:10]))


def vocabulary(document: Document) -> None:
    """Measure what the first query after a publish waits for."""
    from dataclasses import replace

    rows = IndexedWord.objects.filter(generation__state=Generation.State.ACTIVE, documents__gt=0).count()
    words._cache.clear()
    whole = once(lambda: words.current("nl"))
    engine: SearchEngine = named("database")
    again = []
    for number in range(5):
        engine.index([replace(document, title=f"{document.title} gewijzigd{'abcde'[number]}")])
        again.append(once(lambda: words.current("nl")))
    print(f"  vocabulary of {rows} words: {whole:.0f} ms, after a publish {sorted(again)[2]:.0f} ms")


def once(act: Callable[[], Any]) -> float:
    """Return the milliseconds of one time."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def line(name: str, queries: list[str], act: Callable[[str], Any]) -> None:
    """Print the median and the slow end over the queries, once each after three to warm up."""
    for text in queries[:3]:
        act(text)
    took = sorted(once(partial(act, text)) for text in queries)
    print(f"  {name:<40} {took[len(took) // 2]:>8.1f} {took[int(len(took) * 0.95)]:>8.1f}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [500, 10_000])
