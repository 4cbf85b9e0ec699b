"""The demo city's data files, by kind: site/demo/data/<kind>/<code>.json."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def files(kind: str) -> list[Path]:
    """Return the files of a kind by name; each is called after its code."""
    return sorted((DATA / kind).glob("*.json"))
