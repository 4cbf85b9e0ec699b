"""The signs that an editor may choose for a product and for a theme: names of img/icons.svg, in words, in groups.

A product without one of its own has the sign of its first theme; a theme without one has that of THEME_ICONS.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ICON_GROUPS: list[tuple[Promise, list[tuple[str, Promise]]]] = [
    (
        _("Papieren"),
        [
            ("id", _("Kaart met foto")),
            ("id-off", _("Kaart met streep erdoor")),
            ("e-passport", _("Reispas")),
            ("password", _("Geheime code")),
            ("signature", _("Handtekening")),
            ("file-certificate", _("Attest met zegel")),
            ("file-search", _("Blad met vergrootglas")),
            ("file", _("Blad papier")),
            ("activity-heartbeat", _("Hartslag")),
            ("gavel", _("Hamer van de rechter")),
            ("feather", _("Pen van een vogel")),
        ],
    ),
    (
        _("Wonen"),
        [
            ("home-2", _("Huis")),
            ("home-move", _("Huis met pijl")),
            ("home-check", _("Huis met vinkje")),
            ("home-heart", _("Huis met hart")),
            ("building-community", _("Huis en flat")),
            ("sign-left", _("Wegwijzer")),
            ("crane", _("Bouwkraan")),
            ("barrier-block", _("Afgesloten straat")),
            ("sofa", _("Zetel")),
        ],
    ),
    (
        _("Mensen"),
        [
            ("user", _("Eén persoon")),
            ("users-group", _("Groep mensen")),
            ("user-heart", _("Persoon met hart")),
            ("mood-kid", _("Gezicht van een kind")),
            ("baby-carriage", _("Kinderwagen")),
            ("rings", _("Trouwringen")),
            ("heart", _("Hart")),
            ("candle", _("Kaars")),
            ("flower", _("Bloem")),
            ("wheelchair", _("Rolstoel")),
        ],
    ),
    (
        _("Onderweg"),
        [
            ("car", _("Auto")),
            ("square-letter-l", _("Letter L")),
            ("road-sign", _("Verkeersbord")),
            ("parking", _("Letter P")),
            ("bike", _("Fietser")),
            ("bus", _("Bus")),
            ("plane-departure", _("Vliegtuig")),
            ("luggage", _("Reiskoffer")),
            ("pin", _("Plaats op de kaart")),
        ],
    ),
    (
        _("Vrije tijd en leren"),
        [
            ("confetti", _("Confetti")),
            ("ball-football", _("Voetbal")),
            ("music", _("Muzieknoot")),
            ("palette", _("Verf en palet")),
            ("ticket", _("Ticket")),
            ("package", _("Doos")),
            ("backpack", _("Rugzak")),
            ("school", _("Hoed van een student")),
            ("leaf", _("Blad van een boom")),
        ],
    ),
    (
        _("Werk en geld"),
        [
            ("briefcase", _("Aktetas")),
            ("building-store", _("Winkel")),
            ("umbrella", _("Parasol")),
            ("coin-euro", _("Munt van een euro")),
        ],
    ),
    (
        _("Tijd en contact"),
        [
            ("speakerphone", _("Megafoon")),
            ("message-exclamation", _("Tekstballon met uitroepteken")),
            ("chat", _("Tekstballon")),
            ("phone", _("Telefoon")),
            ("mail", _("Envelop")),
            ("camera", _("Fototoestel")),
            ("calendar", _("Kalender")),
            ("calendar-pause", _("Kalender met pauze")),
        ],
    ),
]

THEME_ICONS = {
    "BouwenWonen": "home-2",
    "BurgerOverheid": "building-community",
    "CultuurSportVrijeTijd": "music",
    "EconomieWerk": "briefcase",
    "MilieuEnergie": "leaf",
    "MobiliteitOpenbareWerken": "bike",
    "OnderwijsWetenschap": "school",
    "WelzijnGezondheid": "heart",
}
"""The sign of a theme (a code of the list of themes) for which no editor chose one."""
NO_THEME = "file"
"""The sign of what has no theme that we know."""


def icons_of_product() -> list[Any]:
    """Return the choices for a product."""
    return [("", _("Zoals het thema")), *ICON_GROUPS]


def icons_of_theme() -> list[Any]:
    """Return the choices for a theme."""
    return [("", _("Zoals gewoonlijk bij dit thema")), *ICON_GROUPS]


def icon_names() -> list[str]:
    """Return all names that can be chosen."""
    return [name for _group, icons in ICON_GROUPS for name, _label in icons]


def theme_icon(theme: str, chosen: str = "") -> str:
    """Return the sign of a theme: what its editor chose, else the usual one."""
    return chosen or THEME_ICONS.get(theme, NO_THEME)


def apart(signs: Sequence[tuple[str, str]]) -> list[str]:
    """Return the sign of each row of a list, from what it chose itself and what its theme gives; "" for none.

    Neighbours never show the same by accident: of rows that follow each other and would show one theme's sign, only the first
    does, and no row takes from its theme what the row before or after chose for itself. A choice always shows.

    >>> apart([("", "leaf"), ("", "leaf"), ("id", "leaf"), ("", "leaf")])
    ['leaf', '', 'id', 'leaf']
    """
    shown: list[str] = []
    last = ""
    for row, (own, default) in enumerate(signs):
        following = signs[row + 1][0] if row + 1 < len(signs) else ""
        sign = own or ("" if default in (last, following) else default)
        last = sign or last
        shown.append(sign)
    return shown
