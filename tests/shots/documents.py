"""The pictures that README and the guides show: which they are, and writing them small."""

from pathlib import Path

from PIL import Image

from bench.front import ROOT

MAX_BYTES = 200_000
PICTURES = {
    "docs/pictures/home.png": "home-1280-light",
    "docs/pictures/inbox.png": "admin-inbox-1280-light",
    "docs/hulp/pictures/begin.png": "admin-home-1280-light",
    "docs/hulp/pictures/zaken.png": "admin-inbox-1280-light",
    "docs/hulp/pictures/zaak.png": "admin-case-1280-light",
    "docs/hulp/pictures/product.png": "admin-product-1280-light",
}
"""Where a picture stands, and of which shot it is the top."""
HEIGHT = 800
"""Pixels: what is seen of a page before scrolling."""


def names() -> list[str]:
    """Return the words that ask for these pictures."""
    return [shot.rsplit("-", 2)[0] for shot in PICTURES.values()]


def write(folder: Path) -> int:
    """Write each picture to its place; return 0 when none is larger than it may be."""
    too_large = 0
    for place, shot in PICTURES.items():
        target = ROOT / place
        target.parent.mkdir(parents=True, exist_ok=True)
        with Image.open(folder / f"{shot}.png") as picture:
            top = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, HEIGHT)))
        top.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
        size = target.stat().st_size
        too_large += size > MAX_BYTES
        print(f"{place}: {size / 1000:.0f} kB{', more than it may be' if size > MAX_BYTES else ''}")
    return min(too_large, 1)
