"""A page that shows all pictures of a folder, beside those of another one."""

from html import escape
from os.path import relpath
from pathlib import Path

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Shots</title><style>
body { font-family: sans-serif }
figure { display: inline-block; margin: 1em; vertical-align: top }
img { max-width: 45vw; border: 1px solid #999 }
</style>
"""


def write(folder: Path, other: Path | None) -> Path:
    """Write index.html in a folder and return it; other: the folder with how it was. What one of them lacks is left out."""
    sources = [other, folder] if other else [folder]
    names = sorted({picture.name for source in sources for picture in source.glob("*.png")})
    rows = [f"<h2>{escape(name)}</h2>{pictures(name, folder, sources)}\n" for name in names]
    index = folder / "index.html"
    index.write_text(HEAD + "".join(rows))
    return index


def pictures(name: str, folder: Path, sources: list[Path]) -> str:
    """Return the picture of each source, by its address as seen from a folder."""
    return "".join(
        f"<figure><figcaption>{escape(source.name)}</figcaption>"
        f'<img loading="lazy" src="{escape(relpath(source / name, folder))}" alt=""></figure>'
        for source in sources
        if (source / name).exists()
    )
