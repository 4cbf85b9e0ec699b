"""The golden queries are measured after each change, and editors see what moved."""

import pytest
from django.urls import reverse

from people import roles
from search.engines.current import engine
from search.evaluation import golden
from search.models import GoldenQuery, GoldenRun, Synonym
from tests.search.catalogue import documents
from tests.search.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue(db):
    engine().index(documents())


def test_measuring_keeps_the_figures_and_shows_what_changed(editor):
    GoldenQuery.objects.create(query="gloeischaal", kind="product", object_id="7")
    GoldenQuery.objects.create(query="rijbewijs", kind="product", object_id="1")
    editor.post(reverse("search_measuring"), {"reason": "begin"})
    Synonym.objects.create(phrase="gloeischaal", meanings="kampvuur")
    golden.record("synoniem: gloeischaal")
    first, second = GoldenRun.objects.order_by("pk")
    assert (first.figures["s1"], second.figures["s1"]) == (0.5, 1.0)
    page = editor.get(reverse("search_measuring")).text
    assert "begin" in page
    assert "↑ 0,50" in page


def test_queries_whose_result_does_not_stand_first_are_listed(editor):
    GoldenQuery.objects.create(query="akte", kind="product", object_id="3")
    GoldenQuery.objects.create(query="gloeischaal", kind="product", object_id="7")
    assert "op plaats 2" not in editor.get(reverse("search_measuring")).text
    page = editor.post(reverse("search_measuring"), follow=True).text
    assert "op plaats 2" in page
    assert "niet bij de eerste tien" in page


def test_nothing_is_measured_without_golden_queries(editor):
    page = editor.post(reverse("search_measuring"), follow=True)
    assert "nog geen proefvragen" in page.text
    assert not GoldenRun.objects.exists()


@pytest.mark.parametrize(("length", "runs"), [(200, 1), (201, 0)])
def test_a_reason_that_is_too_long_is_named_and_stays_on_the_page(editor, length, runs):
    GoldenQuery.objects.create(query="akte", kind="product", object_id="3")
    page = editor.post(reverse("search_measuring"), {"reason": "r" * length}, follow=True).text
    assert GoldenRun.objects.count() == runs
    assert "r" * length in page
    assert ("niet meer dan 200 tekens" in page) == (not runs)


def test_a_handler_may_not_measure(client):
    GoldenQuery.objects.create(query="akte", kind="product", object_id="3")
    signed_in(client, roles.HANDLER).post(reverse("search_measuring"))
    assert not GoldenRun.objects.exists()
