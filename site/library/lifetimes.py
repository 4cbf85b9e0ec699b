"""How long what library keeps of people stays (records.lifetimes)."""

from django.utils.translation import gettext_lazy as _

from records.service import lifetimes

Lifetime = lifetimes.Lifetime

KEPT = {
    "library.Picture": Lifetime(
        _("Foto’s op pagina’s, en wie ze opgeladen heeft"), _("Tot een redacteur ze verwijdert")
    ),
    "library.File": Lifetime(
        _("Documenten op pagina’s, en wie ze opgeladen heeft"), _("Tot een redacteur ze verwijdert")
    ),
    "library.Rendition": Lifetime(_("Foto’s in een andere maat"), _("Samen met de foto")),
}
WITHOUT_PEOPLE = {"library.Brand": "the look of the city"}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.keep(KEPT)
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
