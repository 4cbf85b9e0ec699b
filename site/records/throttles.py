"""Throttles that all processes share, because they count in the database."""

import hashlib
import hmac
import ipaddress
import time

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from records.errors import Throttled
from records.models import ThrottleCount


def client_key(request: HttpRequest) -> str:
    """Return what stands for the client: its address, of IPv6 the first half, which one household shares.

    Only a keyed hash of it is kept (check).
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
    return address


def check(scope: str, who: str, limit: int, seconds: int) -> None:
    """Count one try of `who` within `scope`; raise Throttled from try limit + 1 on in the same window of `seconds`.

    One upsert and one read; the count stays right with any number of processes.
    """
    now = int(time.time())
    window = now // seconds
    key = hmac.new(settings.SECRET_KEY.encode(), f"{scope}:{who}".encode(), hashlib.sha256).hexdigest()
    with transaction.atomic():
        row, created = ThrottleCount.objects.get_or_create(
            key=key, window=window, defaults={"count": 1, "ends_at": (window + 1) * seconds}
        )
        if not created:
            ThrottleCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
            row.refresh_from_db(fields=["count"])
    if row.count > limit:
        raise Throttled((window + 1) * seconds - now)


def purge() -> int:
    """Delete the counts of windows that are over; return how many."""
    return ThrottleCount.objects.filter(ends_at__lte=int(time.time())).delete()[0]
