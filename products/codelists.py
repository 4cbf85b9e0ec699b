"""The code lists of IPDC-LPDC (release f6071c1), and our own short list of life events, as data with their IRIs."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: its IRI, its readable code and its Dutch label."""

    iri: str
    code: str
    label: str


@cache
def code_list(name: str) -> dict[str, Code]:
    """Return a list by code: themes, audiences, types, competent_levels, executing_levels, your_europe, life_events."""
    if name == "life_events":
        rows = json.loads((DATA / "life_events.json").read_text(encoding="utf-8"))
    else:
        rows = json.loads((DATA / "codelists.json").read_text(encoding="utf-8"))[name]
    return {row["code"]: Code(row["iri"], row["code"], row["labels"]["nl"]) for row in rows}


def choices(name: str) -> list[tuple[str, str]]:
    """Return (code, label) in the order of the list."""
    return [(code.code, code.label) for code in code_list(name).values()]


def themes() -> list[tuple[str, str]]:
    """Return the choices for one theme."""
    return choices("themes")


def types() -> list[tuple[str, str]]:
    """Return the choices for a product's type."""
    return choices("types")
