"""Whoever writes a row of which something is kept starts a new generation when it commits, by whatever door."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from counters.models import OpeningRule, Place
from ground.database import watched
from ground.generation import generation
from people.models import ClosingDay, Department
from products.models import ProductPage
from tests.factories import make_department, make_form, question, step
from tests.trees import make_place, make_product

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
IN_ANOTHER_PROCESS = """
import django; django.setup()
from counters.models import Place
Place.objects.update(name="Wase winkel")
"""


@pytest.fixture(autouse=True)
def _own_generation(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def raw(place):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE counters_place SET name = 'Anders'")


def bulk_update(place):
    place.name = "Anders"
    Place.objects.bulk_update([place], ["name"])


WRITERS = {
    "save": lambda place: place.save(),
    "save of one field": lambda place: place.save(update_fields=["name"]),
    "update": lambda place: Place.objects.update(name="Anders"),
    "bulk_create": lambda place: Place.objects.bulk_create([Place(name="B", slug="b"), Place(name="C", slug="c")]),
    "bulk_create of what may be there": lambda place: Place.objects.bulk_create([place], ignore_conflicts=True),
    "bulk_update": bulk_update,
    "delete": lambda place: place.delete(),
    "delete of a set": lambda place: Place.objects.all().delete(),
    "a row below": lambda place: place.opening_rules.all().delete(),
    "update of rows below": lambda place: OpeningRule.objects.update(by_appointment=True),
    "its own SQL": raw,
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
def test_every_door_starts_a_new_generation(write):
    place = make_place()
    before = generation()
    write(place)
    assert generation() != before


@pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
def test_it_starts_at_the_commit_and_not_when_all_is_rolled_back(write):
    place = make_place()
    before = generation()
    with transaction.atomic():
        write(place)
        transaction.set_rollback(True)
    assert generation() == before
    with transaction.atomic():
        write(Place.objects.get())
        assert generation() == before
    assert generation() != before


def test_a_savepoint_that_is_rolled_back_takes_no_other_write_with_it():
    place = make_place()
    before = generation()
    with transaction.atomic():
        with transaction.atomic():
            place.save()
            transaction.set_rollback(True)
        Place.objects.update(name="Anders")
    assert generation() != before


def test_rows_between_two_models_count():
    product, place = make_product(), make_place()
    before = generation()
    ProductPage.places.through.objects.create(productpage=product, place=place)
    assert generation() != before
    before = generation()
    ProductPage.places.through.objects.all().delete()
    assert generation() != before


@pytest.mark.parametrize("table", sorted(watched._tables))
def test_each_watched_table_is_there_and_is_watched_for_each_kind_of_write(table):
    assert table in connection.introspection.table_names()
    for sql in ('INSERT INTO "{}" ("id") VALUES (1)', 'UPDATE "{}" SET "id" = 1', 'DELETE FROM "{}"'):
        assert watched.is_of_interest(sql.format(table))


def test_a_write_elsewhere_and_a_read_start_nothing():
    make_place()
    before = generation()
    list(Place.objects.all())
    connection.cursor().execute("CREATE TEMPORARY TABLE elsewhere (id int)")
    connection.cursor().execute("INSERT INTO elsewhere VALUES (1)")
    assert generation() == before


def test_a_draft_starts_nothing_and_publishing_it_does():
    product = make_product()
    before = generation()
    product.title = "Nog niet"
    revision = product.save_revision()
    assert generation() == before
    revision.publish()
    assert generation() != before


def test_a_draft_of_a_form_starts_nothing_and_publishing_it_does():
    form = make_form(step("Wie bent u?", question("text", "naam", "Naam")), key="proef")
    before = generation()
    revision = form.save_revision()
    assert generation() == before
    revision.publish()
    assert generation() != before


def test_a_write_in_another_process_is_seen_here(settings):
    make_place()
    before = generation()
    credentials = connection.settings_dict
    address = f"sqlite:///{credentials['NAME']}"
    if connection.vendor == "postgresql":
        address = f"postgres://{credentials['USER']}:{credentials['PASSWORD']}@{credentials['HOST']}:{credentials['PORT']}/{credentials['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "VAR_DIR": str(settings.VAR_DIR),
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
    }
    subprocess.run([sys.executable, "-c", IN_ANOTHER_PROCESS], cwd=ROOT, env=environment, check=True)
    assert Place.objects.get().name == "Wase winkel"
    assert generation() != before


@pytest.mark.parametrize("model", [Department, ClosingDay])
def test_what_stands_on_pages_beside_places_is_watched_too(model):
    make_department()
    assert watched.is_watched(model._meta.db_table)
