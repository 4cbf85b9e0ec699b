"""Anyone may read; a coupled system shows a bearer token. A token that is wrong is refused, never taken for anonymous."""

import hashlib
import secrets
import uuid
from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse
from wagtail.models import APIToken

from api.errors import unauthenticated
from api.models import ApiClient
from ground.actor import Actor
from ground.addresses import API, WAGTAIL_API
from ground.database.compiled_sql import CompiledSelect
from people.models import User
from records.service import Throttled, client_key, throttle, too_many

TOKEN_PREFIX = "sw_"  # noqa: S105  # marks a token as ours, for people and for secret scanners
ANONYMOUS_SUBMISSIONS = 120
WINDOW = 3600
MIN_DIGITS = 6
"""Different digits of a UUID: 00000000-0000-4000-8000-000000000001 has four. A random one has fewer once in 10^12."""
PLACEHOLDER_HASH = "?hash?"


def make_client(name: str, scopes: list[str]) -> tuple[ApiClient, str]:
    """Return a new client and its token, which is shown this once."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    return ApiClient.objects.create(name=name, scopes=scopes, token_hash=token_hash(token)), token


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_of(request: HttpRequest) -> ApiClient | None:
    """Return the coupled system, None for an anonymous client (TokenMiddleware has looked)."""
    return getattr(request, "api_client", None)


def is_unguessable(key: str) -> bool:
    """Return whether an idempotency key is a random UUID (version 4 or 7): it is all that tells anonymous clients apart."""
    try:
        made = uuid.UUID(key)
    except ValueError:
        return False
    return made.version in (4, 7) and len(set(made.hex)) >= MIN_DIGITS


class TokenMiddleware:
    """Refuses a wrong or revoked token at every address of the API, public ones too: its sender would take the answer for
    that to a system with rights."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("Authorization", "") if request.path.startswith(API) else ""
        if given:
            scheme, _, token = given.partition(" ")
            find = _user_of if request.path.startswith(WAGTAIL_API) else _client_of
            identity = find(token.strip()) if scheme.lower() == "bearer" else None
            if identity is None:
                return _refused(request)
            request.api_client = identity if isinstance(identity, ApiClient) else None  # type: ignore[attr-defined]
        return self.get_response(request)


def _client_of(token: str) -> ApiClient | None:
    return next(iter(_client_by()(token_hash(token))), None)


def _user_of(token: str) -> User | None:
    """Return whose token of Wagtail's API it is; the library looks it up anew."""
    known = APIToken.objects.filter(key_hash__in=APIToken.candidate_key_hashes(token), revoked_at=None)
    api_token = known.filter(user__is_active=True).select_related("user").first()
    return api_token.user if api_token else None


def _refused(request: HttpRequest) -> HttpResponse:
    try:
        throttle("api-token", client_key(request), limit=20, seconds=600)
    except Throttled as error:
        return too_many(request, error)
    return unauthenticated()


@cache
def _client_by() -> CompiledSelect[ApiClient]:
    """Select a system that is coupled now by the hash of its token."""
    clients = ApiClient.objects.filter(token_hash=PLACEHOLDER_HASH, revoked_at=None).order_by()
    return CompiledSelect(clients, PLACEHOLDER_HASH)


def actor_of(request: HttpRequest, client: ApiClient | None) -> Actor:
    """Return who acts: the coupled system, or an anonymous citizen through the API."""
    request_id = getattr(request, "request_id", "")
    if client is None:
        return Actor("citizen", channel="api", request_id=request_id)
    return Actor("api_client", str(client.pk), channel="api", request_id=request_id)


def bounded_key(request: HttpRequest, client: ApiClient | None, scope: str) -> str:
    """Return as whom throttles count a write; "" for a system with the scope, which nothing bounds."""
    return "" if client is not None and scope in client.scopes else client_key(request)


def throttle_anonymous(request: HttpRequest, client: ApiClient | None, scope: str, what: str, limit: int) -> None:
    """Count one write of an anonymous client, or of a system without the scope; Throttled when there are too many."""
    if who := bounded_key(request, client, scope):
        throttle(what, who, limit=limit, seconds=WINDOW)
