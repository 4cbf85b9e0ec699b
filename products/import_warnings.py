"""What shows only over all instances of an import: in English for the command and its JSON, in Dutch for editors.

A warning is a dict, as the report of a run keeps it: `code`, and the values that its sentence names.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

ENGLISH = {
    "unreadable": "{source}: {reason}",
    "is_stream": "--complete was left aside: an event stream tells changes, not all there is. Nothing was taken for withdrawn.",
    "not_whole": "--complete was left aside: not all of it could be read. Nothing was taken for withdrawn.",
    "other_authority": "nothing was made by {asked}; what was read is by {made_by}",
    "nameless": "{count} authorities have no name yet and are not shown: {codes}",
    "copy_of_nothing": "{iri} is a copy of {original}, which is nowhere",
    "mistyped": "{address} is probably mistyped; others write {better}",
    "nobody_told": "nobody was told of {count} withdrawn products: the city has no e-mail address",
}
DUTCH = {
    "unreadable": _("{source} kon niet worden gelezen: {reason}"),
    "is_stream": _("De bron geeft alleen wijzigingen. Daarom is niets als ingetrokken beschouwd omdat het ontbrak."),
    "not_whole": _("Niet alles kon worden gelezen. Daarom is niets als ingetrokken beschouwd omdat het ontbrak."),
    "other_authority": _("Niets is gemaakt door {asked}. Wat gelezen is, is van {made_by}."),
    "nameless": _("Overheden zonder naam, die daarom nergens op de site staan: {count}. Hun codes: {codes}"),
    "copy_of_nothing": _("{iri} is een kopie van {original}, dat er niet is."),
    "mistyped": _("{address} is waarschijnlijk een tikfout; anderen schrijven {better}."),
    "nobody_told": _(
        "Ingetrokken producten waarover niemand een mail kreeg: {count}. "
        "Geef de stad een e-mailadres (Contactgegevens van de stad)."
    ),
}


def warn(code: str, **values: Any) -> dict[str, Any]:
    """Return a warning."""
    return {"code": code, **values}


def in_english(warning: dict[str, Any]) -> str:
    """Return what the command prints."""
    return ENGLISH[warning["code"]].format(**warning)


def in_dutch(warning: dict[str, Any]) -> str:
    """Return what an editor reads."""
    return str(DUTCH[warning["code"]]).format(**warning)
