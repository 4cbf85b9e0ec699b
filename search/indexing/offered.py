"""How many municipalities offer what: the numbers of search/data/offered.csv, by IPDC concept.

`manage.py count_offered INSTANCES.jsonl` makes them of the instances of a catalogue, each with its concept and its authority.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "offered.csv"


@cache
def _numbers() -> dict[str, int]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return {row["concept"]: int(row["municipalities"]) for row in csv.DictReader(stream)}


def share(concept: str) -> float:
    """Return the share of the municipalities counted that offer this; 0 for what is in no count, as for "" ."""
    numbers = _numbers()
    return numbers.get(concept, 0) / max(numbers.values(), default=1)


def counted(lines: Iterable[str]) -> Mapping[str, int]:
    """Return by concept how many municipalities have an instance; a town and its social service (name_ocmw) are one."""
    offering: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        instance = json.loads(line)
        if instance.get("concept"):
            offering[instance["concept"]].add(instance["authority"].partition("_")[0])
    return {concept: len(names) for concept, names in sorted(offering.items())}
