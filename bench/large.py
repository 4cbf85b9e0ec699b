"""Lists of a large city beside those of the demo city: 10,000 products and 1,000,000 cases, of which one in fifty runs.

python -m bench.large 10000 1000000          part of make bench
"""

import sys
import time
from functools import partial

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # what it imports needs django.setup()
from django.core.signals import request_finished, request_started  # noqa: E402  # what it imports needs django.setup()
from django.db import close_old_connections, connection  # noqa: E402  # what it imports needs django.setup()
from django.test import Client  # noqa: E402  # what it imports needs django.setup()

from bench.catalogue import fill  # noqa: E402  # what it imports needs django.setup()
from bench.clock import Figure, time_it  # noqa: E402  # what it imports needs django.setup()
from cases.models import Case  # noqa: E402  # what it imports needs django.setup()
from ground.generation import new_generation  # noqa: E402  # what it imports needs django.setup()
from people.models import User  # noqa: E402  # what it imports needs django.setup()
from products.models import ProductIndexPage  # noqa: E402  # what it imports needs django.setup()

PUBLIC = ("/a-z/", "/a-z/?letter=b", "/producten/", "/thema/BouwenWonen/", "/sitemap.xml")
ADMIN = ("/cms/", "/cms/snippets/cases/case/")
ONE_IN = 50
"""Of so many cases one runs."""


def main(products: int, cases: int) -> None:
    """Print a line for each list: in the demo city, in the large one, and there for the first visitor after a change."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    call_command("setup", demo=True, no_static=True, verbosity=0)
    before = lists()
    began = time.perf_counter()
    for _batch in fill(products, ProductIndexPage.objects.get()):
        pass
    multiply_cases(cases)
    took = time.perf_counter() - began
    print(f"\n  {products} products and {Case.objects.count()} cases, written in {took:.0f} s, {connection.vendor}")
    print(f"  {'':<44} {'demo city':>10} {'this one':>10} {'95 %':>9} {'queries':>8}   after a change")
    after, first = lists(), after_a_change()
    for name, figure in after.items():
        changed = f"{first[name]:>8.0f} ms" if name in first else ""
        numbers = f"{before[name].median:>7.1f} ms {figure.median:>7.1f} ms {figure.slow:>6.1f} ms {figure.queries:>8}"
        print(f"  {name:<44} {numbers}   {changed}", flush=True)


def lists() -> dict[str, Figure]:
    """Measure each list."""
    figures = {path: time_it(partial(opened, Client(), path), 20) for path in PUBLIC}
    for name, user in staff().items():
        client = Client()
        client.force_login(user)
        figures |= {f"{path}, {name}": time_it(partial(opened, client, path), 10) for path in ADMIN}
    return figures


def staff() -> dict[str, User]:
    """Return an administrator, and the handler of the demo city with most cases in reach."""
    administrator = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")[0]
    handlers = User.objects.filter(is_superuser=False, is_active=True, groups__permissions__codename="assign_case")
    return {
        "administrator": administrator,
        "handler": max(handlers.distinct(), key=lambda user: Case.objects.reachable_by(user).count()),
    }


def after_a_change() -> dict[str, float]:
    """Return the milliseconds of the first visitor of each public list after something public changed."""
    took = {}
    for path in PUBLIC:
        new_generation()
        began = time.perf_counter()
        opened(Client(), path)
        took[path] = (time.perf_counter() - began) * 1000
    return took


def multiply_cases(wanted: int) -> None:
    """Write copies of the demo city's cases by one statement, most of them closed."""
    names = [str(field.column) for field in Case._meta.concrete_fields if not field.primary_key]
    count = Case.objects.count()
    values = {
        "reference": "'SN-' || series.i || '-' || c.id",
        "submission_id": "NULL",
        "search_text": "'sn-' || series.i || '-' || c.id || ' ' || c.search_text",
        "closed_at": f"CASE WHEN series.i % {ONE_IN} = 0 THEN c.closed_at ELSE c.changed_at END",
        "next_due": f"CASE WHEN series.i % {ONE_IN} = 0 THEN c.next_due END",
    }
    columns = ", ".join(f'"{name}"' for name in names)
    read = ", ".join(values.get(name, f'c."{name}"') for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO cases_case ({columns})
            WITH RECURSIVE series(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < {wanted // count})
            SELECT {read} FROM series CROSS JOIN (SELECT * FROM cases_case) c"""  # our own names
        )
        cursor.execute("ANALYZE")


def opened(client: Client, address: str) -> None:
    """Ask for a page and see that it is one."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


if __name__ == "__main__":
    main(*(int(size) for size in sys.argv[1:] or ("10000", "1000000")))
