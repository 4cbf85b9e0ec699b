"""Throttles that all processes share, because they count in the database. docs/limits.md lists them all."""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from ground.registry import Registry
from records.errors import Throttled
from records.models import ThrottleCount


@dataclass(frozen=True, slots=True)
class Throttle:
    """So many tries of one `who` in so many seconds, known by its scope. Made once, where it is used.

    limit: a number, or what returns it, where a setting says it.
    """

    scope: str
    limit: int | Callable[[], int]
    seconds: int

    def __post_init__(self) -> None:
        all_throttles.register(self.scope, self)

    @property
    def max_tries(self) -> int:
        """The limit as it is now."""
        return self.limit if isinstance(self.limit, int) else self.limit()

    def count(self, who: str, cost: int = 1) -> None:
        """Count a try; raise Throttled when it is one too many."""
        throttle(self.scope, who, self.max_tries, self.seconds, cost)

    def give_back(self, who: str, cost: int = 1) -> None:
        """Take a try off the count: it turned out to be none to bound."""
        give_back_try(self.scope, who, self.seconds, cost)

    def forget(self, who: str) -> None:
        """Begin the count anew."""
        forget_tries(self.scope, who, self.seconds)


all_throttles: Registry[Throttle] = Registry("throttle")
HOUR = 3600


def client_key(request: HttpRequest) -> str:
    """Return what stands for the client: its address, of IPv6 the first half, which one household shares, and of an IPv4
    address in IPv6's dress (::ffff:192.0.2.1, from a socket that takes both) that IPv4 address: their first halves are one.

    Only a keyed hash of it is kept (check).
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    if parsed.version == 6:
        return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
    return address


def throttle(scope: str, who: str, limit: int, seconds: int, cost: int = 1) -> None:
    """Count one try of `who` within `scope`; raise Throttled when that takes the window of `seconds` past `limit`.

    A try may cost more than one: kilobytes, for instance. The count stays right with any number of
    processes.
    """
    now = int(time.time())
    window = now // seconds
    with transaction.atomic():
        row, created = ThrottleCount.objects.get_or_create(
            key=_key(scope, who), window=window, defaults={"count": cost, "ends_at": (window + 1) * seconds}
        )
        if not created:
            ThrottleCount.objects.filter(pk=row.pk).update(count=F("count") + cost)
            row.refresh_from_db(fields=["count"])
    if row.count > limit:
        raise Throttled((window + 1) * seconds - now)


def give_back_try(scope: str, who: str, seconds: int, cost: int = 1) -> None:
    """Take a try off the count of the window that runs: it turned out to be none to bound."""
    _running(scope, who, seconds).update(count=Greatest(F("count") - cost, 0))


def forget_tries(scope: str, who: str, seconds: int) -> None:
    """Begin the count of the window that runs anew."""
    _running(scope, who, seconds).delete()


def _running(scope: str, who: str, seconds: int) -> QuerySet[ThrottleCount]:
    return ThrottleCount.objects.filter(key=_key(scope, who), window=int(time.time()) // seconds)


def _key(scope: str, who: str) -> str:
    # Under the newest secret only: after a change of it each count begins anew, which costs nobody anything.
    return salted_hmac("records.throttles", f"{scope}:{who}", algorithm="sha256").hexdigest()


def purge_throttles() -> int:
    """Delete the counts of windows that are over; return how many."""
    return ThrottleCount.objects.filter(ends_at__lte=int(time.time())).delete()[0]


UNKNOWN_LINKS = Throttle("link", 10, 600)
"""Links and references that open nothing, at whichever door they are tried."""
