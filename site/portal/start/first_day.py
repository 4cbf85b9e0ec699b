"""What of the first day only the top can judge: mail, and what setup made as a beginning."""

from email.utils import parseaddr

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forms_app.service import Form
from people.service import CheckItem, checklist
from portal.operations.backup import last
from portal.start.city import made_codes
from products.service import ProductPage
from records.service import mail_answers


def register() -> None:
    """Put the items on the list, when the app is ready."""
    for code, item in {
        "sender": CheckItem(
            _("Laat mails vertrekken van een adres van de stad (instelling MAIL_FROM)"),
            lambda: reverse("mail_texts"),
            has_a_sender,
        ),
        "mail_server": CheckItem(
            _("Verstuur een eerste mail, bijvoorbeeld een uitnodiging, en kijk of ze vertrok"),
            lambda: reverse("outbox"),
            mail_answers,
        ),
        "forms": CheckItem(
            _("Werk de formulieren van het begin af en zet ze online, of verwijder ze"),
            lambda: reverse("wagtailsnippets_forms_app_form:list"),
            forms_are_finished,
        ),
        "products": CheckItem(
            _("Geef elk product een dienst"), lambda: reverse("producten:index"), products_have_owners
        ),
        "backup": CheckItem(
            _("Laat elke nacht een reservekopie maken op de server (opdracht: manage.py backup)"), None, last.is_recent
        ),
    }.items():
        checklist.register(code, item)


def has_a_sender() -> bool:
    """Return whether mails leave from an address that can exist. No query."""
    return not parseaddr(settings.DEFAULT_FROM_EMAIL)[1].endswith((".example", ".invalid", ".test"))


def forms_are_finished() -> bool:
    """Return whether none of the forms that setup made still waits. Two queries."""
    return not Form.objects.filter(key__in=made_codes("form"), live=False).exists()


def products_have_owners() -> bool:
    """Return whether each product has a department that is open. One query."""
    unowned = Q(department=None) | Q(department__closed_at__isnull=False)
    return not ProductPage.objects.filter(unowned).exists()
