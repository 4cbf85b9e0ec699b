"""A new password by mail.

Whoever asks gets one answer, after the same work: a row in the outbox. Only when that row is delivered does anyone look
whether the address is a colleague's, so that neither the page nor its speed tells, and no request waits for a mail server.
"""

import datetime
from typing import Any

from django import forms
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import PasswordResetForm

from people.models import User
from people.sign_in import WINDOW, wait_words
from records.models import OutboxMessage
from records.service import (
    MailKind,
    MessageContent,
    Paragraph,
    Part,
    Throttle,
    Throttled,
    client_key,
    deduplication_key,
    link_for,
    mail_texts,
    put_message,
    queue_mail,
    revoke_link,
)

KIND = "password_reset"
LINK_TTL = datetime.timedelta(days=1)
REQUESTS_AT_ADDRESS = Throttle("password_reset", 20, WINDOW)
REQUEST_WINDOW = 10 * 60
"""Seconds in which the same question sends one mail."""

PASSWORD_MAIL = MailKind(
    code="user.password_reset",
    label=_("Een nieuw wachtwoord"),
    group=_("Collega’s"),
    parts=(
        Part("subject", _("Onderwerp"), _("Kies een nieuw wachtwoord voor de Stadswinkel"), ("naam",)),
        Part("news", _("Eerste zin"), _("U vroeg een nieuw wachtwoord voor de Stadswinkel."), ("naam",), is_long=True),
        Part(
            "small",
            _("Kleine letters"),
            _("Vroeg u dit niet? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het was."),
            ("naam",),
            is_long=True,
        ),
    ),
    sample={"naam": "An Peeters"},
)
"""What of it a city may write itself."""


class ResetForm(PasswordResetForm):  # type: ignore[misc]  # Wagtail is not typed
    """Wagtail's, which asks the outbox instead of the mail server."""

    retry_after = 0

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["email"].label = _("Uw e-mailadres")

    def clean(self) -> object:
        if not self.errors:
            try:
                REQUESTS_AT_ADDRESS.count(client_key(self.request))
            except Throttled as error:
                self.retry_after = error.retry_after
                raise forms.ValidationError(wait_words(error.retry_after)) from None
        return super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the question in."""
        ask(self.cleaned_data["email"])


def ask(email: str) -> None:
    """Take the question in; the same one within REQUEST_WINDOW counts once."""
    with transaction.atomic():
        put_message(KIND, deduplication_key(KIND, email, REQUEST_WINDOW), {"email": email})


def deliver(message: OutboxMessage) -> None:
    """Queue a mail for each account of the address; for none nothing. Forgets what was typed."""
    with transaction.atomic():
        for user in accounts_of(message.payload["email"]):
            send_link(user, f"{KIND}:{message.pk}:{user.pk}")
        OutboxMessage.objects.filter(pk=message.pk).update(payload={})


def accounts_of(email: str) -> QuerySet[User]:
    """Return the accounts that a mail address opens: those too that never had a password, as import_staff makes them.

    The mail goes to the address that an account holds, never to what was typed.
    """
    return User.objects.filter(email__iexact=email, is_active=True)


def send_link(user: User, key: str) -> None:
    """Queue the mail with a link to choose a new password, and close the account's earlier one."""
    revoke_link(KIND, user.pk)
    link_for(KIND, user.pk, timezone.now() + LINK_TTL)
    said = mail_texts.texts(PASSWORD_MAIL.code, {"naam": user.get_full_name() or user.get_username()})
    content = MessageContent(
        subject=said["subject"],
        greeting=gettext("Dag,"),
        paragraphs=(
            Paragraph(said["news"]),
            Paragraph(gettext("U meldt zich aan als: %(username)s") % {"username": user.get_username()}),
        ),
        button=gettext("Kies een nieuw wachtwoord"),
        small_print=(
            Paragraph(gettext("De link werkt één dag, tot u een nieuw wachtwoord koos.")),
            Paragraph(said["small"]),
        ),
    )
    queue_mail(key, user.email, content, target=(KIND, user.pk))


def address_of(user_id: str) -> str | None:
    """Return where the link of an account leads, with a token of Django's made at that moment; None for one that is closed."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return None
    uid, token = urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
    return reverse("wagtailadmin_password_reset_confirm", kwargs={"uidb64": uid, "token": token})


def close_link(user: User) -> None:
    """Let the mailed link open nothing any more: it was used."""
    revoke_link(KIND, user.pk)
