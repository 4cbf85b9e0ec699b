"""What an import did: counted, listed, as text and as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ground.actor import SYSTEM, Actor
from products.actions import name_authorities
from products.import_warnings import in_english, warn
from products.importer import Importer, Outcome
from products.ipdc.contact import mistyped
from products.ipdc.graph import is_stream, organisation_names
from products.ipdc.instance import Instance
from products.ipdc.read import Entry, read_instances
from products.ipdc.sources import SourceError, files, load
from products.models import Authority, ImportedInstance, ImportRun

STATUSES = ("created", "updated", "unchanged", "conflict", "rejected", "withdrawn", "outdated", "failed")
SERIOUS = ("failed", "withdrawn", "conflict", "rejected", "outdated")
"""Outcomes that ask for somebody's attention, the first before the others."""


class Report:
    """Filled while a run goes on. Holds no instance longer than its turn, so that memory stays small."""

    def __init__(self, dry_run: bool = False) -> None:
        self.dry_run = dry_run
        self.outcomes: dict[str, list[Outcome]] = {status: [] for status in STATUSES}
        self.sources: list[dict[str, Any]] = []
        self.unreadable: list[dict[str, str]] = []
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0
        self.asked = ""  # the authority whose products alone were wanted
        self.warnings: list[dict[str, Any]] = []
        self.has_stream = False
        self._mails: Counter[str] = Counter()
        self._copies: dict[str, str] = {}
        self._seen: set[str] = set()
        self._authorities: set[str] = set()
        self._actor: Actor = SYSTEM
        self._names: dict[str, str] = {}
        self._instance_count = 0  # instances in the source at hand

    def read(self, sources: Iterable[str], importer: Importer) -> Iterator[tuple[Path, Outcome]]:
        """Import source by source; one that cannot be read is noted, and the next one goes on."""
        self.asked, self._actor = importer.authority, importer.actor
        for path in files(sources):
            try:
                loaded = load(path)
            except SourceError as error:
                self.unreadable.append({"source": error.source, "reason": error.reason})
                continue
            self._instance_count = 0
            self._names |= organisation_names(loaded.graph)
            for outcome in importer.run(self._watch(read_instances(loaded))):
                yield path, outcome
            if not self._instance_count and not organisation_names(loaded.graph):
                self.unreadable.append({"source": str(path), "reason": "valid RDF, but no product instance in it"})
                continue
            self.sources.append(
                {"source": str(path), "instances": self._instance_count, "broken_lines": loaded.broken_lines}
            )
            self.has_stream = self.has_stream or is_stream(loaded.graph)
        if importer.complete and self._is_whole():
            authorities = {importer.authority} & self._authorities if importer.authority else self._authorities
            for outcome in importer.absent(self._seen, authorities):
                yield Path(), outcome

    def take(self, source: str, entries: Iterable[Entry], names: Mapping[str, str], actor: Actor) -> None:
        """Look at the products of one file that were imported elsewhere; their outcomes are added by who did."""
        self._actor, self._names, self._instance_count = actor, dict(names), 0
        for _entry in self._watch(entries):
            pass
        self.sources.append({"source": source, "instances": self._instance_count, "broken_lines": 0})

    def _is_whole(self) -> bool:
        """Whether what was not read is really absent; says why not."""
        why = ""
        if self.has_stream:
            why = "is_stream"
        elif self.unreadable or any(source["broken_lines"] for source in self.sources):
            why = "not_whole"
        if why:
            self.warnings.append(warn(why))
        return not why

    def add(self, outcome: Outcome) -> None:
        self.counts[outcome.status] += 1
        self.outcomes[outcome.status].append(outcome)

    def touched(self) -> list[int]:
        """Ids of the pages that were written."""
        return [
            outcome.page
            for status in ("created", "updated", "conflict", "withdrawn")
            for outcome in self.outcomes[status]
            if outcome.page and not self.dry_run
        ]

    def finish(self, seconds: float) -> None:
        """Take the time, and look at what only shows over all instances: copies of nothing, mistyped addresses."""
        self.seconds = seconds
        if self.asked and self._authorities and self.asked not in self._authorities:
            there = ", ".join(sorted(self._authorities)[:10])
            self.warnings.append(warn("other_authority", asked=self.asked, made_by=there))
        if not self.dry_run:
            name_authorities(self._actor, self._names)
            if nameless := Authority.objects.filter(name=""):
                codes = ", ".join(authority.code for authority in nameless[:20])
                self.warnings.append(warn("nameless", count=len(nameless), codes=codes))
        known = set(ImportedInstance.objects.filter(iri__in=set(self._copies.values())).values_list("iri", flat=True))
        for iri, original in self._copies.items():
            if original not in self._seen and original not in known:
                self.warnings.append(warn("copy_of_nothing", iri=iri, original=original))
        for address, better in sorted(mistyped(self._mails.elements()).items()):
            self.warnings.append(warn("mistyped", address=address, better=better))

    def as_json(self) -> dict[str, Any]:
        return {
            "dry_run": self.dry_run,
            "seconds": round(self.seconds, 2),
            "counts": {status: self.counts[status] for status in STATUSES},
            "sources": self.sources,
            "unreadable": self.unreadable,
            "warnings": [in_english(warning) for warning in self.warnings],
            **{status: [outcome.as_json() for outcome in self.outcomes[status]] for status in STATUSES},
        }

    def as_text(self) -> str:
        """Totals first, then each line that asks for somebody's attention."""
        total = sum(self.counts.values())
        speed = f"{total / self.seconds:.0f} a second" if self.seconds else ""
        lines = [
            ("Would have been " if self.dry_run else "")
            + ", ".join(f"{self.counts[status]} {status}" for status in STATUSES)
            + f" in {self.seconds:.1f} s ({speed})"
        ]
        lines += [f"unreadable  {each['source']}: {each['reason']}" for each in self.unreadable]
        lines += [f"broken      {s['source']}: {s['broken_lines']} lines" for s in self.sources if s["broken_lines"]]
        for status in SERIOUS:
            lines += [
                f"{status:<11} {each.iri}  {f'“{each.title}” ' if each.title else ''}{each.reason}"
                for each in self.outcomes[status]
            ]
        lines += [f"warning     {in_english(warning)}" for warning in self.warnings]
        odd = Counter(
            remark.split(" (")[0] for each in self.outcomes.values() for outcome in each for remark in outcome.remarks
        )
        lines += [f"odd         {count} × {code}" for code, count in odd.most_common()]
        return "\n".join(lines)

    def keep(self) -> ImportRun:
        """Write the run down for who asks later: what is serious first, then what changed, then what was only odd."""
        rest = [status for status in STATUSES if status not in SERIOUS]
        lines = [
            {"status": status, **outcome.as_json()}
            for status in (*SERIOUS, *rest)
            for outcome in self.outcomes[status]
            if status != "unchanged" or outcome.remarks
        ]
        unreadable = [warn("unreadable", **each) for each in self.unreadable]
        return ImportRun.keep(
            seconds=self.seconds,
            counts={status: self.counts[status] for status in STATUSES},
            sources=[Path(source["source"]).name for source in self.sources],
            warnings=[*unreadable, *self.warnings][: ImportRun.MAX_LINES],
            lines=lines,
        )

    def _watch(self, instances: Iterable[Entry]) -> Iterator[Entry]:
        for instance in instances:
            self._seen.add(instance.iri)
            self._instance_count += 1
            if isinstance(instance, Instance):
                self._authorities.add(instance.created_by or "no authority")
                if instance.copy_of:
                    self._copies[instance.iri] = instance.copy_of
                self._mails.update(point.email for point in instance.contact_points if point.email)
            yield instance
