"""Loading the demo city: once, in one transaction, through the doors that people use."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from demo import catalogue, city, searching, services
from demo.invented import history, passwords, usage
from demo.questions import load_questions
from demo.quiet import index_everything, search_follows_at_the_end, without_wagtail_tasks
from front import page_tree
from ground.actor import SYSTEM
from people import roles
from records.models import AuditLine
from records.service import write_audit
from search.evaluation import golden

MARKER = "demo.loaded"


class NotADemo(Exception):
    """The settings have no demo city: its password is public knowledge."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much there is after loading."""

    products: int
    forms: int
    places: int
    cases: int


def load(today: datetime.date | None = None) -> Loaded | None:
    """Load the city and return what was loaded; None, and nothing changed, when it was loaded before.

    Raises NotADemo outside a demo.
    """
    if not settings.DEMO:
        raise NotADemo
    if AuditLine.objects.filter(action=MARKER).exists():
        return None
    today = today or timezone.localdate()
    with without_wagtail_tasks():
        with transaction.atomic():
            with search_follows_at_the_end():
                loaded = _write(today)
            write_audit(SYSTEM, MARKER, "demo", "city", products=loaded.products, cases=loaded.cases)
        index_everything()
        # After the commit: inside, each of its hundred searches would read the words of the index anew.
        usage.load_usage(today)
        golden.record("begin")
    return loaded


def _write(today: datetime.date) -> Loaded:
    roles.sync()
    departments = city.load_departments()
    city.load_staff()
    passwords.share_password()
    places = city.load_places()
    city.load_settings(Site.objects.get(is_default_site=True))
    home = page_tree.sync()
    catalogue.load_pages(home)
    catalogue.load_audit(today)
    services.load_case_types()
    forms = services.load_forms()
    products = catalogue.load_products(departments, places, forms, today)
    load_questions(departments, products)
    home.refresh_from_db()
    catalogue.load_top_tasks(home, products)
    searching.load_rules()
    cases = history.load_cases(forms, products, today)
    return Loaded(len(products), len(forms), len(places), cases)
