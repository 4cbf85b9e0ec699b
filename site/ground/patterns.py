"""The components of templates/components in their states, for the pattern library."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator

from ground.addresses import PRODUCTS
from ground.pattern_library import ARABIC, LONG_ADDRESS, LONG_EMAIL, LONG_TITLE, LONG_WORD, MANY, Pattern, state
from ground.templatetags.look import MenuItem


@dataclass(frozen=True, slots=True)
class Titled:
    """Something with a title and an address, as crumbs and rich values are."""

    title: str
    url: str = "#"
    description: str = ""
    icon: str = "file"


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as components/file_list.html wants it."""

    id: str
    name: str
    size: int
    kind: str = "PDF"
    url: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A question with its answer, as components/summary_list.html wants it."""

    question: SimpleNamespace
    lines: tuple[str, ...]


def row(label: str, *lines: str) -> SummaryRow:
    """Return a row of a summary."""
    return SummaryRow(SimpleNamespace(label=label, name="vraag"), lines)


def choice(label: str, count: int, *, is_chosen: bool = False) -> dict[str, object]:
    """Return a way to narrow a list."""
    return {"label": label, "count": count, "is_chosen": is_chosen, "url": "#"}


class Opinion(forms.Form):
    """The fields that components/feedback_fields.html reads."""

    antwoord = forms.CharField(error_messages={"required": "Kies ja of nee."})
    opmerking = forms.CharField(required=False, max_length=100)


def patterns() -> Iterator[Pattern]:
    """Yield each component that all apps share."""
    yield from words()
    yield from ways()
    yield from of_forms()
    yield from of_the_admin()


def words() -> Iterator[Pattern]:
    """Yield what says something."""
    kinds = (("info", "rustig"), ("ok", "gelukt"), ("warn", "let op"), ("error", "fout"))
    yield Pattern(
        "components/alert.html",
        (
            *(
                state(name, kind=kind, title="Uw aanvraag is bewaard", text="U krijgt een e-mail zodra er nieuws is.")
                for kind, name in kinds
            ),
            state("zonder titel", text="De stadswinkel is gesloten op vrijdag 1 januari 2027."),
            state("lange woorden", kind="warn", title=LONG_TITLE, text=f"{LONG_WORD} {LONG_ADDRESS}"),
            state("Arabisch", title=ARABIC, text=ARABIC),
        ),
    )
    yield Pattern(
        "components/tag.html",
        (
            *(
                state(kind, kind=kind, text=text)
                for kind, text in (
                    ("ok", "Nu open"),
                    ("warn", "Wij wachten op u"),
                    ("error", "Te laat"),
                    ("plain", "Nu gesloten"),
                )
            ),
            state("zonder soort", text="Nu bezig"),
            state("lang woord", kind="warn", text=LONG_WORD),
            state("Arabisch", text=ARABIC),
        ),
    )
    yield Pattern(
        "components/titled_text.html",
        (
            state(
                "titel en tekst", value=Titled("Uw identiteitskaart", description="Of een ander bewijs met uw foto.")
            ),
            state("alleen een titel", value=Titled("Uw identiteitskaart")),
            state("leeg", value=Titled("")),
            state("lange woorden", value=Titled(LONG_TITLE, description=f"{LONG_WORD} {LONG_ADDRESS}")),
        ),
    )
    yield Pattern(
        "components/contact_lines.html",
        (
            state(
                "alles",
                phone="03 778 30 00",
                email="loket@stad.example",
                address="Grote Markt 1\n9100 Voorbeeldstad",
                url="https://stad.example/",
            ),
            state("alleen een telefoon", phone="03 778 30 00"),
            state(
                "lange woorden", email=LONG_EMAIL, address=f"{LONG_WORD}straat 1\n9100 {LONG_WORD}", url=LONG_ADDRESS
            ),
        ),
    )
    banner = {"title": "Storm op komst.", "text": "De parken zijn dicht.", "url": "#", "link": "Lees meer"}
    yield Pattern(
        "components/banner.html",
        (
            state("rustig", banner=banner),
            state(
                "dringend, lange woorden",
                banner={"title": LONG_TITLE, "text": f"{LONG_WORD} {ARABIC}", "kind": "error"},
            ),
            state("geen: niets te zien", banner=None),
        ),
    )
    yield Pattern(
        "components/help_panel.html",
        (
            state("zoals de stad te bereiken is"),
            state("zonder telefoon, lange titel", city=SimpleNamespace(phone=""), title=LONG_TITLE),
        ),
    )
    yield Pattern(
        "components/help.html",
        (state("zoals de stad te bereiken is"), state("zonder telefoon", city=SimpleNamespace(phone=""))),
    )


def ways() -> Iterator[Pattern]:
    """Yield what leads somewhere."""
    yield Pattern(
        "components/about_links.html",
        (
            state("enkele", links=[MenuItem("Toegankelijkheid", "#", False), MenuItem("Privacy", "#", False)]),
            state("lange woorden", links=[MenuItem(LONG_TITLE, "#", False), MenuItem(LONG_WORD, "#", False)]),
        ),
    )
    yield Pattern(
        "components/breadcrumb.html",
        (
            state("kort", crumbs=[Titled("Diensten")], current="Reispas"),
            state("zonder tussenstap", crumbs=[], current="Veelgestelde vragen"),
            state("lange woorden", crumbs=[Titled(LONG_TITLE), Titled(LONG_WORD)], current=LONG_TITLE),
            state("Arabisch", crumbs=[Titled(ARABIC)], current=ARABIC),
        ),
    )
    yield Pattern("components/canonical.html", (state("het adres van deze pagina, voor zoekmachines: niets te zien"),))
    choices = [choice("Gratis", 12, is_chosen=True), choice("Online", 1)]
    long_choices = [choice(LONG_TITLE, 12345), choice(ARABIC, 1), choice(LONG_WORD, 0)]
    yield Pattern(
        "components/chips.html",
        (
            state("een gekozen", choices=choices, hint="gekozen"),
            state("lange woorden", choices=long_choices),
            state("50", choices=[choice(f"Keuze {number}", number) for number in range(1, MANY + 1)]),
        ),
    )
    yield Pattern(
        "components/page_head.html",
        (
            state(
                "alles", title="Wonen", crumbs=[], icon_name="file", lead="Van verhuizen tot bouwen.", choices=choices
            ),
            state("alleen een titel", title="Contact", crumbs=[]),
            state("lange woorden", title=LONG_TITLE, crumbs=[Titled(LONG_TITLE)], icon_name="file", lead=LONG_ADDRESS),
            state("Arabisch", title=ARABIC, crumbs=[], lead=ARABIC),
        ),
    )
    yield Pattern(
        "components/pager.html",
        (
            state("eerste van drie", number=1, last=3, query="?pagina="),
            state("middelste van 50", number=25, last=MANY, query="?pagina="),
            state("laatste van duizend", number=1000, last=1000, query="?pagina="),
        ),
    )
    yield Pattern(
        "components/tiles.html",
        (
            state("een", cards=[Titled("Alle diensten")]),
            state("lange woorden", cards=[Titled(LONG_TITLE), Titled(LONG_WORD), Titled(ARABIC)]),
            state("50", cards=[Titled(f"Weg {number}") for number in range(1, MANY + 1)]),
        ),
    )
    letters = [(letter, letter not in "QXY") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    yield Pattern(
        "components/letters.html",
        (
            state("op de pagina zelf", letters=letters, base=""),
            state("een letter tegelijk", letters=letters, base="", by_letter=True, chosen="B"),
            state("leeg", letters=[(letter, False) for letter, _filled in letters], base=""),
        ),
    )
    yield Pattern(
        "components/pagination.html",
        (
            state("eerste van drie", page=Paginator(range(60), 20).get_page(1), query="?pagina="),
            state("middelste van 50", page=Paginator(range(1000), 20).get_page(25), query="?pagina="),
            state("een pagina: niets te zien", page=Paginator(range(3), 20).get_page(1), query="?pagina="),
        ),
    )
    yield Pattern(
        "components/search_box.html",
        (
            state("groot", id="zoek"),
            state("klein, boven elke pagina", id="zoek-klein", small=True),
            state(
                "met een vraag",
                id="zoek-vraag",
                value=f"{LONG_WORD} {ARABIC}",
                label=LONG_TITLE,
                previous="pas",
                language="fr",
            ),
        ),
    )


def of_forms() -> Iterator[Pattern]:
    """Yield what a form is made of, besides its questions."""
    wrong, asked = Opinion({"antwoord": "", "opmerking": LONG_TITLE}), Opinion({"antwoord": "nee", "opmerking": ARABIC})
    yield Pattern(
        "components/error_summary.html",
        (
            state("zonder fouten: niets te zien", form=asked),
            state("twee fouten", form=wrong),
            state(
                "50 fouten, een met een lang woord",
                form=SimpleNamespace(
                    errors=True,
                    error_list=[("inhoud", f"Vul {LONG_TITLE} in."), *[("inhoud", "Vul uw naam in.")] * (MANY - 1)],
                ),
            ),
        ),
    )
    yield Pattern("components/feedback.html", (state("dicht", path=PRODUCTS),))
    yield Pattern(
        "components/feedback_fields.html",
        (
            state("leeg", path="/", form=None),
            state("ingevuld", path="/", form=asked),
            state("fout", path="/", form=wrong),
        ),
    )
    files = [ShownFile("1", "huurcontract.pdf", 34_000, url="#")]
    yield Pattern(
        "components/file_list.html",
        (
            state("een, weg te halen", files=files, remove="verwijder"),
            state("alleen te lezen", files=[ShownFile("1", "foto.jpg", 2_400_000, "JPEG")]),
            state("leeg", files=[]),
            state("een geweigerd", files=[], refused=[f"‘{LONG_WORD}.exe’ kunnen we niet openen."], remove="verwijder"),
            state(
                "lange woorden",
                files=[
                    ShownFile("1", f"{LONG_WORD}{LONG_WORD}.pdf", 1, url="#"),
                    ShownFile("2", f"{ARABIC}.pdf", 9_000_000, url="#"),
                ],
                remove="verwijder",
            ),
            state(
                "50",
                files=[ShownFile(str(number), f"bewijs-{number}.pdf", 1_000 * number) for number in range(1, MANY + 1)],
                remove="verwijder",
            ),
        ),
    )
    yield Pattern(
        "components/old_page.html",
        (
            state("te lang weg", request=SimpleNamespace(COOKIES={"csrftoken": "x"})),
            state("zonder cookies", request=SimpleNamespace(COOKIES={})),
        ),
    )
    yield Pattern(
        "components/steps_progress.html",
        (
            state("begin", number=1, count=5, next="Uw woning"),
            state("laatste van 12", number=11, count=12, next=LONG_TITLE),
            state("een stap", number=1, count=1, next="Uw woning"),
        ),
    )
    yield Pattern(
        "components/summary_list.html",
        (
            state("te wijzigen", rows=[row("Hoe heet u?", "Jonas Peeters"), row("Hebt u huisdieren?")], change="#"),
            state("alleen te lezen", rows=[row("Bij welk adres?", "Grote Markt 1", "9100 Voorbeeldstad")]),
            state("leeg", rows=[]),
            state("lange woorden", rows=[row(LONG_TITLE, LONG_WORD, LONG_ADDRESS), row(ARABIC, ARABIC)], change="#"),
            state(
                "50", rows=[row(f"Vraag {number}", f"Antwoord {number}") for number in range(1, MANY + 1)], change="#"
            ),
        ),
    )


def of_the_admin() -> Iterator[Pattern]:
    """Yield what stands in the admin."""
    yield Pattern(
        "components/admin_pages.html",
        (
            state("een pagina: niets te zien", listing=Paginator(range(3), 25).get_page(1)),
            state("middelste", listing=Paginator(range(1000), 25).get_page(20)),
        ),
        look="admin",
    )
    column = SimpleNamespace(label="Dienst", classname="")
    yield Pattern(
        "components/labelled_cell.html",
        (
            state("kort", value="Bevolking", column=column),
            state("leeg", value=None, column=column),
            state("lang", value=LONG_TITLE, column=SimpleNamespace(label=LONG_WORD, classname="")),
        ),
        look="row",
    )
