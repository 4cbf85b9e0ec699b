"""What happens to products, their questions and authorities, and to any public page."""

from django.utils.translation import gettext_lazy as _

from ground import events


def register() -> None:
    """Declare the events, when the app is ready."""
    events.declare(
        {
            "page.published": _("Pagina gepubliceerd"),
            "page.removed": _("Pagina offline gehaald"),
            "product.published": _("Product gepubliceerd"),
            "product.changed": _("Product bij de toptaken gezet of eruit gehaald"),
            "product.removed": _("Product offline gehaald"),
            "product.imported": _("Product ingelezen"),
            "product.import_updated": _("Product bijgewerkt door de bron"),
            "product.import_noted": _("Product nagekeken bij de bron"),
            "product.import_published": _("Ingelezen product gepubliceerd"),
            "product.import_withdrawn": _("Product ingetrokken door de bron"),
            "product.withdrawal_settled": _("Beslist over een product dat de bron introk"),
            "product.conflict_settled": _("Gekozen tussen de eigen tekst en die van de bron"),
            "product.upload_confirmed": _("Gevraagd om opgeladen producten in te lezen"),
            "product.uploaded": _("Opgeladen producten ingelezen"),
            "product.looked_after": _("Product nagekeken of beheer gewijzigd"),
            "product.keyword_added": _("Zoekwoord toegevoegd"),
            "authority.named": _("Naam van een organisatie ingevuld"),
            "faq.published": _("Vraag gepubliceerd"),
            "faq.removed": _("Vraag offline gehaald"),
        }
    )
