"""What templates need for the look of every page: icons, the menu, controls, and Belgian ways of writing."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import phonenumbers
from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.forms import BoundField, Select, Textarea
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from ground import addresses
from ground import brand as ground_brand
from ground import frame as ground_frame
from ground.addresses import (
    A_TO_Z,
    ACCESSIBILITY,
    AUDIENCES,
    CONTACT,
    COOKIES,
    PLACES,
    PRIVACY,
    PRODUCTS,
    THEMES,
)
from ground.brand import Brand, MailColours
from ground.frame import Frame
from ground.staff_bar import COOKIE as STAFF_COOKIE
from ground.staff_bar import bar_address
from ground.writing import euro, file_size

register = template.Library()

CODE = re.compile(r"\b[A-Z]{2,3}(?:-[0-9A-Z]+){2,}\b")
"""Capitals and digits in groups, as numbers of cases are written."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the main menu; is_current is True on its page and on the pages below it."""

    label: str
    url: str
    is_current: bool


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon of img/icons.svg; hidden from screen readers unless it has a label."""
    address = icons_address()
    if label:
        return format_html(
            '<svg class="sn-icon" role="img" aria-label="{}" focusable="false"><use href="{}#{}"/></svg>',
            label,
            address,
            name,
        )
    return format_html(
        '<svg class="sn-icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', address, name
    )


@register.simple_tag
def numbers_around(number: int, last: int) -> list[int | None]:
    """Return the numbers of pages that a pager shows: the first, the last and those around this one; None for what it leaves out.

    >>> numbers_around(5, 250)
    [1, None, 4, 5, 6, None, 250]
    """
    shown = Paginator(range(last), 1).get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [each if isinstance(each, int) else None for each in shown]


@lru_cache(maxsize=1)
def icons_address() -> str:
    """Return where all icons are: asked twenty times a page, and the same as long as the process lives."""
    return static("img/icons.svg")


@register.simple_tag
def address(name: str) -> str:
    """Return an address of ground.addresses: {% address "PLACES" %}. A template below a view may not name it by {% url %}."""
    value: str = getattr(addresses, name)
    return value


@register.simple_tag(takes_context=True)
def page_path(context: template.Context) -> str:
    """Return the address of this page as everybody has it; "" on a page without a request (500) or of one visitor alone."""
    return addresses.public_path(getattr(context.get("request"), "path", ""))


@register.simple_tag
def measuring_scripts() -> list[str]:
    """Return the addresses of the city's own scripts that count visits (MEASURING_SCRIPTS); mostly none."""
    scripts: list[str] = settings.MEASURING_SCRIPTS
    return scripts


@register.simple_tag(takes_context=True)
def frame(context: template.Context) -> Frame:
    """Return whose counter this is and how to reach it. At most two queries a request.

    A page that knows of no request (500) asks nobody; one that hides its request (None) is the city's all the same.
    """
    return ground_frame.frame(context["request"]) if "request" in context else ground_frame.default_frame()


@register.simple_tag
def mail_colours() -> MailColours:
    """Return the colours of a mail: those of the city of the default site, as no mail knows of a request."""
    return ground_brand.brand().mail


@register.simple_tag(takes_context=True)
def brand(context: template.Context) -> Brand:
    """Return how the city looks. At most seven queries a generation; neutral on a page that knows of no request (500)."""
    return ground_brand.brand(context["request"]) if "request" in context else ground_brand.NEUTRAL


@register.simple_tag(takes_context=True)
def pages_online(context: template.Context) -> frozenset[str]:
    """Return to which ordinary pages (contact, privacy, accessibility) this page may lead: the others answer 404."""
    return ground_frame.pages_online(context["request"]) if "request" in context else ground_frame.ORDINARY_PAGES


@register.simple_tag(takes_context=True)
def about_links(context: template.Context) -> list[MenuItem]:
    """Return what the footer leads to of the site itself. online: pages_online, which base.html asks once."""
    links = [
        (gettext("Toegankelijkheid"), ACCESSIBILITY),
        (gettext("Privacy"), PRIVACY),
        (gettext("Cookies"), COOKIES),
        (gettext("Probleem met deze pagina melden"), CONTACT),
    ]
    return [MenuItem(label, url, False) for label, url in links if url in {COOKIES, *context["online"]}]


