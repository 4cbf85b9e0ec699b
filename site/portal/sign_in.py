"""Who may sign in."""

from typing import Any

from django.http import HttpRequest

from people.models import User
from people.sign_in import StaffBackend
from portal.demo_password import DEMO_PASSWORD


class NoDemoSignIn(StaffBackend):
    """Refuses the demo's password, which the source shows: a demo database may end up under production's settings."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if password == DEMO_PASSWORD:
            return None
        return super().authenticate(request, username=username, password=password, **kwargs)
