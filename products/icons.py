"""Icons that an editor may give a product: names of img/icons.svg. Without one it has the icon of its first theme."""

from django.utils.translation import gettext_lazy as _

ICONS = [
    ("card", _("Kaart")),
    ("file", _("Document")),
    ("user", _("Persoon")),
    ("users", _("Gezin of groep")),
    ("pin", _("Plaats")),
    ("chat", _("Gesprek of melding")),
    ("calendar", _("Kalender")),
    ("euro", _("Geld")),
    ("pen", _("Handtekening")),
    ("camera", _("Foto")),
    ("bus", _("Bus")),
    ("phone", _("Telefoon")),
    ("mail", _("Brief of mail")),
    ("access", _("Toegankelijkheid")),
]
