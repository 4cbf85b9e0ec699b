"""The components of the public pages that are no products, in their states, for the pattern library."""

import datetime
from collections.abc import Iterator
from types import SimpleNamespace

from front.cookies import Cookie
from front.models import AccessibilityAudit
from ground.frame import Frame
from ground.pattern_library import ARABIC, LONG_ADDRESS, LONG_TITLE, LONG_WORD, Pattern, state


def patterns() -> Iterator[Pattern]:
    """Yield each component of front."""
    audit = AccessibilityAudit(
        date=datetime.date(2026, 11, 3), auditor="onze webredactie", method="een programma op elke pagina"
    )
    gap = SimpleNamespace(
        value={"what": f"Kaarten: {LONG_WORD}.", "reason": LONG_TITLE, "alternative": f"bel ons, {ARABIC}."}
    )
    long = SimpleNamespace(
        date=audit.date,
        standard=LONG_TITLE,
        get_result_display="voldoet voor een deel",
        auditor=LONG_WORD,
        method=LONG_ADDRESS,
        gaps=[gap],
    )
    yield Pattern(
        "front/components/accessibility_audit.html",
        (
            state("niemand keek", audit=None),
            state("zonder gebreken", audit=audit),
            state("lange woorden, klachten", audit=long, city=Frame("Voorbeeldstad", complaints="#")),
        ),
    )
    yield Pattern(
        "front/components/cookie.html",
        (
            state("kort", cookie=Cookie("csrftoken", "Beschermt wat u verstuurt.", "Een jaar.")),
            state("lange woorden", cookie=Cookie(LONG_WORD, LONG_TITLE, ARABIC)),
        ),
    )
