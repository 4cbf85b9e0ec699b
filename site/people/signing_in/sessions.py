"""Sessions that end: Django's, with a last moment that nothing in them can put off (SESSION_ENGINE)."""

import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.utils import timezone

ENDS_AT = "ends_at"
REMEMBERED_MAX_AGE = datetime.timedelta(days=14)
WORKING_DAY = datetime.timedelta(hours=12)


class SessionStore(db.SessionStore):
    """One of which ENDS_AT is set is gone at that moment, however often it is written meanwhile."""

    def get_expiry_date(self, **kwargs: Any) -> datetime.datetime:
        expiry: datetime.datetime = super().get_expiry_date(**kwargs)
        ends_at = self.get(ENDS_AT)
        return min(expiry, datetime.datetime.fromtimestamp(ends_at, datetime.UTC)) if ends_at else expiry


def begin(request: HttpRequest, *, is_remembered: bool) -> None:
    """Bound the session of who just signed in: two weeks on this device, else until the browser closes, a working day at most."""
    lifetime = REMEMBERED_MAX_AGE if is_remembered else WORKING_DAY
    request.session.set_expiry(int(lifetime.total_seconds()) if is_remembered else 0)
    request.session[ENDS_AT] = int((timezone.now() + lifetime).timestamp())
