"""Two editors at the same moment: validation of one's draft must not loosen that of the other's publication.

While Wagtail validates a draft it sets `required` of the blocks, which all threads share, to False. On SQLite a change in the
admin that came so far waits for the other's transaction anyway, so that only on PostgreSQL a form without the required would be
published when the front did not keep them apart. Whether it does is counted besides, which fails on both.
"""

import asyncio
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from forms_app.models import FormVersion
from portal.server.application import THREADS, Front
from portal.server.bodies import Limits
from tests.factories import make_form, question, step
from tests.forms_editor.posting import EDIT, posted

pytestmark = pytest.mark.django_db(transaction=True)

TOKEN = "t" * 32
TRIES = 6


class Counted:
    """The real site, and how many requests were in it at once at most."""

    def __init__(self):
        self.site, self.lock = get_wsgi_application(), threading.Lock()
        self.inside = self.max_inside = 0

    def __call__(self, environ, start_response):
        with self.lock:
            self.inside += 1
            self.max_inside = max(self.max_inside, self.inside)
        try:
            return self.site(environ, start_response)
        finally:
            with self.lock:
                self.inside -= 1


@pytest.fixture
def front():
    """The front before the real site, in this process; its threads let go of the database at the end."""
    front = Front(Counted(), limits=Limits(upload_paths=("/cms/",)))
    yield front
    together = threading.Barrier(THREADS)

    def let_go():
        together.wait(20)
        connections.close_all()

    for done in [front.bridge.pool.submit(let_go) for _ in range(THREADS)]:
        done.result(20)
    front.bridge.pool.shutdown()


@pytest.fixture
def _threads_switch_often():
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


async def post(front, path, fields, session):
    """Return the status of a POST by a signed-in editor."""
    body, answers = urlencode(fields).encode(), []
    cookies = f"sessionid={session}; csrftoken={TOKEN}"
    given = {"host": "testserver", "cookie": cookies, "x-csrftoken": TOKEN, "content-length": str(len(body))}
    given["content-type"] = "application/x-www-form-urlencoded"

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        answers.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"http_version": "1.1", "scheme": "http", "client": ("127.0.0.1", 1), "server": ("testserver", 80)}
    await front({**scope, "headers": [(n.encode(), v.encode()) for n, v in given.items()]}, receive, send)
    return answers[0]["status"]


@pytest.mark.usefixtures("_threads_switch_often")
def test_a_form_without_the_required_is_not_published_while_another_saves_drafts(front, editor):
    session = editor.cookies["sessionid"].value
    nameless = [step("", question("text", "naam", "Hoe heet u?"))]
    forms = {key: make_form(*nameless, key=key, publish=False) for key in ("klad", "af")}
    given = {
        key: posted(nameless, title=key, key=key, department=form.department_id, destination=form.destination)
        for key, form in forms.items()
    }

    async def both():
        drafts = [post(front, EDIT.format(forms["klad"].pk), given["klad"], session) for _ in range(TRIES)]
        publishing = {**given["af"], "action-publish": "1"}
        published = [post(front, EDIT.format(forms["af"].pk), publishing, session) for _ in range(TRIES)]
        return await asyncio.gather(*(each for pair in zip(drafts, published, strict=True) for each in pair))

    # In a thread of its own: a browser test of the same process leaves a running loop in this one.
    with ThreadPoolExecutor(1) as pool:
        statuses = pool.submit(lambda: asyncio.run(both())).result()
    assert statuses[0::2] == [302] * TRIES, "a draft may be incomplete"
    assert statuses[1::2] == [200] * TRIES, "shown again, with what is missing"
    assert FormVersion.objects.count() == 0
    assert front.bridge.app.max_inside == 1, "the front lets changes in the admin go one at a time"
