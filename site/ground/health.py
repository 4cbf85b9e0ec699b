"""The seam by which each app with a part that can fail says how it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ground.registry import Registry


@dataclass(frozen=True, slots=True)
class Health:
    """ok is False when the part does not do its work; detail is one line for an operator; figures go to monitoring.

    is_on is False for a part that is not in use: no failure, but to be told.
    """

    ok: bool
    detail: str
    figures: dict[str, Any] = field(default_factory=dict)
    is_on: bool = True

    @property
    def word(self) -> str:
        """How it is, in one word."""
        return "fails" if not self.ok else "ok" if self.is_on else "off"


checks: Registry[Callable[[], Health]] = Registry("health check")
"""Called for /readyz and `manage.py status`: quick, raising nothing but database and file errors."""
