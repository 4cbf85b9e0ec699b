"""Capability links: a token in a mail becomes a grant in a signed cookie, so that no token stays in an address.

token = base64url(link id, 16 bytes + HMAC-SHA256 of id, kind and object, first 18 bytes): 46 characters.
The same row always gives the same token, so an answer that is asked for twice is the same twice.
"""

import base64
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from ground.registry import Registry
from records.models import CapabilityLink

COOKIE = "grants"
COOKIE_DAYS = 30
MAX_GRANTS = 20
SALT = "records.capabilities"
GONE_LINK_TTL = timedelta(days=365)
"""How long who holds a link to what was erased still reads that it is over. The row names nobody."""
OF_COLLEAGUES = ("invitation", "password_reset")
"""Kinds of links that are used once, by staff."""

targets: Registry[Callable[[str], str | None]] = Registry("capability kind")
"""kind to a function from object id to the address that the link leads to (None: gone)."""


def link_for(kind: str, object_id: object, expires_at: datetime | None = None) -> CapabilityLink:
    """Return the object's link, made when absent. One that has expired comes back as it is: it opens nothing."""
    link, _ = CapabilityLink.objects.get_or_create(
        kind=kind, object_id=str(object_id), revoked_at=None, defaults={"expires_at": expires_at}
    )
    return link


def first_link(kind: str) -> CapabilityLink:
    """Return the link of an object that is about to be made, not written yet: its object_id is still to come."""
    return CapabilityLink(kind=kind)


def set_expiry(kind: str, object_id: object, expires_at: datetime | None) -> None:
    """Let the object's link end at a moment, or never."""
    CapabilityLink.objects.filter(kind=kind, object_id=str(object_id), revoked_at=None).update(expires_at=expires_at)


def revoke_link(kind: str, object_id: object) -> None:
    """Close the object's link and every grant that came from it, at once; link_for then makes a new one."""
    CapabilityLink.objects.filter(kind=kind, object_id=str(object_id), revoked_at=None).update(
        revoked_at=timezone.now()
    )


def end_links(kind: str, object_id: object) -> int:
    """Let all links of an object that is erased open nothing; return how many. Who holds one reads until when it worked."""
    now = timezone.now()
    links = CapabilityLink.objects.filter(kind=kind, object_id=str(object_id), gone_at=None)
    links.filter(Q(expires_at=None) | Q(expires_at__gt=now)).update(expires_at=now)
    return links.update(gone_at=now)


def purge_gone_links() -> int:
    """Delete links of what was erased GONE_LINK_TTL ago; return how many."""
    return CapabilityLink.objects.filter(gone_at__lt=timezone.now() - GONE_LINK_TTL).delete()[0]


def token_of(link: CapabilityLink, secret: str = "") -> str:
    """Return the link's token, under the newest secret unless another is named."""
    return base64.urlsafe_b64encode(link.id.bytes + _mac(link, secret)).decode().rstrip("=")


def url_of(link: CapabilityLink) -> str:
    """Return the absolute address to put in a mail."""
    return f"{settings.SITE_URL}/t/{token_of(link)}/"


def resolve_token(token: str) -> CapabilityLink | None:
    """Return the living link behind a token; None when it is wrong, expired or revoked. One query at most."""
    return _proven(token, _living())


def expired_link(token: str) -> CapabilityLink | None:
    """Return the link behind a token of ours whose time is over: whoever holds it may know that. One query at most."""
    return _proven(token, CapabilityLink.objects.filter(revoked_at=None, expires_at__lte=timezone.now()))


def used_link(token: str) -> CapabilityLink | None:
    """Return the link of a colleague behind a token of ours that was used, or replaced by a newer one. One query at most.

    Of citizens' links nobody is told: who follows an old one need not be who it was sent to.
    """
    return _proven(token, CapabilityLink.objects.filter(kind__in=OF_COLLEAGUES).exclude(revoked_at=None))


def _proven(token: str, links: QuerySet[CapabilityLink]) -> CapabilityLink | None:
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    if len(raw) != 34:
        return None
    link = links.filter(pk=uuid.UUID(bytes=raw[:16])).first()
    # The whole token as we write it: base64 has other spellings of the same bytes.
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if link is None or not any(constant_time_compare(token_of(link, secret), token) for secret in secrets):
        return None
    return link


def grant_link(request: HttpRequest, response: HttpResponse, link: CapabilityLink) -> None:
    """Let this browser open the link's object: put its id in the signed, http-only cookie."""
    ids = [link.id.hex, *(known for known in _granted(request) if known != link.id.hex)][:MAX_GRANTS]
    response.set_cookie(
        COOKIE,
        signing.dumps(ids, salt=SALT, compress=True),
        max_age=_cookie_seconds(),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def granted_link(request: HttpRequest, kind: str, object_id: object) -> CapabilityLink | None:
    """Return the living link by which this browser may open the object, or None. At most one query."""
    return granted_links(request, kind).filter(object_id=str(object_id)).first()


def granted_links(request: HttpRequest, kind: str) -> QuerySet[CapabilityLink]:
    """Return the living links of a kind by which this browser may open something: MAX_GRANTS at most."""
    return _living().filter(pk__in=_granted_ids(request), kind=kind)


def expired_grant(request: HttpRequest, kind: str, object_id: object) -> CapabilityLink | None:
    """Return the link by which this browser could open the object until its time was over, or None. At most one query."""
    links = CapabilityLink.objects.filter(pk__in=_granted_ids(request), revoked_at=None, expires_at__lte=timezone.now())
    return links.filter(kind=kind, object_id=str(object_id)).first()


def _living() -> QuerySet[CapabilityLink]:
    now = timezone.now()
    return CapabilityLink.objects.filter(revoked_at=None).filter(Q(expires_at=None) | Q(expires_at__gt=now))


def _mac(link: CapabilityLink, secret: str) -> bytes:
    message = f"{link.id.hex}:{link.kind}:{link.object_id}"
    return salted_hmac(SALT, message, secret or settings.SECRET_KEY, algorithm="sha256").digest()[:18]


def _cookie_seconds() -> int:
    """Return how long a browser keeps its key: never less than a draft, which lasts until the end of its last day."""
    return (max(COOKIE_DAYS, settings.DRAFT_DAYS) + 1) * 86_400


def _granted_ids(request: HttpRequest) -> list[uuid.UUID]:
    return [uuid.UUID(hex=value) for value in _granted(request)]


def _granted(request: HttpRequest) -> list[str]:
    try:
        ids = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=_cookie_seconds())
    except signing.BadSignature:
        return []
    return [str(value) for value in ids]
