from django.apps import AppConfig
from django.db import transaction

from ground.content_changed import Change, followers


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Stadswinkel"

    def ready(self) -> None:
        from portal import checks
        from portal.admin import comparing, posted_values
        from portal.operations import dead_worker, status

        checks.register()
        status.register()
        dead_worker.install()
        posted_values.install()
        comparing.connect()
        followers.register("portal", _forget_pages)


def _forget_pages(_change: Change) -> None:
    """Start a new generation of kept pages once the change is committed, not before: others still see the old."""
    from portal.cache.page_cache import new_generation  # settings must be read first

    # Robust: the change is committed and its answer must say so, even when pages then stay as they are for five minutes.
    transaction.on_commit(new_generation, robust=True)
