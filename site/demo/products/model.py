"""The shape of a demo product: the fields of products.ProductPage, as a writer fills them in. Frozen, no database."""

from dataclasses import dataclass
from typing import Literal

Channel = Literal["online", "counter", "phone", "post", "bus"]
Unit = Literal["at_once", "working_days", "calendar_days", "weeks", "months"]


@dataclass(frozen=True, slots=True)
class Item:
    """A condition, or something to bring: a short title and, where needed, a word of explanation."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How to ask for the product through one channel."""

    channel: Channel
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What is paid. cents is None where the amount is not fixed, and the text says how to learn it."""

    title: str
    cents: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class FormLink:
    """The key of a demo form, and the words on its button."""

    key: str
    label: str
    prefill: str = ""
    """The answer that goes without saying here: "document:gezin"."""


@dataclass(frozen=True, slots=True)
class Product:
    """One product. Texts are in the notation of demo.texts; no costs means free."""

    slug: str
    title: str
    other_names: tuple[str, ...]
    summary: str
    description: str
    for_whom: str
    ways: tuple[Way, ...]
    themes: tuple[str, ...]
    department: str
    product_type: str
    time: tuple[int | None, Unit]
    keywords: tuple[str, ...]
    places: tuple[str, ...] = ("parkstraat",)
    time_note: str = ""
    conditions: tuple[Item, ...] = ()
    evidence: tuple[Item, ...] = ()
    costs: tuple[Cost, ...] = ()
    exceptions: str = ""
    legal: str = ""
    links: tuple[tuple[str, str], ...] = ()
    form: FormLink | None = None
    related: tuple[str, ...] = ()
    icon: str = ""
    audiences: tuple[str, ...] = ("Burger",)
    life_events: tuple[str, ...] = ()
    levels: tuple[str, ...] = ("Lokaal",)
    checked_days_ago: int = 30


def online(text: str, title: str = "") -> Way:
    return Way("online", text, title)


def counter(text: str, title: str = "") -> Way:
    return Way("counter", text, title)


def phone(text: str, title: str = "") -> Way:
    return Way("phone", text, title)


def post(text: str, title: str = "") -> Way:
    return Way("post", text, title)


def bus(text: str, title: str = "") -> Way:
    return Way("bus", text, title)


CALL = "Bel 03 778 30 00. Een medewerker helpt u of maakt een afspraak met u."
EXAMPLE_PRICE = "Dit is een voorbeeldbedrag van deze demostad."
YEARLY_PRICE = "De prijs verandert elk jaar in januari. Vraag de prijs van vandaag aan het loket of bel 03 778 30 00."
AIM = "Dit is onze streeftijd."
DISTRICTS = ("parkstraat", "belsele", "nieuwkerken", "sinaai")
