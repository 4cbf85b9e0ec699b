"""What of a text may be about a person, left out: of log lines, and of what visitors write where nobody asks who they are."""

import re

from ground.addresses import LINKS

HIDDEN = "[weg]"

# What repeats begins where a run of such letters begins and is bounded, so that a line costs what it is long: an address of
# many letters must not hold up the process that writes it down.
PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(LINKS + r"[^/\s\"'<>?]+"), f"{LINKS}{HIDDEN}"),
    (re.compile(r"(/password_reset/confirm/)[^\s\"'<>?]+"), rf"\1{HIDDEN}/"),
    (re.compile(r"(?i)\b(bearer|token|apikey)([\s=:]+)[A-Za-z0-9._~+/=-]{8,}"), rf"\1\2{HIDDEN}"),
    (re.compile(r"(?i)([?&](?:token|key|code|signature|q)=)[^&\s\"']+"), rf"\1{HIDDEN}"),
    (re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), HIDDEN),
    (re.compile(r"\bBE\d{2}(?:[ ]?\d{4}){3}\b"), HIDDEN),
    # A Belgian national number, written together or as 93.05.18-223.61.
    (re.compile(r"(?<![\w-])\d{2}[. ]?\d{2}[. ]?\d{2}[- .]?\d{3}[. ]?\d{2}(?![\w-])"), HIDDEN),
    (re.compile(r"(?<![\w-])(?:\+32|0032|0)[ ]?4\d{2}(?:[ ./]?\d{2}){3}(?!\w)"), HIDDEN),
    # Of a house, 03 778 30 00 or 053 12 34 56.
    (re.compile(r"(?<![\w-])(?:\+32|0032|0)[ ]?[1-9]\d?(?:[ ./]?\d{2,3})(?:[ ./]?\d{2}){2}(?!\w)"), HIDDEN),
    # A street with its number, and what follows of box, postal code and town.
    (
        re.compile(
            r"(?<![\w'’.-])(?=(?:[\w'’.-]*['’.-])?[A-ZÀ-Ý])[\w'’.-]*(?: [A-ZÀ-Ý][\w'’.-]*){0,6}"
            r"(?:straat|laan|plein|dreef|steenweg|weg|lei|kaai|hof|pad|singel|markt|baan|wijk|park)"
            r",?\s+\d+(?:\s?[A-Za-z]\b)?(?:\s+bus\s+\w+)?(?:,?\s+\d{4}(?:\s+[A-ZÀ-Ý][\w-]*)?)?"
        ),
        HIDDEN,
    ),
)


def redact(text: str) -> str:
    """Return the text without tokens, e-mail addresses, national and account numbers, telephones and streets.

    >>> redact("GET /t/abc.DEF-1/ voor an@voorbeeld.be, 93.05.18-223.61, Kerkstraat 12, 9000 Gent")
    'GET /t/[weg]/ voor [weg], [weg], [weg]'
    """
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text
