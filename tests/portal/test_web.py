"""The web server imports the application once, before its processes part; nothing that a fork must not share stays open."""

import os
import subprocess
import sys

from portal.launch import run

CODE = """
import gc, sys, threading
from portal.launch import web
web.load()
from django.db import connections
assert "portal.asgi" in sys.modules
assert [each.connection for each in connections.all(initialized_only=True)] in ([], [None])
assert threading.active_count() == 1, threading.enumerate()
assert gc.get_freeze_count() > 100_000
"""


def test_what_is_loaded_before_the_fork_leaves_no_thread_and_no_connection(tmp_path):
    paths = os.pathsep.join([str(run.ROOT / "site"), str(run.ROOT)])
    given = {"DJANGO_SETTINGS_MODULE": "portal.settings.development", "VAR_DIR": str(tmp_path), "PYTHONPATH": paths}
    subprocess.run([sys.executable, "-c", CODE], cwd=run.ROOT, env={**os.environ, **given}, check=True)
