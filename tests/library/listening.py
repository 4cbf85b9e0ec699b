"""What the rest of the product hears of a change."""

from ground.content_changed import content_changed


class heard:
    """Collects what is announced in the block."""

    def __enter__(self):
        self.changes = []
        content_changed.connect(self._hear)
        return self.changes

    def __exit__(self, *_error):
        content_changed.disconnect(self._hear)

    def _hear(self, change, **_kwargs):
        self.changes.append((change.kind, change.id, change.what))
