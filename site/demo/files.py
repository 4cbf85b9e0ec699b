"""The demo city's data files: site/demo/data/<name>.json, and of a kind <kind>/<code>.json."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def data(name: str) -> Any:  # noqa: ANN401  # JSON whose shape its reader knows
    """Return what stands in site/demo/data/<name>.json."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def files(kind: str) -> list[Path]:
    """Return the files of a kind by name; each is called after its code."""
    return sorted((DATA / kind).glob("*.json"))
