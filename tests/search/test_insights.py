"""What editors see of how people search, and what they can do about it from there."""

import datetime
import io
from urllib.parse import urlencode

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from front.page_tree import open_to_roles
from people import roles
from people.models import User
from products.models import ProductPage
from records.models import AuditLine
from search import service
from search.models import AskedQuery, ClickedResult, IgnoredQuery, Refinement
from tests.factories import make_department

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ask(query, times=1, *, ago=0, locale="nl", results=3, certainty=1.0, **more):
    day = TODAY - datetime.timedelta(days=ago)
    return AskedQuery.objects.create(
        day=day, locale=locale, query=query, times=times, results=results, certainty=certainty, **more
    )


def click(query, pk, rank, times=1, ago=0):
    day = TODAY - datetime.timedelta(days=ago)
    ClickedResult.objects.create(
        day=day, locale="nl", query=query, kind="product", object_id=str(pk), rank=rank, times=times
    )


@pytest.fixture
def product(publish_product):
    return publish_product("Recyclagepark", keywords="afval\nsorteren")


@pytest.fixture
def user(home):
    user = User.objects.create_user("redacteur", password="x")
    user.groups.add(Group.objects.get(role__code=roles.CHIEF_EDITOR))
    open_to_roles(home)
    return user


@pytest.fixture
def editor(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def searched(product):
    ask("recyclagepark", 9, satisfied=2, unsatisfied=1)
    ask("containerpark", 5, results=0, certainty=0)
    ask("containerpark", 4, ago=8, results=0, certainty=0)
    ask("sorteren van alles", 3, certainty=0.4)
    ask("opgelost", 2, ago=3, results=0)
    ask("opgelost", 1, results=2)
    ask("lang geleden", 50, ago=60, results=0)
    ask("afval", 6)
    click("afval", product.pk, 5, 3)
    click("recyclagepark", product.pk, 1, 4)
    Refinement.objects.create(day=TODAY, locale="nl", query="afval", then="recyclagepark", times=4)


def rows(client, which, **parameters):
    page = client.get(reverse("search_insights", args=[which]), parameters)
    assert page.status_code == 200
    table = page.context_data.get("table")
    return [(row["query"], row["asked"]) for row in table.data] if table else []


def test_one_unhappy_answer_says_nothing_two_do(editor):
    ask("een keer nee", 5, unsatisfied=1)
    ask("vaker nee dan ja", 4, satisfied=1, unsatisfied=2)
    ask("even vaak", 4, satisfied=2, unsatisfied=2)
    assert rows(editor, "onzeker") == [("vaker nee dan ja", 4)]


@pytest.mark.parametrize(
    ("which", "queries"),
    [
        ("vaakst", ["containerpark", "recyclagepark", "afval", "opgelost", "sorteren van alles"]),
        ("zonder-resultaat", ["containerpark"]),
        ("onzeker", ["sorteren van alles"]),
        ("te-laag", ["afval"]),
        ("verfijnd", ["afval"]),
        ("genegeerd", []),
    ],
)
def test_each_list_holds_its_queries_the_most_frequent_first(editor, searched, which, queries):
    assert [query for query, _times in rows(editor, which)] == queries


def test_the_period_narrows_and_widens(editor, searched):
    assert rows(editor, "zonder-resultaat") == [("containerpark", 9)]
    assert rows(editor, "zonder-resultaat", periode="7") == [("containerpark", 5)]
    assert rows(editor, "zonder-resultaat", periode="90") == [("lang geleden", 50), ("containerpark", 9)]
    old = {"van": str(TODAY - datetime.timedelta(days=61)), "tot": str(TODAY - datetime.timedelta(days=50))}
    assert rows(editor, "zonder-resultaat", **old) == [("lang geleden", 50)]
    shown = {name: f"{datetime.date.fromisoformat(day):%d-%m-%Y}" for name, day in old.items()}
    assert rows(editor, "zonder-resultaat", **shown) == [("lang geleden", 50)]
    assert rows(editor, "zonder-resultaat", van="2026-13-45", periode="x") == [("containerpark", 9)]


def test_a_list_is_searched_and_says_in_dutch_when_it_is_empty(editor, searched):
    assert {query for query, _ in rows(editor, "vaakst", q="park")} == {"recyclagepark", "containerpark"}
    page = editor.get(reverse("search_insights", args=["vaakst"]), {"q": "niets"})
    assert "Geen zoekvraag met deze woorden" in page.text
    assert "U negeert geen enkele zoekvraag" in editor.get(reverse("search_insights", args=["genegeerd"])).text


def test_a_row_tells_what_was_opened_and_asked_next(editor, searched):
    assert "Recyclagepark" in editor.get(reverse("search_insights", args=["te-laag"])).text
    assert "recyclagepark (4)" in editor.get(reverse("search_insights", args=["verfijnd"])).text
    assert "2 ja, 1 nee" in editor.get(reverse("search_insights", args=["vaakst"])).text


def test_each_row_opens_what_mends_it(editor, searched):
    page = editor.get(reverse("search_insights", args=["zonder-resultaat"])).text
    for address in ("said=containerpark", "queries=containerpark", "zoekvraag=containerpark"):
        assert address in page
    synonym = editor.get(reverse("wagtailsnippets_search_synonym:add"), {"said": "containerpark"})
    assert 'value="containerpark"' in synonym.text


def test_what_people_opened_too_low_is_already_chosen_where_it_is_pinned(editor, searched, product):
    page = editor.get(reverse("search_insights", args=["te-laag"])).text
    chosen = {"queries": "afval", "kind": "product", "object_id": str(product.pk)}
    address = f"{reverse('wagtailsnippets_search_promotion:add')}?{urlencode(chosen)}"
    assert escape(address) in page
    assert "Recyclagepark" in editor.get(address).text


def test_the_number_of_queries_is_told_in_dutch(editor, searched):
    assert "5 zoekvragen" in editor.get(reverse("search_insights", args=["vaakst"])).text
    ignored = reverse("search_insights", args=["genegeerd"])
    editor.post(reverse("search_ignore"), {"query": "afval"})
    assert "1 genegeerde zoekvraag" in editor.get(ignored).text


def test_a_row_keeps_its_language_in_all_that_mends_it(editor, product):
    ask("eau", 2, locale="fr", results=0)
    ask("eau", 3, results=0)
    Refinement.objects.create(day=TODAY, locale="fr", query="eau", then="eau potable", times=1)
    page = editor.get(reverse("search_insights", args=["zonder-resultaat"])).text
    assert "(Frans)" in page
    for address in ("said=eau&amp;locale=fr", "zoekvraag=eau&amp;taal=fr", "q=eau&amp;taal=fr"):
        assert address in page
    assert rows(editor, "verfijnd") == [("eau", 2)]
    editor.post(reverse("search_ignore"), {"query": "eau", "taal": "fr"})
    assert rows(editor, "zonder-resultaat") == [("eau", 3)]
    assert rows(editor, "genegeerd") == [("eau", 2)]


def test_fifty_rows_cost_as_many_queries_as_one(editor, product, django_assert_max_num_queries):
    ask("een", 3)
    editor.get(reverse("search_insights", args=["te-laag"]))
    for number in range(60):
        ask(f"vraag {number}", 3, results=0)
        click(f"vraag {number}", product.pk, 5)
    for which in ("vaakst", "zonder-resultaat", "te-laag"):
        with django_assert_max_num_queries(30):
            page = editor.get(reverse("search_insights", args=[which]), {"p": "2"})
        assert "Negeer" in page.text


def test_a_list_is_exported_whole(editor, searched):
    for number in range(40):
        ask(f"vraag {number}", 1)
    answer = editor.get(reverse("search_insights", args=["vaakst"]), {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Zoekvraag;Keer gezocht;Resultaten;Keer geopend;Vond het;Vond het niet"
    assert len(lines) == 46
    assert "zoekinzichten-vaakst" in answer["Content-Disposition"]
    answer = editor.get(reverse("search_insights", args=["te-laag"]), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[2]] == ["afval", 6, 3, 5, "Recyclagepark"]
    answer = editor.get(reverse("search_insights", args=["te-laag"]), {"export": "csv"})
    assert b"".join(answer.streaming_content).decode().splitlines()[1] == "afval;6;3;5,0;Recyclagepark"
    answer = editor.get(reverse("search_insights", args=["verfijnd"]), {"export": "csv"})
    assert b"".join(answer.streaming_content).decode().splitlines()[1] == "afval;6;4;recyclagepark (4)"


def test_an_ignored_query_leaves_the_lists_and_comes_back(editor, searched):
    data = {"query": "containerpark", "next": reverse("search_insights", args=["zonder-resultaat"])}
    assert editor.post(reverse("search_ignore"), data)["Location"] == data["next"]
    assert rows(editor, "zonder-resultaat") == []
    assert rows(editor, "genegeerd") == [("containerpark", 9)]
    editor.post(reverse("search_ignore"), {**data, "doe": "terug", "next": "https://elders.example/"})
    assert rows(editor, "zonder-resultaat") == [("containerpark", 9)]
    assert AuditLine.objects.filter(action__startswith="search.query_").count() == 2


def test_an_ignored_query_can_be_taken_back_when_nobody_asks_it_any_more(editor, searched):
    editor.post(reverse("search_ignore"), {"query": "lang geleden"})
    assert rows(editor, "genegeerd") == [("lang geleden", 0)]
    assert rows(editor, "genegeerd", periode="90") == [("lang geleden", 50)]
    assert rows(editor, "genegeerd", q="geleden") == [("lang geleden", 0)]


@pytest.mark.parametrize("name", ["search_insights", "search_keyword", "search_ignore"])
def test_who_may_not_see_them_sees_and_changes_nothing(client, searched, name):
    handler = User.objects.create_user("behandelaar", password="x")
    handler.groups.add(Group.objects.get(role__code=roles.HANDLER))
    client.force_login(handler)
    address = reverse(name, args=["vaakst"] if name == "search_insights" else [])
    answer = (
        client.post(address, {"query": "afval", "word": "afval"}) if name != "search_insights" else client.get(address)
    )
    assert answer.status_code == 302
    assert not IgnoredQuery.objects.exists()


def test_a_keyword_is_published_and_found_at_the_next_query(editor, product):
    assert service.search("zwembril").count == 0
    page = editor.get(reverse("search_keyword"), {"zoekvraag": "zwembril"})
    assert 'value="zwembril"' in page.text
    editor.post(reverse("search_keyword"), {"word": "zwembril", "suggested": "", "product": product.pk})
    assert service.search("zwembril").results[0].id == str(product.pk)
    product.refresh_from_db()
    assert product.keywords == "afval\nsorteren\nzwembril"
    back = reverse("search_insights", args=["onzeker"])
    answer = editor.post(f"{reverse('search_keyword')}?next={back}", {"word": "Zwembril", "product": product.pk})
    assert answer["Location"] == back
    product.refresh_from_db()
    assert product.keywords.count("wembril") == 1


def test_a_keyword_waits_in_the_draft_where_another_draft_waits(editor, product):
    product.summary = "Nog niet af"
    product.save_revision()
    editor.post(reverse("search_keyword"), {"word": "containerpark", "product": product.pk})
    product.refresh_from_db()
    assert product.keywords == "afval\nsorteren"
    draft = product.get_latest_revision_as_object()
    assert "containerpark" in draft.keywords
    assert draft.summary == "Nog niet af"


def test_a_product_of_another_department_gets_no_keyword(editor, product):
    ProductPage.objects.filter(pk=product.pk).update(department=make_department("elders", "Elders"))
    page = editor.post(reverse("search_keyword"), {"word": "containerpark", "product": product.pk})
    assert page.status_code == 200
    assert "U mag Recyclagepark niet wijzigen" in page.text
    product.refresh_from_db()
    assert "containerpark" not in product.keywords


def test_a_keyword_without_a_product_is_refused_in_words(editor, product):
    assert "Kies een product." in editor.post(reverse("search_keyword"), {"word": "afval", "suggested": ""}).text


def test_a_suggestion_stays_one_when_the_word_is_changed(editor, product):
    address = f"{reverse('search_keyword')}?zoekvraag=sorteren"
    assert editor.post(address, {"word": "kringloop", "suggested": product.pk}).status_code == 302
    assert service.search("kringloop").results[0].id == str(product.pk)


def test_what_the_query_finds_is_suggested(editor, product):
    assert "Recyclagepark" in editor.get(reverse("search_keyword"), {"zoekvraag": "sorteren"}).text


def test_a_product_shows_with_which_queries_it_was_found(editor, product):
    click("milieupark", product.pk, 2, 7)
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[product.pk])).text
    assert "Gevonden met deze zoekvragen" in page
    assert "milieupark" in page


def test_the_home_page_of_the_admin_shows_what_failed_this_week(editor, searched):
    page = editor.get(reverse("wagtailadmin_home")).text
    assert "Niet goed gevonden deze week" in page
    assert "5 keer gezocht, niets gevonden" in page
    assert "3 keer gezocht, alleen geraden" in page
    assert "lang geleden" not in page
