"""What a citizen must do next, in words, for the mail and the page alike. No database here."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.workflow import Act

SENTENCES: dict[Act, Promise] = {
    "send": _("U moet ons nog iets bezorgen. Op uw pagina leest u wat."),
    "answer": _("Wij hebben een vraag voor u. U leest ze op uw pagina."),
    "come": _("U moet naar het loket komen."),
    "collect": _("U moet iets afhalen aan het loket."),
}


def in_words(act: Act) -> str:
    """Return what the citizen must do as one sentence; "" for nothing."""
    return str(SENTENCES.get(act, ""))
