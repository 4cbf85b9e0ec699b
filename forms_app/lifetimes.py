"""How long what forms_app keeps of people stays (records.lifetimes)."""

from django.utils.translation import gettext_lazy as _

from records.service import lifetimes

Lifetime = lifetimes.Lifetime

KEPT = {
    "forms_app.Draft": Lifetime(
        _("Antwoorden van een formulier dat nog niet verstuurd is"),
        _("DRAFT_DAYS dagen na het begin; wat verstuurd is, houdt geen antwoorden"),
        "purge_drafts",
    ),
    "forms_app.Submission": Lifetime(_("Antwoorden zoals ze verstuurd zijn"), _("Zo lang als de zaak die eruit kwam")),
}
WITHOUT_PEOPLE = {
    "forms_app.Form": "the form that editors write",
    "forms_app.FormVersion": "a frozen form, without answers",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.keep(KEPT)
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
