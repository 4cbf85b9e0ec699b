"""How long what records keeps of people stays (records.lifetimes)."""

from django.utils.translation import gettext_lazy as _

from records import lifetimes

Lifetime = lifetimes.Lifetime

KEPT = {
    "records.AuditLine": Lifetime(
        _("Wie wanneer wat deed, met codes en nummers, zonder inhoud"), _("AUDIT_YEARS jaar"), "purge_audit"
    ),
    "records.AuditTarget": Lifetime(
        _("Welke zaken in een lijst of een taak zaten"), _("Samen met de regel"), "purge_audit"
    ),
    "records.CapabilityLink": Lifetime(
        _("Wat een link in een mail opent, en tot wanneer"),
        _("Opent niets meer zodra de zaak of het ontwerp weg is, en gaat een jaar daarna"),
        "purge_counters",
    ),
    "records.OutboxMessage": Lifetime(
        _("Mails: aan wie en wat erin staat"),
        _(
            "De inhoud MESSAGE_DAYS dagen na verzending of de laatste poging; dat er een mail was, zo lang als waarover hij gaat"
        ),
        "purge_messages",
    ),
    "records.StoredFile": Lifetime(
        _("Bestanden die burgers meesturen"),
        _("Samen met het ontwerp of de zaak; wat niemand verstuurde één dag"),
        "purge_drafts",
    ),
    "records.ThrottleCount": Lifetime(
        _("Hoe vaak een bezoeker iets probeerde, onder een vingerafdruk van het adres"),
        _("Tot het einde van het tijdvak, hoogstens een dag langer"),
        "purge_counters",
    ),
}
WITHOUT_PEOPLE = {
    "records.Heartbeat": "when a job last worked",
    "records.MailText": "texts of mails as the city wrote them",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.keep(KEPT)
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
