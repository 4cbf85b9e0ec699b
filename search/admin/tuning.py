"""Who may tell search how to answer."""

from typing import Any


def may_tune(user: Any) -> bool:
    """Say whether someone may change how search answers."""
    return bool(user.has_perm("search.change_synonym"))
