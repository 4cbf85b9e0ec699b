"""Who does something, and through which channel. The first argument of every action."""

from dataclasses import dataclass, replace
from typing import Literal

ActorKind = Literal["citizen", "staff", "system", "api_client"]
Channel = Literal["web", "counter", "phone", "post", "api"]


@dataclass(frozen=True, slots=True)
class Actor:
    """kind and id name the one who acts; id is empty for an anonymous citizen."""

    kind: ActorKind
    id: str = ""
    channel: Channel = "web"
    request_id: str = ""

    def through(self, channel: Channel) -> "Actor":
        """Return the same actor on another channel."""
        return replace(self, channel=channel)


SYSTEM = Actor("system")


def from_request(request: object) -> Actor:
    """Return the actor behind a web request: the signed-in member of staff, or an anonymous citizen."""
    request_id = getattr(request, "request_id", "")
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return Actor("staff", str(user.pk), request_id=request_id)
    return Actor("citizen", request_id=request_id)
