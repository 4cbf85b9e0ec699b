"""What we use of django-csp beyond what it documents (docs/upgrading.md)."""

from typing import Any

from django.http import HttpResponseBase

LOOKED_AT = "4.0"
"""The version that was read. Of another, look whether its middleware still reads these marks of an answer."""


def use_another_policy(response: HttpResponseBase, directives: dict[str, Any]) -> None:
    """Let the middleware send these directives in the place of its own, as @csp_replace does for a view."""
    response._csp_replace = directives  # type: ignore[attr-defined]  # what its decorator sets


def leave_out(response: HttpResponseBase) -> None:
    """Let the middleware send nothing, as @csp_exempt does for a view."""
    response._csp_exempt = True  # type: ignore[attr-defined]  # what its decorator sets
