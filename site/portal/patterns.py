"""The pages of errors in their states, and what stands in no template of its own: buttons, text, icons."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders

from ground.pattern_library import LONG_TITLE, LONG_WORD, MANY, Pattern, state

SYMBOL = re.compile(r'<symbol[^>]* id="([^"]+)"')
ERRORS = ("400", "403", "404", "408", "413", "429", "500")


def patterns() -> Iterator[Pattern]:
    """Yield pages of errors, and what is styled without a component of its own."""
    yield Pattern(
        "portal/pattern_library/examples/buttons.html", (state("elke soort"), state("lange woorden", label=LONG_TITLE))
    )
    yield Pattern(
        "portal/pattern_library/examples/text.html",
        (state("wat een redacteur schrijft"), state("lange woorden", word=LONG_WORD)),
    )
    yield Pattern("portal/pattern_library/examples/icons.html", (state("alle", names=icon_names()),))
    for code in ERRORS:
        yield Pattern(f"{code}.html", (state("zoals hij komt"),), look="page")
    again = {"address": "#", "fields": [("naam", "Jonas")], "has_files": True}
    yield Pattern("503.html", (state("niets te herhalen"), state("opnieuw te versturen", again=again)), look="page")
    yield Pattern(
        "403_csrf.html",
        (
            state("een burger", again="#", typed=[]),
            state("een redacteur", again="#", typed=["Wat er stond."]),
            state("lange woorden", again="#", typed=[f"{LONG_WORD} {LONG_TITLE}"] * MANY),
        ),
        look="page",
    )


def icon_names() -> list[str]:
    """Return the names of the signs of the sprite, in its order."""
    return SYMBOL.findall(Path(str(finders.find("img/icons.svg"))).read_text(encoding="utf-8"))
