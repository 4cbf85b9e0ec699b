"""The components of products in their states, for the pattern library."""

from collections.abc import Iterator
from types import SimpleNamespace

from ground.pattern_library import ARABIC, LONG_ADDRESS, LONG_TITLE, LONG_WORD, MANY, Pattern, state
from products.facts import Fact, RowFacts
from products.listings import Card
from products.lists import Group
from products.page_parts import Instead, elsewhere

FACTS = RowFacts("€ 12,50", "Binnen 5 werkdagen", "Deels online", has_online=True)
LONG_FACTS = RowFacts("Gratis tot € 1.234,50", f"Binnen {LONG_WORD}", LONG_TITLE)
ELSEWHERE = RowFacts(authority=f"de Federale Overheidsdienst {LONG_WORD}")
SHORT = Card(
    "Adreswijziging", "#", "Binnen 8 werkdagen na uw verhuis. En nog een zin.", "file", facts=FACTS, minutes=10
)
LONG = Card(LONG_TITLE, "#", f"{LONG_WORD} {LONG_ADDRESS}", "file", facts=LONG_FACTS)
CARDS = [LONG, Card(ARABIC, "#", ARABIC, facts=ELSEWHERE, icon="user"), Card(LONG_WORD, "#", facts=RowFacts())]
FIFTY = [Card(f"Product {number}", "#", SHORT.text, "file", facts=FACTS) for number in range(1, MANY + 1)]


def patterns() -> Iterator[Pattern]:
    """Yield each component of products."""
    yield from of_lists()
    yield from of_a_product()
    yield Pattern(
        "products/components/forms_left_alone.html",
        (state("geen: niets te zien", forms=[]), state("twee", forms=["Adreswijziging", LONG_TITLE])),
        look="admin",
    )


def of_lists() -> Iterator[Pattern]:
    """Yield what lists of products are made of."""
    for name in ("rows", "themes"):
        states = (state("een", cards=[SHORT]), state("lange woorden", cards=CARDS), state("50", cards=FIFTY))
        yield Pattern(f"products/components/{name}.html", states)
    yield Pattern(
        "products/components/group.html",
        (
            state("een, zonder titel", group=Group("", "", [SHORT])),
            state("lange woorden", group=Group(LONG_TITLE, "groep", CARDS)),
        ),
    )
    yield Pattern(
        "products/components/row_facts.html",
        (
            state("alles", facts=FACTS),
            state("niets bekend: niets te zien", facts=RowFacts()),
            state("niet bij ons", facts=ELSEWHERE),
            state("lange woorden", facts=LONG_FACTS),
        ),
    )
    quick = (state("kort", card=SHORT), state("lange woorden", card=LONG))
    yield Pattern("products/components/quick.html", quick, css="sn-quick")
    yield Pattern(
        "products/components/product_list.html",
        (state("een", products=[SHORT]), state("lange woorden", products=CARDS), state("50", products=FIFTY)),
    )


def of_a_product() -> Iterator[Pattern]:
    """Yield what the page of a product is made of."""
    yield Pattern(
        "products/components/facts.html",
        (
            state(
                "twee",
                facts=[Fact("euro", "Bedrag", "Gratis"), Fact("calendar", "Wanneer klaar?", "Binnen 15 werkdagen")],
            ),
            state("een", facts=[Fact("clock", "Tijd om in te vullen", "Ongeveer 10 minuten", note="online", url="#")]),
            state("lange woorden", facts=[Fact("euro", LONG_WORD, LONG_TITLE), Fact("calendar", ARABIC, ARABIC)]),
        ),
    )
    yield Pattern(
        "products/components/instead.html",
        (
            state(
                "niet meer online", answer=Instead("info", "Niet meer online te regelen", "Kom langs aan het loket.")
            ),
            state("niet bij ons", answer=elsewhere("de Vlaamse overheid", url="#")),
            state("lange woorden", answer=Instead("info", LONG_TITLE, LONG_ADDRESS, "#", LONG_WORD)),
        ),
    )
    links = [
        SimpleNamespace(title=LONG_TITLE, url="#", description=LONG_ADDRESS),
        SimpleNamespace(title=ARABIC, url="#"),
    ]
    yield Pattern(
        "products/components/way.html",
        (
            state(
                "aan het loket", value=SimpleNamespace(title="", channel="counter", description="Kom langs.", links=[])
            ),
            state("lange woorden", value=SimpleNamespace(title=LONG_TITLE, description=LONG_WORD, links=links)),
        ),
    )
