"""The look of a city as others read it: ground's brand, filled."""

import structlog
from django.http import HttpRequest
from django.urls import reverse
from wagtail.images.models import Filter, SourceImageIOError

from ground import brand as ground_brand
from ground.brand import HeroPicture, Image, MailColours
from ground.snapshot import kept
from ground.wagtail_site import site_of
from library.brand.icon import icon
from library.brand.models import Brand
from library.brand.palette import SHIPPED, Colours, colours_of
from library.brand.stylesheet import digest, style_sheet
from library.models import Picture, Rendition

HERO_WIDTHS = (640, 1280)
HERO_FORMATS = {"image/avif": "avif", "image/webp": "webp"}
HERO_FALLBACK = "width-960|format-jpeg"
MARK = "max-320x120|format-webp"
"""Twice the size at which the header shows it at most."""
ICON = "max-192x192|format-png"

log = structlog.get_logger(__name__)


def brand_of(request: HttpRequest | None) -> ground_brand.Brand:
    """Return the look of the city of a request, or of the default site. At most seven queries a generation."""
    site = site_of(request) if request is not None else None
    return _brand_at(site.pk if site is not None else None)


def row_of(request: HttpRequest) -> Brand | None:
    """Return what was chosen for the site of a request. One query."""
    site = site_of(request)
    return _row(site.pk if site is not None else None)


def _row(site_id: int | None) -> Brand | None:
    rows = Brand.objects.select_related("mark", "hero").order_by("-site__is_default_site", "pk")
    row: Brand | None = (rows if site_id is None else rows.filter(site=site_id)).first()
    return row


@kept
def _brand_at(site_id: int | None) -> ground_brand.Brand:
    row = _row(site_id)
    return ground_brand.NEUTRAL if row is None else look_of(row)


def look_of(row: Brand) -> ground_brand.Brand:
    """Return the look that follows from what was chosen; renditions of its pictures that are absent are made."""
    colours = colours_of(row.primary_colour, row.accent_colour)
    sheet = style_sheet(row)
    marks = _renditions(row.mark, MARK, ICON)
    has_drawn_icon = not marks and (row.drawing or colours != SHIPPED)
    return ground_brand.Brand(
        letter=row.letter,
        drawing=row.drawing,
        mark=_image(marks.get(MARK)),
        hero=_hero(row.hero),
        stylesheet=reverse("brand_style_sheet", args=[digest(sheet)]) if sheet else "",
        icon=reverse("brand_icon", args=[digest(icon(row))]) if has_drawn_icon else "",
        icon_png=_image(marks.get(ICON)),
        primary_colour=colours["primary"],
        accent_colour=colours["accent"],
        theme_colour=colours["primary-deep"],
        mail=mail_colours(colours),
    )


def mail_colours(colours: Colours) -> MailColours:
    """Return what a mail wears of these colours."""
    return MailColours(
        head=colours["primary-deep"],
        accent=colours["accent"],
        button=colours["primary"],
        dark_button=colours["dark-primary"],
        dark_link=colours["dark-link"],
    )


def _hero(picture: Picture | None) -> HeroPicture | None:
    made = _renditions(picture, HERO_FALLBACK, *(_hero_filter(*each) for each in _hero_kinds()))
    fallback = _image(made.get(HERO_FALLBACK))
    if fallback is None:
        return None
    sources = []
    for media_type, name in HERO_FORMATS.items():
        by_width = {made[_hero_filter(name, width)].width: made[_hero_filter(name, width)].url for width in HERO_WIDTHS}
        sources.append((media_type, ", ".join(f"{url} {width}w" for width, url in by_width.items())))
    return HeroPicture(fallback, tuple(sources))


def _hero_kinds() -> list[tuple[str, int]]:
    return [(name, width) for name in HERO_FORMATS.values() for width in HERO_WIDTHS]


def _hero_filter(name: str, width: int) -> str:
    return f"width-{width}|format-{name}"


def _renditions(picture: Picture | None, *filters: str) -> dict[str, Rendition]:
    """Return the renditions by filter; {} without a picture, and where its file is gone: the page is there all the same."""
    if picture is None:
        return {}
    wanted = [Filter(spec) for spec in filters]
    made: dict[Filter, Rendition] = picture.find_existing_renditions(*wanted)
    for each in wanted:
        if each not in made:
            try:
                made[each] = picture.create_rendition(each)
            except SourceImageIOError:
                log.exception("brand_picture_unreadable", picture=picture.pk)
                return {}
    return {each.spec: rendition for each, rendition in made.items()}


def _image(rendition: Rendition | None) -> Image | None:
    return Image(rendition.url, rendition.width, rendition.height) if rendition is not None else None
