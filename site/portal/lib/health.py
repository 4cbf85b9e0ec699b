"""The seam by which each app with a part that can fail says how it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.lib.registry import Registry


@dataclass(frozen=True, slots=True)
class Health:
    """ok is False when the part does not do its work; detail is one line for an operator; figures go to monitoring."""

    ok: bool
    detail: str
    figures: dict[str, Any] = field(default_factory=dict)


checks: Registry[Callable[[], Health]] = Registry("health check")
"""Called for /readyz and `manage.py status`: quick, read-only, raising nothing but database errors."""
