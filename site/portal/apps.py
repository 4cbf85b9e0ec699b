from typing import Any

from django.apps import AppConfig
from django.db import transaction


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Stadswinkel"

    def ready(self) -> None:
        from ground.content_changed import content_changed
        from portal import checks
        from portal.admin import comparing, posted_values
        from portal.operations import dead_worker, status

        checks.register()
        status.register()
        dead_worker.install()
        posted_values.install()
        comparing.connect()
        content_changed.connect(_forget_pages, dispatch_uid="portal.cache.page_cache")


def _forget_pages(**_kwargs: Any) -> None:
    """Start a new generation of kept pages once the change is committed, not before: others still see the old."""
    from portal.cache.page_cache import new_generation  # settings must be read first

    # Robust: the change is committed and its answer must say so, even when pages then stay as they are for five minutes.
    transaction.on_commit(new_generation, robust=True)
