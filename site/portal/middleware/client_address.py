"""The visitor's own address behind a proxy, so that throttles count people and not the proxy."""

from collections.abc import Callable, Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ClientAddressMiddleware:
    """Reads X-Forwarded-For from the right, as far as settings.TRUSTED_PROXIES goes; anybody can write the rest of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.trusted = frozenset(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        peer, forwarded = meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", "")
        meta["REMOTE_ADDR"] = visitor_address(peer, forwarded, self.trusted)
        return self.get_response(request)


def visitor_address(peer: str, forwarded: str, trusted: Collection[str]) -> str:
    """Return the last address in X-Forwarded-For that no trusted proxy has; `peer` when it is no such proxy itself.

    >>> visitor_address("10.0.0.1", "6.6.6.6, 81.82.83.84", {"10.0.0.1"}), visitor_address("81.82.83.84", "6.6.6.6", set())
    ('81.82.83.84', '81.82.83.84')
    """
    if peer not in trusted:
        return peer
    chain = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return next((hop for hop in reversed(chain) if hop not in trusted), peer)
