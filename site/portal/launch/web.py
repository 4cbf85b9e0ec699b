"""The web server with the application imported once, before its processes part, so that they share that memory.

    python -m portal.launch.web --interface asgi … portal.asgi:application

Takes granian's own options. New code asks for a restart of this process: a worker that granian starts again is a fork of it
too. From Python 3.14 on a new process imports for itself unless told otherwise, so it is told.
"""

import datetime
import gc
import multiprocessing
import sys

from granian.cli import entrypoint


def load() -> None:
    """Import all that a web process needs, and leave nothing open that a fork must not share."""
    from django.db import connections
    from django.template import engines
    from django.urls import get_resolver

    import portal.asgi  # Late: it sets Django up
    import portal.urls  # noqa: F401  # Late: needs Django, which is set up above
    from ground.calendar import is_holiday  # Late: needs Django too

    is_holiday(datetime.date.today())  # any day: asked what is one, `holidays` imports 250 countries

    get_resolver().url_patterns  # noqa: B018  # reads every urls.py
    engines.all()
    connections.close_all()
    gc.collect()
    gc.freeze()  # a collection in a process would otherwise write to all that is shared


if __name__ == "__main__":
    if sys.platform != "win32":
        multiprocessing.set_start_method("fork")
    load()
    entrypoint()  # type: ignore[no-untyped-call]  # granian has none
