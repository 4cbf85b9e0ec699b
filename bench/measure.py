"""The measurements, on one database."""

import contextlib
import gzip
import sys
import time
import uuid
from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import django
from rdflib import Graph

django.setup()

from django.core.management import call_command  # noqa: E402  # what it imports needs django.setup()
from django.core.signals import request_finished, request_started  # noqa: E402  # what it imports needs django.setup()
from django.core.wsgi import get_wsgi_application  # noqa: E402  # what it imports needs django.setup()
from django.db import close_old_connections, connection  # noqa: E402  # what it imports needs django.setup()
from django.test import Client, RequestFactory, override_settings  # noqa: E402  # what it imports needs django.setup()
from wagtail.models import Page, Site  # noqa: E402  # what it imports needs django.setup()

from bench import bare_wagtail  # noqa: E402  # what it imports needs django.setup()
from bench.clock import Figure, time_it  # noqa: E402  # what it imports needs django.setup()
from bench.editor import editor  # noqa: E402  # what it imports needs django.setup()
from bench.plain import writer  # noqa: E402  # what it imports needs django.setup()
from forms_app.models import Form, Submission  # noqa: E402  # what it imports needs django.setup()
from forms_app.service import submit_answers  # noqa: E402  # what it imports needs django.setup()
from ground.actor import Actor  # noqa: E402  # what it imports needs django.setup()
from people.models import Department  # noqa: E402  # what it imports needs django.setup()
from portal.cache.page_cache import PageCache  # noqa: E402  # what it imports needs django.setup()
from products.models import ProductPage  # noqa: E402  # what it imports needs django.setup()
from search.asking.repeated import pages as repeated_pages  # noqa: E402  # what it imports needs django.setup()
from tests.factories import make_form, question, step  # noqa: E402  # what it imports needs django.setup()

ROOT = Path(__file__).resolve().parents[1]
ANSWERS = {"naam": "Jonas Peeters", "mail": "jonas@voorbeeld.be"}


