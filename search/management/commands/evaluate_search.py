"""Measure how well search finds what people look for."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from search.asking.certainty import SURE
from search.asking.planner import QueryPlanner
from search.asking.scorer import Ranked
from search.engines.base import SearchQuery
from search.engines.current import NAMES, engine, named, using
from search.engines.scratch import scratch
from search.errors import SearchError
from search.evaluation import corpus, live
from search.evaluation.figures import Figures, JudgedQuery, evaluate
from search.evaluation.reliability import Reliability, reliability, samples
from search.language import words
from search.language.synonyms import SynonymTable, built_in
from search.meaning import vectors
from search.meaning.current import MODELS, OFF, encoder_named, using_encoder
from search.models import Generation
from search.rules import current
from search.service import ranked

UNREADABLE = (OSError, ValueError, KeyError)


class Command(BaseCommand):
    help = "Print S@1, S@3, MRR, nDCG@10, zero rate and latency over judged queries, per kind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("queries", nargs="+", type=Path, help="TSV files: everyday queries or judgements")
        parser.add_argument(
            "--corpus",
            type=Path,
            help="a catalogue of JSON lines, indexed for the occasion; without it the index in use is measured",
        )
        parser.add_argument("--engine", choices=NAMES, help="measure this one instead of the engine in use")
        parser.add_argument("--without-keywords", action="store_true", help="leave the editors' search words out")
        parser.add_argument("--without-synonyms", action="store_true", help="leave the built-in synonyms out")
        parser.add_argument(
            "--meaning",
            choices=[OFF, *MODELS],
            default=settings.SEARCH_MEANING,
            help="let this model read meaning, or none (SEARCH_MEANING); another model than the one in use needs --corpus",
        )
        parser.add_argument(
            "--reliability",
            action="store_true",
            help="print how far the certainty is to be believed, by cross-validation over all the queries; needs --corpus",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reliability"] and not options["corpus"]:
            raise CommandError(
                "--reliability needs --corpus: what search says of the index in use may change meanwhile."
            )
        measure = self._of_corpus if options["corpus"] else self._of_index
        try:
            model = encoder_named(options["meaning"])
            with using(named(options["engine"]) if options["engine"] else engine()), using_encoder(model):
                report: Any = measure(**options)
        except (SearchError, ImportError) as error:
            raise CommandError(str(error)) from error
        if options["reliability"]:
            self.stdout.write(_table(report["reliability"]))
            return
        self.stdout.write(_json(report) if options["format"] == "json" else _text(report))

    def _of_index(self, **options: Any) -> dict[str, dict[str, Any]]:
        if options["without_keywords"]:
            raise CommandError("--without-keywords needs --corpus: the index in use holds the keywords.")
        if options["meaning"] not in (OFF, settings.SEARCH_MEANING):
            raise CommandError("--meaning needs --corpus: the index in use holds no vectors of that model.")
        under = current.current("nl")
        if options["without_synonyms"]:
            under = live.without_synonyms(under)
        files = _read(options["queries"], live.names())
        return {
            name: {"skipped": skipped, **evaluate(queries, lambda text: live.products(text, under))}
            for name, (queries, skipped) in files.items()
        }

    def _of_corpus(self, **options: Any) -> dict[str, Any]:
        report: dict[str, Any] = {}
        try:
            catalogue = corpus.read_catalogue(options["corpus"], not options["without_keywords"])
        except UNREADABLE as error:
            raise CommandError(f"Not readable as a catalogue: {error!r}") from error
        files = _read(options["queries"], catalogue.names)
        with _scratch_index(catalogue) as search:
            synonyms = SynonymTable() if options["without_synonyms"] else built_in("nl")
            ask = search(synonyms)
            if options["reliability"]:
                judged = [query for queries, _skipped in files.values() for query in queries]
                return {"reliability": reliability(samples(judged, ask), SURE)}
            for name, (queries, skipped) in files.items():
                report[name] = {
                    "skipped": skipped,
                    **evaluate(queries, lambda text: [place.key.id for place in ask(text)]),
                }
        return report


def _read(files: Iterable[Path], names: Mapping[str, frozenset[str]]) -> dict[str, tuple[list[JudgedQuery], int]]:
    """Return the judged queries of each file, and how many of its rows name a product that is not there."""
    try:
        return {file.name: corpus.read_queries(file, names) for file in files}
    except UNREADABLE as error:
        raise CommandError(f"Not readable as queries: {error!r}") from error


@contextmanager
def _scratch_index(catalogue: corpus.Corpus) -> Iterator[Callable[[SynonymTable], Callable[[str], list[Ranked]]]]:
    """Index the catalogue in the place of the real one, in a transaction that is rolled back at the end."""
    with transaction.atomic():
        Generation.objects.update(state=Generation.State.RETIRED)
        with scratch(engine(), catalogue.documents) as filled, using(filled):
            vectors.fill()
            vocabulary = words.current("nl")

            def searcher(synonyms: SynonymTable) -> Callable[[str], list[Ranked]]:
                planner = QueryPlanner(vocabulary, synonyms)
                only = current.Rules(synonyms)  # editors' promotions are of another catalogue

                def search(text: str) -> list[Ranked]:
                    return ranked(planner.plan(text, "nl"), SearchQuery("nl"), 10, only).places

                return search

            with vectors.frozen():
                yield searcher
        transaction.set_rollback(True)


def _json(report: Mapping[str, Mapping[str, Any]]) -> str:
    plain = {
        name: {kind: asdict(value) if isinstance(value, Figures) else value for kind, value in figures.items()}
        for name, figures in report.items()
    }
    return json.dumps(plain, indent=2)


def _table(of: Reliability) -> str:
    """Return the table of docs/search.md, and what search/asking/certainty.py holds."""
    rows = ["| certainty | queries | mean | right among three | right first |", "| --- | --- | --- | --- | --- |"]
    rows += [
        f"| {band.label} | {band.queries} | {band.certainty:.2f} | {band.among:.3f} | {band.first:.3f} |"
        for band in of.bands
    ]
    weights = ", ".join(f"{weight:.2f}" for weight in of.curve.weights)
    rows.append(f"\nWEIGHTS = Evidence({weights})\nBASE = {of.curve.base:.2f}\nSURE = {of.curve.sure:.2f}")
    rows.append(f"\nsure although the right product was taken away: {of.without:.0%}")
    return "\n".join(rows)


def _text(report: Mapping[str, Mapping[str, Any]]) -> str:
    rows = []
    for name, figures in report.items():
        rows.append(f"{name} ({figures['skipped']} skipped: the product is not in the corpus)")
        rows.append(f"{'kind':16} {'queries':>7}   S@1   S@3   MRR  nDCG   zero    p50    p95")
        rows += [
            f"{kind:16} {row.queries:7} {row.s1:5.2f} {row.s3:5.2f} {row.mrr:5.2f} {row.ndcg10:5.2f} {row.zero:6.1%}"
            f" {row.p50_ms:4.1f}ms {row.p95_ms:4.1f}ms"
            for kind, row in figures.items()
            if isinstance(row, Figures)
        ]
    return "\n".join(rows)
