"""How staff sign in: a password is tried a few times only, at every door that takes one.

Counted before the password is looked at, so that tries at the same moment count too; a success takes its count away again. An
account that has had its tries costs its address nothing more: one wrong password at one desk shuts out no office.
"""

import unicodedata
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm, PasswordChangeForm

from people.models import User
from records.service import Throttle, Throttled, client_key

WINDOW = 15 * 60
TRIES_OF_ACCOUNT_AT_ADDRESS = Throttle("sign_in_pair", 10, WINDOW)
TRIES_OF_ACCOUNT = Throttle("sign_in_account", 50, WINDOW)
"""From all addresses together: a botnet tries 200 passwords an hour, and its victim waits a quarter of an hour at most."""
TRIES_AT_ADDRESS = Throttle("sign_in_address", 50, WINDOW)
"""Wrong passwords of all accounts at one address: an office behind one router, on a Monday."""
OWN_PASSWORD_TRIES = Throttle("own_password", 10, WINDOW)


class StaffBackend(ModelBackend):
    """Django's, with a bound on tries. Raises Throttled; without a request (a command, a shell) nothing is counted."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if request is None or username is None or password is None:
            return super().authenticate(request, username=username, password=password, **kwargs)
        account, address = account_key(username), client_key(request)
        TRIES_OF_ACCOUNT_AT_ADDRESS.count(f"{account} {address}")
        TRIES_OF_ACCOUNT.count(account)
        TRIES_AT_ADDRESS.count(address)
        user: User | None = super().authenticate(request, username=username, password=password, **kwargs)
        if user is not None:
            reset_tries(request, username)
            TRIES_AT_ADDRESS.give_back(address)
        return user


def reset_tries(request: HttpRequest, username: str) -> None:
    """Begin an account's tries anew: who holds it has shown so, by the password or by a mailed link."""
    account = account_key(username)
    TRIES_OF_ACCOUNT_AT_ADDRESS.forget(f"{account} {client_key(request)}")
    TRIES_OF_ACCOUNT.forget(account)


def account_key(username: str) -> str:
    """Return an account's name for counting: other spellings of it give no more tries."""
    return unicodedata.normalize("NFKC", username).casefold().strip()


def wait_words(seconds: int) -> str:
    """Return how long to wait, in words, for a form that keeps what was typed."""
    minutes = -(-seconds // 60)
    text = ngettext(
        "U probeerde dit te vaak. Probeer het over %(minutes)s minuut opnieuw.",
        "U probeerde dit te vaak. Probeer het over %(minutes)s minuten opnieuw.",
        minutes,
    )
    return text % {"minutes": minutes}


class SignInForm(LoginForm):  # type: ignore[misc]  # Wagtail is not typed
    """Wagtail's, with the one label that it leaves in English, and too many tries told above what was typed.

    Without its placeholders: they say what the labels say, and a phone cuts them off.
    """

    retry_after = 0
    """Seconds to wait; 0 when there is no need to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Wachtwoord")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> object:
        try:
            return super().clean()
        except Throttled as error:
            self.retry_after = error.retry_after
            self.add_error(None, wait_words(error.retry_after))
            return self.cleaned_data


class OwnPasswordForm(PasswordChangeForm):  # type: ignore[misc]  # Wagtail has no types
    """Who found an open session may not guess its password either."""

    def clean_old_password(self) -> str:
        account = account_key(self.user.get_username())
        try:
            OWN_PASSWORD_TRIES.count(account)
        except Throttled as error:
            raise ValidationError(wait_words(error.retry_after)) from None
        password: str = super().clean_old_password()
        OWN_PASSWORD_TRIES.forget(account)
        return password
