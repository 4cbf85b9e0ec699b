"""A cookie that scripts may read and that says only that a colleague is signed in: public pages ask for Wagtail's bar by it.

Without it each visitor would have to ask the server whether they are a colleague, or each page would be another for colleagues.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from ground.addresses import ADMIN
from ground.staff_bar import COOKIE


class StaffCookieMiddleware:
    """Sets the cookie on the admin's answers to who is signed in, as long as the session lasts, and takes it away from others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(ADMIN):
            return response
        has_cookie = COOKIE in request.COOKIES
        if request.user.is_authenticated and not has_cookie:
            age = None if request.session.get_expire_at_browser_close() else request.session.get_expiry_age()
            response.set_cookie(COOKIE, "1", max_age=age, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
        elif has_cookie and not request.user.is_authenticated:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response
