"""Tells the page cache, in headers, until when the page stays true and whether making it took a look at the visitor."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from ground.page_expiry import HEADER, expiry_of


class WatchedCookies(dict[str, str]):
    """The cookies of a request, and whether somebody looked for one that the page cache does not look for itself.

    Django says by itself, in Vary, when it used the session or the CSRF token, and reads both cookies of every request.
    """

    def __init__(self, cookies: dict[str, str]) -> None:
        super().__init__(cookies)
        self.were_read = False
        self._own = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}

    def _look(self, name: object) -> None:
        self.were_read = self.were_read or name not in self._own

    def __getitem__(self, name: str) -> str:
        self._look(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401  # dict's own types have no public name
        self._look(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self._look(name)
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        self.were_read = True
        return super().__iter__()

    def __len__(self) -> int:
        self.were_read = True
        return super().__len__()

    def copy(self) -> dict[str, str]:
        self.were_read = True
        return super().copy()

    def keys(self) -> Any:  # noqa: ANN401  # dict's own types have no public name
        self.were_read = True
        return super().keys()

    def values(self) -> Any:  # noqa: ANN401  # dict's own types have no public name
        self.were_read = True
        return super().values()

    def items(self) -> Any:  # noqa: ANN401  # dict's own types have no public name
        self.were_read = True
        return super().items()


class PageExpiryMiddleware:
    """The page cache strips its own header again. A cookie that was looked for, there or not, makes the answer vary."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cookies = request.COOKIES = WatchedCookies(request.COOKIES)
        response = self.get_response(request)
        if cookies.were_read:
            patch_vary_headers(response, ["Cookie"])
        moment = expiry_of(request)
        if moment is not None:
            response[HEADER] = str(moment)
        return response
