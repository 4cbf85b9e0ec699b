"""Colours as "#rrggbb", and how well one can be read on another.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): from 1 to 21.
"""

import colorsys
import re
from collections.abc import Callable, Iterator

HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
STEPS = 255
"""Of lightness, in which the nearest colour is looked for."""


def hex_colour(text: str) -> str:
    """Return a colour as "#rrggbb". ValueError for what is none.

    >>> hex_colour("14509E"), hex_colour(" #fc2 ")
    ('#14509e', '#ffcc22')
    """
    match = HEX.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    digits = match[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def contrast(front: str, ground: str) -> float:
    """Return the contrast ratio of two colours, in either order.

    >>> contrast("#000000", "#ffffff"), round(contrast("#767676", "#ffffff"), 2)
    (21.0, 4.54)
    """
    darker, lighter = sorted((luminance(front), luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def with_luminance(colour: str, wanted: float) -> str:
    """Return the colour of the same hue that is as bright as wanted, as near as 24 bits come."""
    low, high = 0.0, 1.0
    for _step in range(12):
        middle = (low + high) / 2
        if luminance(_with_lightness(colour, middle)) < wanted:
            low = middle
        else:
            high = middle
    return _with_lightness(colour, (low + high) / 2)


def nearest(colour: str, passes: Callable[[str], bool]) -> str | None:
    """Return the colour of the same hue that passes and differs least in lightness; None when none does."""
    return next(filter(passes, _by_distance(colour)), None)


def _by_distance(colour: str) -> Iterator[str]:
    lightness = colorsys.rgb_to_hls(*_parts(colour))[1]
    yield colour
    for step in range(1, STEPS + 1):
        for other in (lightness - step / STEPS, lightness + step / STEPS):
            if -1 / STEPS < other < 1 + 1 / STEPS:
                yield _with_lightness(colour, min(max(other, 0.0), 1.0))


def _with_lightness(colour: str, lightness: float) -> str:
    hue, _lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))


def _parts(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue, each from 0 to 1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
