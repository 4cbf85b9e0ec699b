"""What every test shares: the database from a template, no network, a browser where there is one."""

import gc
import os
import shutil
import socket
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import TransactionTestCase
from pytest_django.plugin import blocking_manager_key

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop in this thread

pytest_plugins = ["tests.cpu"]
ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
CHROMIUM_FLAGS += ["--disable-component-update", "--disable-sync"]
BROWSER_FIXTURES = {"page", "context", "browser"}
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
DATABASE = pytest.StashKey()


def pytest_addoption(parser):
    parser.addoption(
        "--database", action="store_true", help="leave out what has no database, and so is the same on each"
    )


@pytest.hookimpl(trylast=True)  # after the shuffle
def pytest_collection_modifyitems(config, items):
    """Skip browser tests where no Chromium is installed, and say so. Tell `--dist loadgroup` what stays on one worker."""
    if config.getoption("--database"):
        config.hook.pytest_deselected(items=[item for item in items if not has_database(item)])
        items[:] = filter(has_database, items)
    absent = pytest.mark.skip(reason="Chromium is not installed (apt-get install chromium)")
    for item in items:
        if item.get_closest_marker("e2e") or BROWSER_FIXTURES & set(item.fixturenames):
            item.add_marker(pytest.mark.e2e)
            if CHROMIUM is None:
                item.add_marker(absent)
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    items.sort(key=turn)


def pytest_collection_finish():
    """Leave the thousands of objects that stay until the end (models, patterns, tests) out of each garbage collection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def turn(item):
    """Return when a test's turn is: what takes long goes first, as begun last it would keep one worker busy alone."""
    if item.get_closest_marker("walk") or item.get_closest_marker("alone"):
        return 0
    return 1 if item.get_closest_marker("e2e") or "/admin_sweep/" in item.location[0] else 2


def group_of(item):
    """Return what a test shares a worker with: its module and the world built there, or all that kill and time processes."""
    if item.get_closest_marker("alone"):
        return "alone"
    return item.nodeid if item.get_closest_marker("walk") else item.location[0]


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker, tmp_path_factory):
    """Give this process its own copy of the migrated template; see tests/template_database.py."""
    from tests import template_database

    with django_db_blocker.unblock():
        made = template_database.database(tmp_path_factory.mktemp("database"))
        made.create()
    # The copy is put back after each transactional test (below), so that Django's slow flush, which would also throw
    # away what Wagtail's migrations put in, has nothing left to do.
    TransactionTestCase._fixture_teardown = lambda self: None
    request.config.stash[DATABASE] = made
    yield made
    with django_db_blocker.unblock():
        made.destroy()


@pytest.fixture(scope="module")
def module_database(django_db_setup, django_db_blocker):
    """Keep what a module's fixtures write for all its tests, each of which takes back its own; gone after the module.

    Not for a module with a test that really commits.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def load_demo(django_db_setup, django_db_blocker):
    """Return a function that writes the demo city: loaded by its own loader once a process, then copied.

    It returns what the loader said. Of the template's contents nothing else may be changed when it is called.
    """
    from demo.loader import load

    loaded = []

    def write():
        with django_db_blocker.unblock():
            if loaded:
                django_db_setup.restore("demo")
            else:
                loaded.append(load())
                django_db_setup.keep("demo")
        return loaded[0]

    return write


@pytest.fixture(scope="module")
def demo_city(load_demo, django_db_setup, django_db_blocker):
    """Give a module the demo city; each test takes back its own changes. Not for tests that really commit."""
    loaded = load_demo()
    yield loaded
    with django_db_blocker.unblock():
        django_db_setup.restore()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """After a test that really committed, put the database back, when all its fixtures are gone."""
    result = yield
    if wants_commits(item) and DATABASE in item.config.stash:
        with item.config.stash[blocking_manager_key].unblock():
            item.config.stash[DATABASE].restore()
    return result


def has_database(item):
    """Return whether what a test shows may depend on the database: it may ask it, or its module knows the connection.

    To any other test pytest-django refuses the database (tests/architecture/test_suite.py).
    """
    marked = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames)
    return bool(marked or hasattr(getattr(item, "module", None), "connection"))


def wants_commits(item):
    """Return whether a test runs outside the transaction that is rolled back."""
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    return bool({"transactional_db", "live_server"} & set(item.fixturenames))


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Wagtail remembers sites and root paths in the cache, and the snapshot more; the next test has others."""
    from ground import snapshot  # here: it needs the apps

    for forget in (cache.clear, snapshot.forget):
        forget()
    yield
    for forget in (cache.clear, snapshot.forget):
        forget()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Let nothing leave this machine; a test that wants to is a mistake."""
    connect = socket.socket.connect

    def only_here(self, address):
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"A test tried to reach {address[0]}: use a fake, or serve it on 127.0.0.1.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(scope="session")
def shared_data():
    """Return the folder with real catalogues beside the checkout; skip where it is absent."""
    for parent in (ROOT.parent, ROOT.parent.parent):
        if (parent / "shared" / "data").is_dir():
            return parent / "shared" / "data"
    pytest.skip("../shared/data is not here")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the system's Chromium: nothing is downloaded."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Browse as a citizen of the city does."""
    return {**browser_context_args, "locale": "nl-BE", "timezone_id": "Europe/Brussels"}


@pytest.fixture(scope="session")
def base_url():
    """Return no base address: pytest-playwright's own fixture of this name is written in a way that pytest warns of."""
    return None
