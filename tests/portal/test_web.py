"""The web server imports the application once, before its processes part; nothing that a fork must not share stays open."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from portal.launch import run

CODE = """
import gc, json, sys, threading
from django.conf import settings
from portal.launch import web
of_a_job = dict(settings.DATABASES["default"].get("OPTIONS", {}))
web.load()
from django.db import connections
print(json.dumps({
    "is_loaded": "portal.asgi" in sys.modules,
    "connections": sum(each.connection is not None for each in connections.all(initialized_only=True)),
    "threads": threading.active_count(),
    "frozen": gc.get_freeze_count(),
    "of_a_job": of_a_job,
    "of_the_web": settings.DATABASES["default"]["OPTIONS"],
}))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """What a web process is before the fork."""
    given = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
        "PYTHONPATH": os.pathsep.join([str(run.ROOT / "site"), str(run.ROOT)]),
        "WEB_LOCK_TIMEOUT": "7",
        "WEB_STATEMENT_TIMEOUT": "9",
    }
    return json.loads(subprocess.check_output([sys.executable, "-c", CODE], cwd=run.ROOT, env={**os.environ, **given}))


def test_what_is_loaded_before_the_fork_leaves_no_thread_and_no_connection(loaded):
    assert loaded["is_loaded"]
    assert (loaded["connections"], loaded["threads"]) == (0, 1)
    assert loaded["frozen"] > 100_000


def test_only_a_web_process_waits_no_longer_for_the_database_than_a_visitor_would(loaded):
    if connection.vendor == "sqlite":
        assert (loaded["of_a_job"]["timeout"], loaded["of_the_web"]["timeout"]) == (20, 7)
    else:
        assert "options" not in loaded["of_a_job"]
        assert loaded["of_the_web"]["options"] == "-c lock_timeout=7s -c statement_timeout=9s"
