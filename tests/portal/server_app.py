"""What test_front.py serves: the front with narrow limits before a WSGI application that does as its address says."""

import contextlib
import hashlib
import json
import logging.config
import os
import threading
import time
from urllib.parse import parse_qs

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
os.environ["TRUSTED_PROXIES"] = "127.0.0.1"

from django.conf import settings

from portal.cache.page_cache import PageCache
from portal.server.application import Front
from portal.server.bodies import Limits

PAGE = b"<p>pagina</p>" * 100
LIMITS = Limits(
    body=1_000,
    upload=100_000,
    upload_paths=("/formulieren/",),
    in_memory=500,
    all_bodies=150_000,
    open_bodies=6,
    open_bodies_of_client=4,
    grace=1.0,
    min_rate=1_000,
    max_time=4.0,
    crowded_wait=1.0,
)
THREADS, MAX_WAITING = 4, 4

seen = {"pages": 0, "running": 0, "changes": 0, "most_changes": 0, "open_streams": 0}
lock = threading.Lock()


def site(environ, start_response):
    path = environ["PATH_INFO"]
    asked = {name: values[0] for name, values in parse_qs(environ["QUERY_STRING"]).items()}
    if path == "/pagina/":
        seen["pages"] += 1
        marked = [("Stadswinkel-Cacheable", "1"), ("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))]
        start_response("200 OK", marked)
        return [PAGE]
    if path.endswith("/stroom/"):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return Stream(int(asked["kilobytes"]))
    if path == "/kapot/":
        raise ValueError("an@voorbeeld.be")
    body = environ["wsgi.input"].read()
    if path == "/cms/" and environ["REQUEST_METHOD"] == "POST":
        change()
    with running():
        time.sleep(float(asked.get("seconds", 0)))
    said = {
        "length": len(body),
        "digest": hashlib.sha256(body).hexdigest(),
        "seen": dict(seen),
        "threads": sum(thread.name.startswith("web") for thread in threading.enumerate()),
        "environ": {name: value for name, value in environ.items() if isinstance(value, str)},
    }
    answer = json.dumps(said).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]


@contextlib.contextmanager
def running():
    with lock:
        seen["running"] += 1
    yield
    with lock:
        seen["running"] -= 1


def change():
    with lock:
        seen["changes"] += 1
        seen["most_changes"] = max(seen["most_changes"], seen["changes"])
    time.sleep(0.2)
    with lock:
        seen["changes"] -= 1


class Stream:
    def __init__(self, kilobytes):
        self.left = kilobytes
        seen["open_streams"] += 1

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        if self.left == 12_345:
            raise ValueError("an@voorbeeld.be")
        self.left -= 1
        return b"x" * 1024

    def close(self):
        seen["open_streams"] -= 1
        seen["kilobytes_left"] = self.left


logging.config.dictConfig(settings.LOGGING)
cache = PageCache(site)
application = Front(
    cache, cache.store, limits=LIMITS, threads=THREADS, max_waiting=MAX_WAITING, pages={413: b"<p>te groot: @CODE@</p>"}
)
