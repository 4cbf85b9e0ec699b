"""The style sheet of a city's own look: the first layer of tokens.css, where it is not as shipped."""

import hashlib

from library.brand.models import Brand, Letter
from library.brand.palette import SHIPPED, colours_of

SYSTEM_LETTER = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'


def style_sheet(brand: Brand) -> str:
    """Return the text of the sheet; "" where nothing differs from what is shipped."""
    colours = colours_of(brand.primary_colour, brand.accent_colour)
    tokens = {name: value for name, value in colours.items() if value != SHIPPED[name]}
    if brand.letter == Letter.SYSTEM:
        tokens["font"] = SYSTEM_LETTER
    lines = "".join(f"  --sn-brand-{name}: {value};\n" for name, value in tokens.items())
    return f":root {{\n{lines}}}\n" if lines else ""


def digest(*texts: str) -> str:
    """Return the part of an address that changes with the texts: who has it may keep what stands there."""
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()
