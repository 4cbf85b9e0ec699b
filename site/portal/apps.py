from django.apps import AppConfig
from django.db import connection

from ground.content_changed import Change, followers
from ground.database.watched import start_generation_on_commit


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Stadswinkel"

    def ready(self) -> None:
        from django.core.signals import got_request_exception

        from people.service import finders
        from portal import checks, errors
        from portal.admin import bulk_choices, comparing, posted_values
        from portal.admin.help import searching
        from portal.operations import dead_worker, status
        from portal.operations.exporting import events as export_events
        from portal.start import events, first_day, parts

        events.register()
        export_events.register()
        first_day.register()
        parts.offer_forms()
        finders.register("help", searching.FINDER)
        checks.register()
        status.register()
        dead_worker.install()
        posted_values.install()
        comparing.connect()
        bulk_choices.install()
        followers.register("portal", _forget_pages)
        got_request_exception.connect(errors.write_down, dispatch_uid="error codes")


def _forget_pages(_change: Change) -> None:
    """Start a new generation for what changes without a row of a watched table, such as the file of a picture."""
    start_generation_on_commit(connection)
