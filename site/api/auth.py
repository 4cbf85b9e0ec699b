"""Anyone may read; a coupled system shows a bearer token. A token that is wrong is refused, never taken for anonymous."""

import hashlib
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest, HttpResponse
from ninja.security import HttpBearer
from wagtail.models import APIToken

from api.errors import unauthenticated
from api.models import ApiClient
from ground.actor import Actor
from ground.addresses import API, WAGTAIL_API
from ground.database.compiled_sql import CompiledSelect
from people.models import User
from records.service import HOUR, Throttle, Throttled, client_key, too_many

TOKEN_PREFIX = "sw_"  # noqa: S105  # marks a token as ours, for people and for secret scanners
ANONYMOUS_SUBMISSIONS = Throttle("api-submit", 120, HOUR)
WRONG_TOKENS = Throttle("api-token", 20, 600)
MIN_DIGITS = 6
"""Different digits of a UUID: 00000000-0000-4000-8000-000000000001 has four. A random one has fewer once in 10^12."""
PLACEHOLDER_HASH = "?hash?"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a coupled system, or anyone (None)."""

    client: ApiClient | None = None

    def may(self, scope: str) -> bool:
        """Whether it is a system with the scope."""
        return self.client is not None and scope in self.client.scopes


class ApiRequest(HttpRequest):
    """A request as an operation of the API gets it."""

    auth: Caller
    request_id: str


class BearerToken(HttpBearer):
    """The token of a coupled system. Without one anybody may ask, as nobody in particular."""

    def __call__(self, request: HttpRequest) -> Caller | None:
        """Return who asks, None for a token that is wrong or revoked. Looked up once a request."""
        if not hasattr(request, "caller"):
            request.caller = super().__call__(request) if request.headers.get(self.header) else Caller()  # type: ignore[attr-defined]  # kept for the operation
        caller: Caller | None = request.caller  # type: ignore[attr-defined]  # set just above
        return caller

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        client = next(iter(_client_by()(token_hash(token.strip()))), None)
        return Caller(client) if client is not None else None


bearer = BearerToken()


def make_client(name: str, scopes: list[str]) -> tuple[ApiClient, str]:
    """Return a new client and its token, which is shown this once."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    return ApiClient.objects.create(name=name, scopes=scopes, token_hash=token_hash(token)), token


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_unguessable(key: str) -> bool:
    """Return whether an idempotency key is a random UUID (version 4 or 7): it is all that tells anonymous clients apart."""
    try:
        made = uuid.UUID(key)
    except ValueError:
        return False
    return made.version in (4, 7) and len(set(made.hex)) >= MIN_DIGITS


class TokenMiddleware:
    """Refuses a wrong or revoked token at every address of the API, also where no operation asks for it: its sender would take
    the answer for that to a system with rights."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API) or "Authorization" not in request.headers:
            return self.get_response(request)
        known = _user_of(request) if request.path.startswith(WAGTAIL_API) else bearer(request)
        return self.get_response(request) if known else _refused(request)


def _refused(request: HttpRequest) -> HttpResponse:
    try:
        WRONG_TOKENS.count(client_key(request))
    except Throttled as error:
        return too_many(request, error)
    return unauthenticated()


def _user_of(request: HttpRequest) -> User | None:
    """Return whose token of Wagtail's API it is; the library looks it up anew."""
    scheme, _, token = request.headers["Authorization"].partition(" ")
    if scheme.lower() != "bearer":
        return None
    known = APIToken.objects.filter(key_hash__in=APIToken.candidate_key_hashes(token.strip()), revoked_at=None)
    api_token = known.filter(user__is_active=True).select_related("user").first()
    return api_token.user if api_token else None


@cache
def _client_by() -> CompiledSelect[ApiClient]:
    """Select a system that is coupled now by the hash of its token."""
    clients = ApiClient.objects.filter(token_hash=PLACEHOLDER_HASH, revoked_at=None).order_by()
    return CompiledSelect(clients, PLACEHOLDER_HASH)


def actor_of(request: ApiRequest) -> Actor:
    """Return who acts: the coupled system, or an anonymous citizen through the API."""
    client, request_id = request.auth.client, request.request_id
    if client is None:
        return Actor("citizen", channel="api", request_id=request_id)
    return Actor("api_client", str(client.pk), channel="api", request_id=request_id)


def bounded_key(request: ApiRequest, scope: str) -> str:
    """Return as whom throttles count a write; "" for a system with the scope, which nothing bounds."""
    return "" if request.auth.may(scope) else client_key(request)


def throttle_anonymous(request: ApiRequest, scope: str, throttle: Throttle) -> None:
    """Count one write of an anonymous client, or of a system without the scope; Throttled when there are too many."""
    if who := bounded_key(request, scope):
        throttle.count(who)
