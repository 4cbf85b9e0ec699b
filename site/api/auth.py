"""Anyone may read; a coupled system shows a bearer token. A token that is wrong is refused, never taken for anonymous."""

import hashlib
import secrets

from django.http import HttpRequest
from ninja.errors import AuthenticationError

from api.models import ApiClient
from portal.lib.actor import Actor
from records.service import client_key, throttle

TOKEN_PREFIX = "sw_"  # noqa: S105  # marks a token as ours, for people and for secret scanners
ANONYMOUS_SUBMISSIONS = 120
ANONYMOUS_UPLOADS = 120
WINDOW = 3600


def make_client(name: str, scopes: list[str]) -> tuple[ApiClient, str]:
    """Return a new client and its token, which is shown this once."""
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    return ApiClient.objects.create(name=name, scopes=scopes, token_hash=token_hash(token)), token


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_of(request: HttpRequest) -> ApiClient | None:
    """Return the coupled system, None for an anonymous client; AuthenticationError for a wrong or revoked token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        return None
    if scheme.lower() == "bearer" and token:
        client = ApiClient.objects.filter(token_hash=token_hash(token.strip()), revoked_at=None).first()
        if client is not None:
            return client
    throttle("api-token", client_key(request), limit=20, seconds=600)
    raise AuthenticationError(401, "Unauthorized")


def actor_of(request: HttpRequest, client: ApiClient | None) -> Actor:
    """Return who acts: the coupled system, or an anonymous citizen through the API."""
    request_id = getattr(request, "request_id", "")
    if client is None:
        return Actor("citizen", channel="api", request_id=request_id)
    return Actor("api_client", str(client.pk), channel="api", request_id=request_id)


def throttle_anonymous(request: HttpRequest, client: ApiClient | None, scope: str, what: str, limit: int) -> None:
    """Count one write of an anonymous client, or of a system without the scope; Throttled when there are too many."""
    if client is None or scope not in client.scopes:
        throttle(what, client_key(request), limit=limit, seconds=WINDOW)