def main() -> None:
    """Print one line a measurement."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # the connection stays, as it does in a web process
    began = time.perf_counter()
    call_command("setup", demo=True, no_static=True, verbosity=0)
    print(
        f"  ready in {time.perf_counter() - began:.1f} s: tables and demo city, {ProductPage.objects.count()} products"
    )
    print(f"  {'':<34} {'median':>9} {'95 %':>9} {'a second':>9} {'queries':>8}   floor, and how many times it")
    pages()
    forms()
    editor(line)
    imports()


def line(name: str, figure: Figure, floor: Figure | None = None, of: str = "") -> None:
    """Print one measurement beside its floor."""
    queries = "" if figure.queries is None else str(figure.queries)
    beside = f"   {floor.median:.2f} ms {of}, {figure.median / floor.median:.1f}x" if floor else ""
    numbers = f"{figure.median:>6.2f} ms {figure.slow:>6.2f} ms {figure.per_second:>9.0f} {queries:>8}"
    print(f"  {name:<34} {numbers}{beside}", flush=True)


def pages() -> None:
    """Measure a product page with and without the page cache, and the search."""
    address = ProductPage.objects.live().order_by("pk")[0].url
    client = Client()
    bare = bare_page()
    for name, path in PAGES.items():
        page = time_it(partial(opened, client, path or address))
        line(f"{name}, made anew", page, bare, "for a bare Wagtail page")
    kept = PageCache(get_wsgi_application())
    line(
        "product page, from the cache",
        time_it(lambda: visit(kept, address), 2000),
        floor_of_wsgi(),
        "for an empty answer",
    )
    asked = "/zoeken/?q=identiteitskaart+verlroen"

    def unseen() -> None:
        repeated_pages.clear()
        opened(client, asked)

    for name, ask in (("asked first", unseen), ("asked again", lambda: opened(client, asked))):
        search = time_it(ask)
        line(f"search page, {name}", search, selects(search), "for its queries alone")


PAGES = {
    "product page": "",
    "front page": "/",
    "theme": "/thema/BouwenWonen/",
    "A to Z": "/a-z/",
    "places": "/plaatsen/",
    "all products": "/producten/",
    "map for search engines": "/sitemap.xml",
}


def bare_page() -> Figure:
    """Measure a page of Wagtail's own kind, three levels deep on a site of its own, with the middleware of a new Wagtail project.

    Wagtail finds it, asks who may see it, and shows its title in a template of five lines.
    """
    page = Page.get_first_root_node()
    for slug in ("kaal", "een", "twee"):
        page = page.add_child(instance=Page(title=slug, slug=slug))
    site = Site.objects.create(hostname="kaal.example", port=80, root_page=page.get_ancestors().get(slug="kaal"))
    with override_settings(MIDDLEWARE=bare_wagtail.MIDDLEWARE):
        client = Client(headers={"host": site.hostname})
        return time_it(lambda: opened(client, "/een/twee/"))


def forms() -> None:
    """Measure a step of a form, and a submission up to the commit."""
    who = [question("text", "naam", "Naam", meaning="name"), question("email", "mail", "E-mail")]
    form: Form = make_form(step("Wie bent u?", *who), key="meting")
    client = Client()
    first = client.post("/formulieren/meting/start/").headers["Location"]
    shown = time_it(lambda: opened(client, first))
    line("form step, shown", shown, selects(shown), "for its queries alone")

    def answer() -> None:
        seen = opened(client, first).text.split('name="answers-digest" value="')[1].split('"')[0]
        given = {**ANSWERS, "answers-digest": seen, "shown-question": list(ANSWERS)}
        assert client.post(first, given).status_code == 302

    answered = time_it(answer)
    line("form step, shown and answered", answered, selects(answered), "for its queries alone")
    version = form.current_version()
    actor = Actor("citizen")

    def submit() -> None:
        submit_answers(actor, version, ANSWERS, key=f"bench:{uuid.uuid4()}")

    submitted = time_it(submit)
    line("submission to committed case", submitted, plain_inserts(), "for its six plain INSERTs, committed")
    assert Submission.objects.count() >= 100


def imports() -> None:
    """Measure an import, the real catalogue where it is beside the checkout and else the test's own."""
    real = [parent / "shared" / "data" / "lpdc" / "raw" / "kruibeke_gemeente.nt.gz" for parent in ROOT.parents]
    source = next((file for file in real if file.is_file()), ROOT / "tests" / "data" / "dirty.nt")
    Department.objects.get_or_create(code="bench", defaults={"name": "Meting"})
    before = ProductPage.objects.count()
    took = {}
    for run in ("first", "again"):
        began = time.perf_counter()
        call_command(
            "import_products",
            str(source),
            department="bench",
            publish=True,
            verbosity=0,
            stdout=StringIO(),
            stderr=StringIO(),
        )
        took[run] = time.perf_counter() - began
    made = ProductPage.objects.count() - before
    floor = parsing(source)
    rate = f"{made / took['first']:.1f} products a second, again {took['again']:.1f} s"
    print(
        f"  {f'import of {made} products':<34} {took['first']:.1f} s, {rate}   {floor:.1f} s for reading the RDF alone"
    )


def parsing(source: Path) -> float:
    """Return the seconds that rdflib alone takes for the file."""
    raw = source.read_bytes()
    lines = (gzip.decompress(raw) if source.suffix == ".gz" else raw).decode(errors="replace").splitlines()
    began = time.perf_counter()
    for first in range(0, len(lines), 500):
        with contextlib.suppress(Exception):  # the importer's own test file is dirty on purpose
            Graph().parse(data="\n".join(lines[first : first + 500]), format="nt")
    return time.perf_counter() - began


def opened(client: Client, address: str) -> Any:
    """Return an answer that is a page."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer


def visit(app: Callable[..., Any], address: str) -> None:
    """Ask a WSGI application for a page as a server does."""
    b"".join(app(RequestFactory().get(address).environ, lambda *said: None))


def floor_of_wsgi() -> Figure:
    """Measure an application that does nothing."""

    def nothing(environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        return [b""]

    return time_it(lambda: visit(nothing, "/"), 2000, count_queries=False)


def selects(figure: Figure) -> Figure:
    """Measure as many plain reads by primary key as something took queries."""

    def read() -> None:
        with connection.cursor() as cursor:
            for _ in range(figure.queries or 0):
                cursor.execute("SELECT id, title FROM wagtailcore_page WHERE id = 1")
                cursor.fetchall()

    return time_it(read, count_queries=False)


def plain_inserts() -> Figure:
    """Measure the same six rows, values ready, in one transaction of the same database."""
    return time_it(writer(), count_queries=False)


if __name__ == "__main__":
    sys.exit(main())
