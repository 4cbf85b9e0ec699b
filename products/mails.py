"""The mails of the catalogue: what of them a city may write itself."""

from django.utils.translation import gettext_lazy as _

from records.service import MailKind, Part

WITHDRAWN = MailKind(
    code="products.withdrawn",
    label=_("Producten die de bron introk"),
    group=_("Producten"),
    parts=(
        Part("subject", _("Onderwerp"), _("Producten die niet meer in IPDC staan: {aantal}"), ("aantal",)),
        Part(
            "news",
            _("Eerste zin"),
            _("Bij het inlezen van de Vlaamse productencatalogus bleek dat de bron producten introk."),
            ("aantal",),
        ),
        Part(
            "waiting",
            _("Boven wat nog online staat"),
            _("Deze staan nog online. Beslis van elk of het online blijft:"),
        ),
        Part(
            "taken_down",
            _("Boven wat offline ging"),
            _("Deze zijn offline gehaald. Als concept staan ze er nog:"),
        ),
    ),
    sample={"aantal": "3"},
)
