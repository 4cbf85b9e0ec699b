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
from records.service import Throttled, client_key, forget_tries, give_back_try, throttle

WINDOW = 15 * 60
MAX_TRIES_OF_ACCOUNT_AT_ADDRESS = 10
MAX_TRIES_OF_ACCOUNT = 50
"""From all addresses together: a botnet tries 200 passwords an hour, and its victim waits a quarter of an hour at most."""
MAX_TRIES_AT_ADDRESS = 50
"""Wrong passwords of all accounts at one address: an office behind one router, on a Monday."""


class StaffBackend(ModelBackend):
    """Django's, with a bound on tries. Raises Throttled; without a request (a command, a shell) nothing is counted."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if request is None or username is None or password is None:
            return super().authenticate(request, username=username, password=password, **kwargs)
        account, address = account_key(username), client_key(request)
        throttle("sign_in_pair", f"{account} {address}", MAX_TRIES_OF_ACCOUNT_AT_ADDRESS, WINDOW)
        throttle("sign_in_account", account, MAX_TRIES_OF_ACCOUNT, WINDOW)
        throttle("sign_in_address", address, MAX_TRIES_AT_ADDRESS, WINDOW)
        user: User | None = super().authenticate(request, username=username, password=password, **kwargs)
        if user is not None:
            reset_tries(request, username)
            give_back_try("sign_in_address", address, WINDOW)
        return user


def reset_tries(request: HttpRequest, username: str) -> None:
    """Begin an account's tries anew: who holds it has shown so, by the password or by a mailed link."""
    account = account_key(username)
    forget_tries("sign_in_pair", f"{account} {client_key(request)}", WINDOW)
    forget_tries("sign_in_account", account, WINDOW)


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
    """Wagtail's, with the one label that it leaves in English, and too many tries told above what was typed."""

    retry_after = 0
    """Seconds to wait; 0 when there is no need to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Wachtwoord")

    def clean(self) -> Any:
        try:
            return super().clean()
        except Throttled as error:
            self.retry_after = error.retry_after
            self.add_error(None, wait_words(error.retry_after))
            return self.cleaned_data


class OwnPasswordForm(PasswordChangeForm):  # type: ignore[misc]
    """Who found an open session may not guess its password either."""

    def clean_old_password(self) -> str:
        account = account_key(self.user.get_username())
        try:
            throttle("own_password", account, MAX_TRIES_OF_ACCOUNT_AT_ADDRESS, WINDOW)
        except Throttled as error:
            raise ValidationError(wait_words(error.retry_after)) from None
        password: str = super().clean_old_password()
        forget_tries("own_password", account, WINDOW)
        return password
