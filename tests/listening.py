"""What the rest of the product hears of a change."""

from contextlib import contextmanager

from ground.content_changed import followers


@contextmanager
def heard():
    """Collect what is announced in the block, as (kind, id, what)."""
    changes = []
    with followers.temporarily("a test", lambda change: changes.append((change.kind, change.id, change.what))):
        yield changes
