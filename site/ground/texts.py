"""Texts that staff write with places in them for what differs: "Uw nummer is {nummer}.". Pure: parse, fill, problems.

`{{` and `}}` stand for a brace itself. What stands between braces is a name that the text's owner declared, and nothing else: no
format, no attribute, so that a text can reach nothing but the values it is given.
"""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from django.utils.translation import gettext

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def placeholders(text: str) -> list[str]:
    """Return the names in a text, each once, in their order.

    >>> placeholders("Uw nummer is {nummer}: bewaar {nummer} goed, {{zo}}.")
    ['nummer']
    """
    return list(dict.fromkeys(match[1].strip() for match in _TOKEN.finditer(text) if match[1] is not None))


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return the text with its values. A name without a value stays as it was written: a mail leaves, whatever its text.

    >>> fill("{soort} {nummer} is klaar {{}}", {"soort": "Aanvraag", "nummer": 12})
    'Aanvraag 12 is klaar {}'
    """

    def replaced(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        name = match[1].strip()
        return str(values[name]) if name in values else match[0]

    return _TOKEN.sub(replaced, text)


def problems(text: str, allowed: Collection[str]) -> list[str]:
    """Return what keeps a text from being used, in words for who wrote it; [] when nothing does."""
    reasons = [_unknown(name, allowed) for name in placeholders(text) if name not in allowed]
    lone = [match[0] for match in _TOKEN.finditer(text) if match[0] in ("{", "}")]
    for brace in dict.fromkeys(lone):
        reasons.append(
            gettext("Er staat een losse %(brace)s in de tekst. Schrijf %(twice)s als u het teken zelf bedoelt.")
            % {"brace": brace, "twice": brace * 2}
        )
    return reasons


def _unknown(name: str, allowed: Collection[str]) -> str:
    written = "{" + name + "}"
    if not allowed:
        return gettext("%(written)s kan hier niet: deze tekst heeft geen invulplaatsen. Haal het weg.") % {
            "written": written
        }
    if near := get_close_matches(name.casefold(), [each.casefold() for each in allowed], n=1):
        meant = next(each for each in allowed if each.casefold() == near[0])
        return gettext("%(written)s bestaat niet. Bedoelt u %(meant)s?") % {
            "written": written,
            "meant": "{" + meant + "}",
        }
    known = ", ".join("{" + each + "}" for each in allowed)
    return gettext("%(written)s bestaat niet. U kunt kiezen uit: %(known)s.") % {"written": written, "known": known}