@register.simple_tag(takes_context=True)
def staff_bar(context: template.Context) -> str:
    """Return the place of Wagtail's bar: a script fills it for who is signed in, and the page is the same for everybody.

    A preview, which is its editor's alone, has the bar itself.
    """
    request, page = context.get("request"), context.get("page")
    if getattr(request, "is_preview", False):
        return str(wagtailuserbar(context))
    if page is None:
        return ""
    return format_html(
        '<div data-sn-bar="{}" data-sn-bar-cookie="{}" hidden></div>', bar_address(page.pk), STAFF_COOKIE
    )


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context) -> list[MenuItem]:
    """Return the main menu, with the entry of this page marked; none is marked on a page without a request (500).

    online: pages_online, which base.html asks once.
    """
    path = getattr(context.get("request"), "path", "")
    entries = [
        (gettext("Diensten"), PRODUCTS, (PRODUCTS, THEMES, AUDIENCES)),
        (gettext("A tot Z"), A_TO_Z, (A_TO_Z,)),
        (gettext("Contact"), CONTACT if CONTACT in context["online"] else PLACES, (CONTACT, PLACES)),
    ]
    return [MenuItem(label, url, path.startswith(below)) for label, url, below in entries]


@register.filter
def canonical(path: str) -> str:
    """Return the full address of a path, on the site's own name whatever name the request used."""
    return f"{settings.SITE_URL}{path}"


@register.simple_tag
def control(field: BoundField, **attrs: Any) -> SafeString:
    """Return a field's control with the look of the site; errors and hints are tied to it by Django."""
    widget = field.field.widget
    given = widget.attrs.get("class", "")
    width = _width(field)
    classes = " ".join(filter(None, ["sn-input", width, given]))
    if isinstance(widget, (Textarea, Select)):
        classes = " ".join(filter(None, ["sn-input", given]))
    return field.as_widget(attrs={**attrs, "class": classes})


WIDTHS = {
    "number": "sn-input--w10",
    "phone": "sn-input--w20",
    "iban": "sn-input--w20",
    "national_number": "sn-input--w20",
}
"""The width of a box says how much to type."""


def _width(field: BoundField) -> str:
    return WIDTHS.get(getattr(getattr(field.field, "question", None), "type", ""), "")


@register.filter
def tel(phone: object) -> str:
    """Return the address behind a phone number: "03 778 30 00" becomes "tel:+3237783000"; of several, the first."""
    return _tel(str(phone))


@lru_cache(maxsize=500)
def _tel(phone: str) -> str:
    first = next(iter(phonenumbers.PhoneNumberMatcher(phone, "BE")), None)
    if first is not None:
        return f"tel:{phonenumbers.format_number(first.number, phonenumbers.PhoneNumberFormat.E164)}"
    digits = re.sub(r"[^\d+]", "", phone)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+32{digits[1:]}"
    return f"tel:{digits}"


register.filter(euro)


@register.filter
def hour(value: datetime.time | datetime.datetime | None) -> str:
    """Return a time as people write it: 12:15 is "12.15 uur", 9:00 is "9 uur"; "" for None."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{clock(value)} uur"


@register.filter
def clock(value: datetime.time | datetime.datetime | None) -> str:
    """Return a time without the word for hour, for tables: "8.15", "9"."""
    if value is None:
        return ""
    return f"{value.hour}.{value.minute:02d}" if value.minute else str(value.hour)


@register.filter
def filesize(size: int) -> str:
    """Return a size in bytes as people read it: "34 kB", "1,2 MB"."""
    return file_size(size)


@register.filter
def whole_codes(text: str) -> SafeString:
    """Return a text in which no code such as ZK-7K4M-92QX-A breaks over two lines: browsers break after its hyphens.

    The style stands on the element, because mails use this too.
    """
    whole = CODE.sub(r'<span style="white-space:nowrap">\g<0></span>', conditional_escape(text))
    return mark_safe(whole)  # noqa: S308  # escaped above
