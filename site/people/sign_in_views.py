"""Wagtail's pages of signing in, with this house's bounds. They hold no write lock while a password is hashed."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from wagtail.admin.views import account

from people.sign_in import reset_tries
from people.signing_in import sessions
from people.signing_in.password_reset import close_link
from records.service import as_too_many


class TooManyTries:
    """Mixed into a view whose form may say `retry_after`: the page with what was typed, as 429."""

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ANN401  # a form of Wagtail's that may say retry_after
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # mixin
        if form.retry_after:
            return as_too_many(response, form.retry_after)
        return response


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class SignInView(TooManyTries, account.LoginView):  # type: ignore[misc]  # Wagtail is not typed
    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        sessions.begin(self.request, is_remembered=bool(form.cleaned_data.get("remember")))
        return response

    def get_redirect_url(self) -> str:
        """Return where to go next: an address, never the name of one, which Django would look for."""
        address: str = super().get_redirect_url()
        return address if address.startswith("/") else ""


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class ResetView(TooManyTries, account.PasswordResetView):  # type: ignore[misc]  # Wagtail has no types
    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class ResetConfirmView(account.PasswordResetConfirmView):  # type: ignore[misc]  # Wagtail has no types
    def form_valid(self, form: forms.BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        reset_tries(self.request, self.user.get_username())
        close_link(self.user)
        return response


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead the second door that Wagtail has, for pages that are shut, to the one with a bound on tries."""
    given = request.GET.get("next", "")
    return HttpResponseRedirect(f"{reverse('wagtailadmin_login')}?{urlencode({'next': given})}")
