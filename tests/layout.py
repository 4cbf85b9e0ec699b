"""Pages without the layout of their templates."""

import re


def tight(html: str) -> str:
    """Return HTML without the whitespace beside its tags, which says where a template broke its lines."""
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", html)
