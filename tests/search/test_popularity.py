"""What people open lifts a document a little; explained, bounded, and to be begun anew."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ

from ground.actor import SYSTEM
from people import roles
from people.models import User
from portal.operations.jobs import compute_search_popularity
from records.models import AuditLine
from search import service
from search.admin.popularity import in_words
from search.engines.current import engine
from search.evaluation import golden
from search.models import AskedQuery, ClickedResult, GoldenQuery, GoldenRun, Popularity, Refinement
from search.usage import popularity
from search.usage.popularity import MAX_CLICKS_A_DAY, MAX_CLICKS_PER_QUERY_A_DAY, MIN_CLICKS, Click, lifts
from search.usage.purging import purge
from tests.layout import tight
from tests.search.catalogue import documents

KEY = ("product", "3")
TODAY = datetime.date(2026, 11, 24)


def clicks(number, *, days_ago=0, rank=1, times=5, query="akte"):
    return [Click(KEY, query, days_ago + day, rank, times) for day in range(number)]


def boost(clicks):
    return lifts(clicks).get(KEY, popularity.Lift()).boost


def test_a_boost_grows_with_clicks_and_never_reaches_more_than_one():
    few, many, flood = (boost(clicks(days)) for days in (3, 20, 90))
    assert 0 < few < many < flood <= 1


def test_too_few_clicks_lift_nothing():
    assert boost(clicks(1)) == 0
    assert boost([Click(KEY, "akte", day, 1, 1) for day in range(MIN_CLICKS - 1)]) == 0
    assert boost([Click(KEY, "akte", day, 1, 1) for day in range(MIN_CLICKS)]) > 0


def test_an_old_click_tells_less_and_after_three_months_nothing():
    assert boost(clicks(10, days_ago=0)) > boost(clicks(10, days_ago=60)) > 0
    assert boost(clicks(10, days_ago=90)) == 0


def test_a_click_low_in_the_list_tells_more_but_no_more_than_three_times():
    first, fourth, ninth, last = (lifts(clicks(4, rank=rank))[KEY].clicks for rank in (1, 4, 9, 200))
    assert first < fourth < ninth
    assert ninth == pytest.approx(3 * first)
    assert last == ninth


def test_one_eager_person_cannot_push_it_far():
    assert lifts(clicks(1, times=1000))[KEY].chosen == MAX_CLICKS_PER_QUERY_A_DAY
    many = [Click(KEY, f"vraag {number}", 0, 1, 1000) for number in range(100)]
    assert lifts(many)[KEY].chosen == MAX_CLICKS_A_DAY


@pytest.fixture
def clicked(db):
    engine().index(documents())
    for ago in range(10):
        ClickedResult.objects.create(
            day=TODAY - datetime.timedelta(days=ago),
            locale="nl",
            query="akte",
            kind="product",
            object_id="3",
            rank=2,
            times=4,
        )


def result_ids(text):
    return [result.id for result in service.search(text).results]


def test_computing_counts_at_the_next_query_and_twice_is_the_same(clicked):
    assert result_ids("akte") == ["2", "3"]
    assert popularity.compute(TODAY) == 1
    assert result_ids("akte") == ["3", "2"]
    assert result_ids("geboorteakte")[0] == "2"
    before = Popularity.objects.values("chosen", "clicks", "boost").get()
    popularity.compute(TODAY)
    assert Popularity.objects.values("chosen", "clicks", "boost").get() == before


def test_it_fades_when_nobody_clicks_any_more(clicked):
    popularity.compute(TODAY)
    popularity.compute(TODAY + datetime.timedelta(days=100))
    assert not Popularity.objects.exists()
    assert result_ids("akte") == ["2", "3"]


def test_it_is_told_in_words(clicked):
    popularity.compute(TODAY)
    row = Popularity.objects.get()
    assert row.chosen == 40
    assert in_words(row) == f"{round(15 * row.boost)} % hoger: 40 keer gekozen in 90 dagen"
    row.boost, row.chosen = 0, 4
    assert in_words(row) == "Telt nog niet: 4 keer gekozen in 90 dagen, vanaf 10 telt het"


def test_an_editor_begins_anew_and_old_clicks_never_count_again(editor, clicked):
    popularity.compute(TODAY)
    row = Popularity.objects.get()
    address = reverse("search_popularity_reset", args=[row.pk])
    page = editor.get(reverse("search_popularity")).text
    assert "Geen" not in page
    assert "1 resultaat met populariteit" in page
    assert "Huwelijksakte aanvragen" in editor.get(address).text
    assert result_ids("akte") == ["3", "2"]
    assert editor.post(address).status_code == 302
    assert result_ids("akte") == ["2", "3"]
    popularity.compute(timezone.localdate())
    assert result_ids("akte") == ["2", "3"]
    assert AuditLine.objects.filter(action="search.popularity_reset").count() == 1


@pytest.fixture
def golden_query(clicked):
    """The deed that people open stands first thanks to them, and is what an editor calls right."""
    GoldenQuery.objects.create(query="akte", kind="product", object_id="3")
    popularity.compute(TODAY)


def run_queue():
    """Do what was put in the queue, as the worker does."""
    for row in OrmQ.objects.order_by("pk"):
        task = row.task
        import_string(task["func"])(*task["args"])
        row.delete()


def test_beginning_anew_shows_the_figures_first_and_measures_after(
    editor, golden_query, django_capture_on_commit_callbacks
):
    address = reverse("search_popularity_reset", args=[Popularity.objects.get().pk])
    assert "<td>1,00</td><td>0,00</td>" in tight(editor.get(address).text)
    assert result_ids("akte") == ["3", "2"]
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address)
    run_queue()
    run = GoldenRun.objects.get()
    assert run.reason == "populariteit opnieuw begonnen: Huwelijksakte aanvragen"
    assert run.figures["s1"] == 0
    assert run.made_by.username == roles.CHIEF_EDITOR


def test_what_clicks_change_by_themselves_is_measured_when_the_figures_move(golden_query):
    golden.record("begin")
    ClickedResult.objects.all().delete()
    for _again in range(2):
        compute_search_popularity()
    assert [(run.reason, run.figures["s1"]) for run in GoldenRun.objects.all()] == [
        ("populariteit: opnieuw berekend", 0),
        ("begin", 1),
    ]


def test_all_of_it_begins_anew_at_once(editor, clicked):
    popularity.compute(TODAY)
    editor.post(reverse("search_popularity_reset_all"))
    assert not Popularity.objects.filter(boost__gt=0).exists()


def test_who_may_not_changes_nothing(client, clicked):
    popularity.compute(TODAY)
    user = User.objects.create_user("behandelaar", password="x")
    user.groups.add(Group.objects.get(role__code=roles.HANDLER))
    client.force_login(user)
    assert client.get(reverse("search_popularity")).status_code == 302
    assert client.post(reverse("search_popularity_reset_all")).status_code == 302
    with pytest.raises(PermissionDenied):
        popularity.reset(SYSTEM, user, Popularity.objects.all())
    assert Popularity.objects.filter(boost__gt=0).exists()


def ask(query, ago, times=1):
    day = TODAY - datetime.timedelta(days=ago)
    AskedQuery.objects.create(day=day, locale="nl", query=query, times=times)
    ClickedResult.objects.create(day=day, locale="nl", query=query, kind="product", object_id="3", rank=1, times=1)
    Refinement.objects.create(day=day, locale="nl", query=query, then="akte", times=1)


def left(model):
    return sorted(model.objects.values_list("query", flat=True))


def test_rare_queries_go_after_a_month_and_everything_after_thirteen(db):
    ask("akte", 1, 5)
    ask("zelden maar pas", 29, 2)
    ask("zelden en lang geleden", 30, 2)
    ask("vaak en lang geleden", 200, 3)
    ask("vaak en heel lang geleden", 397, 50)
    ask("bij elkaar vaak", 31, 2)
    ask("bij elkaar vaak", 3, 1)
    assert purge(TODAY) > 0
    expected = ["akte", "bij elkaar vaak", "bij elkaar vaak", "vaak en lang geleden", "zelden maar pas"]
    assert left(AskedQuery) == expected
    assert left(ClickedResult) == expected
    assert left(Refinement) == expected
    assert purge(TODAY) == 0
