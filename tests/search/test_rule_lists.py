"""The lists of rules: what they cost, what they say, and what a spreadsheet reads of them."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from search.admin.viewsets import period
from search.engines.current import engine
from search.models import GoldenQuery, GoldenRun, Promotion, Synonym
from tests.search.catalogue import documents

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue(db):
    engine().index(documents())


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, "nu, zonder einde"),
        (-2, None, "nu, zonder einde"),
        (-2, 2, "nu, tot 30-11-2026"),
        (2, None, "begint op 30-11-2026"),
        (2, 4, "begint op 30-11-2026, tot 02-12-2026"),
        (-4, -2, "voorbij sinds 26-11-2026"),
    ],
)
def test_the_list_tells_which_promotions_count_now(start, end, expected):
    now = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)
    starts, ends = (None if days is None else now + datetime.timedelta(days=days) for days in (start, end))
    assert period(Promotion(starts_at=starts, ends_at=ends), now) == expected


def test_the_lists_cost_a_fixed_number_of_queries(editor, django_assert_max_num_queries):
    for number in range(30):
        Synonym.objects.create(phrase=f"woord{number}", meanings="kampvuur")
        GoldenQuery.objects.create(query=f"vraag {number}", kind="product", object_id="7")
        GoldenRun.objects.create(
            reason=str(number), figures={"queries": 1, **dict.fromkeys(("s1", "s3", "mrr", "ndcg10", "zero"), 1.0)}
        )
    editor.get(reverse("wagtailsnippets_search_synonym:list"))
    with django_assert_max_num_queries(20):
        editor.get(reverse("wagtailsnippets_search_synonym:list"))
    with django_assert_max_num_queries(20):
        editor.get(reverse("search_measuring"))


def test_the_lists_of_results_read_all_titles_at_once(editor, django_assert_max_num_queries):
    for number in range(30):
        Promotion.objects.create(queries=f"vraag {number}", kind="product", object_id=str(number % 8 + 1))
        GoldenQuery.objects.create(query=f"vraag {number}", kind="product", object_id=str(number % 8 + 1))
    for name in ("promotion", "goldenquery"):
        address = reverse(f"wagtailsnippets_search_{name}:list")
        assert "Bewonerskaart" in editor.get(address).text
        with django_assert_max_num_queries(20):
            editor.get(address)


@pytest.mark.parametrize("name", ["promotion", "goldenquery"])
def test_what_is_said_of_a_result_is_found_by_its_title(editor, name):
    Promotion.objects.create(queries="parkeren", kind="product", object_id="4")
    GoldenQuery.objects.create(query="parkeren", kind="product", object_id="4")
    address = reverse(f"wagtailsnippets_search_{name}:list")
    assert "Bewonerskaart" in editor.get(address, {"q": "bewonersk"}).text
    assert "Bewonerskaart" not in editor.get(address, {"q": "rijbewijs"}).text


def exported(client, name, kind):
    """Return the rows of an exported list, as a spreadsheet program reads them."""
    answer = client.get(reverse(f"wagtailsnippets_search_{name}:list"), {"export": kind})
    body = b"".join(answer.streaming_content)
    if kind == "csv":
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    return [[cell.value for cell in line] for line in openpyxl.load_workbook(io.BytesIO(body)).active]


def test_synonyms_are_exported_in_words_and_never_as_formulas(editor):
    Synonym.objects.create(phrase="gloeischaal", meanings="kampvuur\nvuur", note="=1+1")
    heading = ["Wat mensen zeggen", "Betekent", "In beide richtingen", "In gebruik", "Taal", "Opmerking"]
    row = ["gloeischaal", "kampvuur, vuur", "nee", "ja", "Nederlands"]
    assert exported(editor, "synonym", "csv") == [heading, [*row, "'=1+1"]]
    assert exported(editor, "synonym", "xlsx") == [heading, [*row, "=1+1"]]
    answer = editor.get(reverse("wagtailsnippets_search_synonym:list"), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet["F2"].data_type == "s"


def test_promotions_and_golden_queries_are_exported_with_titles_and_local_times(editor):
    begin = datetime.datetime(2026, 12, 1, 10, tzinfo=timezone.get_current_timezone())
    Promotion.objects.create(queries="rijbewijs", kind="product", object_id="4", starts_at=begin)
    GoldenQuery.objects.create(query="akte", kind="product", object_id="3")
    row = exported(editor, "promotion", "csv")[1]
    assert row == ["rijbewijs", "zet bovenaan", "Bewonerskaart", "1", "2026-12-01 10:00:00", "", ""]
    assert exported(editor, "promotion", "xlsx")[1][4] == datetime.datetime(2026, 12, 1, 10)
    assert exported(editor, "goldenquery", "csv")[1] == ["akte", "Huwelijksakte aanvragen", ""]
