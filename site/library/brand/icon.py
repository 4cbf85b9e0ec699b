"""The icon of a tab, drawn in the city's colours."""

from django.template.loader import render_to_string

from library.brand.models import Brand, Drawing
from library.brand.palette import colours_of

TEMPLATES = {Drawing.BALLOONS: "library/icon_balloons.svg", Drawing.NONE: "library/icon_plain.svg"}


def icon(brand: Brand) -> str:
    """Return the icon that goes with the drawing, as SVG."""
    colours = colours_of(brand.primary_colour, brand.accent_colour)
    context = {"ground": colours["primary-deep"], "accent": colours["accent"]}
    return render_to_string(TEMPLATES[Drawing(brand.drawing)], context)
