"""What a product's page shows of its fields: the sections that say something, and what stands in the place of its forms."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import gettext

from counters.models import Place
from forms_app.service import Form
from ground.public import is_published_now
from ground.writing import long_date
from products.blocks import CHANNELS
from products.facts import costs_below
from products.field_rows import Section
from products.field_table import sections
from products.models import ProductPage

MIN_CONTENTS = 5
"""Sections from which on a page begins with a list of them."""
ONLINE = ("any", "online")


@dataclass(frozen=True, slots=True)
class Instead:
    """An answer in the place of a form: one cannot ask for it (online), or another authority does it.

    icon: of img/icons.svg. link: the words of the link to url; both "" for none.
    """

    icon: str
    title: str
    text: str
    url: str = ""
    link: str = ""


def elsewhere(authority: str, text: str = "", url: str = "") -> Instead:
    """Return the answer for what another authority does; text: what it does there, url: where."""
    return Instead(
        icon="external-link",
        title=gettext("Dit regelt u bij %(authority)s") % {"authority": authority},
        text=text or gettext("De stad kan dit niet voor u doen."),
        url=url,
        link=gettext("Ga naar %(authority)s") % {"authority": authority} if url else "",
    )


def instead_of_forms(page: ProductPage, forms: Iterable[Form | None], today: datetime.date) -> Instead | None:
    """Return what stands in the place of the forms; None while one can ask for it as the page says.

    forms: all that the page leads to, published or not.
    """
    if page.valid_from and page.valid_from > today:
        return Instead("calendar", gettext("U kunt dit nog niet aanvragen"), _from(page.valid_from, page.valid_until))
    if page.valid_until and page.valid_until < today:
        text = gettext("Dat kon tot en met %(last)s.") % {"last": long_date(page.valid_until)}
        return Instead("history", gettext("U kunt dit niet meer aanvragen"), text)
    if _ended([form for form in forms if form is not None]):
        return _other_ways(page)
    return None


def _from(first: datetime.date, last: datetime.date | None) -> str:
    if last is None:
        return gettext("Dat kan vanaf %(first)s.") % {"first": long_date(first)}
    days = {"first": long_date(first), "last": long_date(last)}
    return gettext("Dat kan vanaf %(first)s tot en met %(last)s.") % days


def _ended(forms: Sequence[Form]) -> bool:
    """Whether there is no form left of those that citizens could fill in; one that never opened tells nothing."""
    return any(form.first_published_at for form in forms) and not any(map(is_published_now, forms))


def _other_ways(page: ProductPage) -> Instead:
    known = dict(CHANNELS)
    channels = dict.fromkeys(block["value"].get("channel") for block in page.procedures.raw_data)
    ways = [str(known[channel]).lower() for channel in channels if channel in known and channel not in ONLINE]
    title = gettext("Dit regelt u niet meer online")
    if not ways:
        text = gettext("Het formulier is gesloten. Vraag ons wat u kunt doen.")
        return Instead("history", title, text, "#contact", gettext("Neem contact op"))
    text = gettext("Het formulier is gesloten. Het kan nog wel %(ways)s.") % {"ways": _in_one_line(ways)}
    return Instead("history", title, text, "#hoe", gettext("Lees hoe u het aanvraagt"))


def _in_one_line(ways: list[str]) -> str:
    return gettext(" of ").join(filter(None, [", ".join(ways[:-1]), ways[-1]]))


def shown_sections(page: ProductPage, *, has_questions: bool) -> list[tuple[str, Section]]:
    """Return the sections that say something, in reading order, each with the field that it is of.

    What the bar of facts says already is said there alone: a section that would only say it again is none.
    """
    return [
        (name, section)
        for name, section in sections()
        if (has_questions if section.template == "questions" else _says_something(page, name, section.template))
    ]


def _says_something(page: ProductPage, name: str, template: str) -> bool:
    special = SAYS_SOMETHING.get(template)
    return special(page) if special else _has_words(getattr(page, name))


def _has_words(value: object) -> bool:
    """Whether a field holds anything: an editor of rich text writes "<p></p>" for nothing."""
    return bool(strip_tags(value).strip()) if isinstance(value, str) else bool(value)


SAYS_SOMETHING: dict[str, Callable[[ProductPage], bool]] = {
    "for_whom": lambda page: _has_words(page.for_whom) or bool(page.conditions),
    "costs": lambda page: bool(costs_below(page)),
    "processing_time": lambda page: bool(page.processing_time_note),
}


def contents(shown: Sequence[tuple[str, Section]]) -> list[Section]:
    """Return what the list of contents leads to: all sections of a long page, none of a short one."""
    return [section for _name, section in shown] if len(shown) >= MIN_CONTENTS else []


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers questions about a product, and how to reach them; "" for what is not known or stands on the page already."""

    name: str
    phone: str
    email: str
    address: str
    url: str
    opening_hours: str


def contacts(page: ProductPage, places: Iterable[Place]) -> list[Contact]:
    """Return the contact points of a product; the address of a place that the page lists is said there alone."""
    streets = [place.street.lower() for place in places]
    return [_contact(block.value, streets) for block in page.contact_points]


def _contact(value: Mapping[str, str], streets: Sequence[str]) -> Contact:
    address = value["address"] or ""
    is_listed = any(street in address.lower() for street in streets if street)
    return Contact(
        name=value["name"],
        phone=value["phone"],
        email=value["email"],
        address="" if is_listed else address,
        url=value["url"],
        opening_hours=value["opening_hours"],
    )
