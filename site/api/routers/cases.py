"""The state of a case, for whoever holds its token."""

from datetime import date, datetime
from typing import Literal

from django.http import Http404
from ninja import Header, Router, Schema

from api.auth import ApiRequest
from api.errors import problems
from cases import service
from records.service import UNKNOWN_LINKS, client_key, resolve_token

router = Router(tags=["cases"])


class Step(Schema):
    """Something that happened, as the citizen was told."""

    at: datetime
    status: str
    text: str


class CaseStatus(Schema):
    """Where a case is: its status in words, who must act (city, citizen or nobody), and when it should be done.

    act: what the citizen must do now: send what is missing, answer a question, come to a counter or collect something there.
    """

    reference: str
    title: str
    status: str
    status_text: str
    waiting_for: str
    act: Literal["none", "send", "answer", "come", "collect"]
    due: date | None
    history: list[Step]


@router.get("/status/", response={200: CaseStatus, **problems(404)}, summary="Follow a case")
def read_status(
    request: ApiRequest,
    token: str = Header(..., alias="X-Case-Token", max_length=100),  # type: ignore[type-arg]  # generic in the stubs only
) -> service.Summary:
    """The token travels in a header: addresses end up in logs. Any token that opens nothing gives the same 404."""
    link = resolve_token(token)
    summary = service.public_summary(link.object_id) if link is not None and link.kind == "case" else None
    if summary is None:
        UNKNOWN_LINKS.count(client_key(request))
        raise Http404
    return summary
