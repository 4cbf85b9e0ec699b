"""Errors for programs, as problem+json: https://www.rfc-editor.org/rfc/rfc9457."""

from http import HTTPStatus
from typing import Any

CONTENT_TYPE = "application/problem+json"


def problem_details(status: int, title: str = "", **members: Any) -> dict[str, Any]:
    """Return the body of an answer; without a title of its own the status's phrase.

    >>> problem_details(404, detail="There is no such form.")["title"]
    'Not Found'
    """
    return {"type": "about:blank", "title": title or HTTPStatus(status).phrase, "status": int(status), **members}
