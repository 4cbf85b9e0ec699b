"""Editors tell search what it should do, and see what that changes before they keep it."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from people import roles
from people.models import User
from search import golden, service
from search.documents import Document, DocumentKey
from search.engines.current import engine
from search.models import GoldenQuery, GoldenRun, IndexedDocument, Promotion, Synonym
from tests.search.catalogue import documents

pytestmark = pytest.mark.django_db
ADD_SYNONYM = "wagtailsnippets_search_synonym:add"
ADD_PROMOTION = "wagtailsnippets_search_promotion:add"
PAGES = [
    ADD_SYNONYM,
    "wagtailsnippets_search_synonym:list",
    ADD_PROMOTION,
    "wagtailsnippets_search_promotion:list",
    "wagtailsnippets_search_goldenquery:add",
    "wagtailsnippets_search_goldenquery:list",
    "search_why",
    "search_measuring",
]


@pytest.fixture(autouse=True)
def catalogue(db):
    engine().index(documents())


def signed_in(client, role):
    roles.sync()
    user = User.objects.create_user(role.lower(), password="x")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


@pytest.fixture
def editor(client):
    return signed_in(client, roles.EDITOR)


def row(number):
    return IndexedDocument.objects.get(object_id=number)


def promotion(**changes):
    values = {"queries": "rijbewijs", "result": row("4").pk, "action": "pin", "position": "1", "note": ""}
    return {**values, "starts_at": "", "ends_at": "", **changes}


@pytest.mark.parametrize("name", PAGES)
def test_an_editor_opens_each_page_and_a_handler_none(client, name):
    assert signed_in(client, roles.EDITOR).get(reverse(name)).status_code == 200
    assert signed_in(client, roles.HANDLER).get(reverse(name)).status_code == 302


def test_a_handler_changes_nothing_and_an_editor_does(client):
    data = {"said": "gloeischaal", "means": "kampvuur", "is_active": "on", "note": ""}
    signed_in(client, roles.HANDLER).post(reverse(ADD_SYNONYM), data)
    assert not Synonym.objects.exists()
    signed_in(client, roles.EDITOR).post(reverse(ADD_SYNONYM), data)
    assert Synonym.objects.get().said == "gloeischaal"
    assert [hit.id for hit in service.search("gloeischaal").results] == ["7"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"said": "?!"}, "heeft geen letters"),
        ({"means": "Gloeischaal"}, "betekent zichzelf"),
        ({"means": ""}, "verplicht"),
        ({"means": "\n".join(f"woord{n}" for n in range(30))}, "ten hoogste 20"),
    ],
)
def test_a_synonym_that_cannot_work_is_refused_with_the_reason(editor, changes, complaint):
    page = editor.post(reverse(ADD_SYNONYM), {"said": "gloeischaal", "means": "kampvuur", "note": "", **changes})
    assert complaint in page.text
    assert not Synonym.objects.exists()


def test_a_meaning_that_stands_nearly_everywhere_is_too_broad(editor):
    engine().index([Document(DocumentKey("page", str(n)), f"Dienst {n} van de stad", "/") for n in range(30)])
    page = editor.post(reverse(ADD_SYNONYM), {"said": "gemeente", "means": "stad", "note": ""})
    assert "te ruim" in page.text


def test_the_form_is_half_filled_from_the_address(editor):
    assert 'value="gloeischaal"' in editor.get(reverse(ADD_SYNONYM), {"said": "gloeischaal"}).text
    page = editor.get(reverse(ADD_PROMOTION), {"queries": "gloeischaal", "kind": "product", "object_id": "7"})
    assert "gloeischaal" in page.text
    assert "Toelating voor een kampvuur" in page.text


def test_a_promotion_is_made_by_picking_a_result(editor):
    editor.post(reverse(ADD_PROMOTION), promotion())
    made = Promotion.objects.get()
    assert (made.kind, made.object_id, made.result) == ("product", "4", "Bewonerskaart")
    assert service.search("rijbewijs").results[0].id == "4"
    assert "Bewonerskaart" in editor.get(reverse("wagtailsnippets_search_promotion:list")).text


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"result": "999999"}, "intussen vernieuwd of weg"),
        ({"position": "0"}, "plaats van 1 tot 10"),
        ({"queries": "!!"}, "heeft geen letters"),
        ({"starts_at": "2026-12-02 10:00", "ends_at": "2026-12-01 10:00"}, "moet na"),
    ],
)
def test_a_promotion_that_cannot_work_is_refused_with_the_reason(editor, changes, complaint):
    assert complaint in editor.post(reverse(ADD_PROMOTION), promotion(**changes)).text
    assert not Promotion.objects.exists()


def test_the_chooser_finds_results_by_title(editor):
    address = reverse("search_result_chooser:choose_results")
    assert "Bewonerskaart" in editor.get(address, {"q": "bewoner"}).text
    assert "Bewonerskaart" not in editor.get(address, {"q": "rijbewijs"}).text
    assert "Huwelijksakte" in editor.get(address, {"q": "aanvragen huwelijk"}).text
    assert 'name="q"' in editor.get(reverse("search_result_chooser:choose")).json()["html"]
    assert signed_in(Client(), roles.HANDLER).get(address).status_code == 302
    chosen = editor.get(reverse("search_result_chooser:chosen", args=[row("4").pk])).json()
    assert chosen["result"]["title"] == "Bewonerskaart"


def preview(client, name, data):
    address = reverse(name.replace(":add", ":preview_on_add"))
    assert client.post(address, data).json()["is_valid"]
    return client.get(address, {"mode": ""})


def test_the_preview_shows_what_a_synonym_changes_before_it_is_kept(editor):
    GoldenQuery.objects.create(query="gloeischaal", kind="product", object_id="7")
    page = preview(editor, ADD_SYNONYM, {"said": "gloeischaal", "means": "kampvuur", "is_active": "on", "note": ""})
    assert "Geen resultaten" in page.text
    assert "Toelating voor een kampvuur" in page.text
    assert "<td>0,00</td><td>1,00</td>" in page.text
    assert not Synonym.objects.exists()


def test_the_preview_shows_what_a_promotion_changes_whatever_its_dates(editor):
    page = preview(editor, ADD_PROMOTION, promotion(starts_at="2050-01-01 10:00"))
    before, after = page.text.split("Na de wijziging")
    assert "Bewonerskaart" not in before
    assert "Bewonerskaart" in after


def test_why_tells_how_a_query_is_read_and_how_each_result_answers(editor):
    page = editor.get(reverse("search_why"), {"q": "idetiteitskaart ruimteveer"}).text
    assert "typfout" in page
    assert "identiteitskaart" in page
    assert "niet begrepen" in page
    assert "Beantwoordt" in page


def test_why_marks_what_an_editor_pinned(editor):
    editor.post(reverse(ADD_PROMOTION), promotion())
    assert "Door een redacteur vastgezet" in editor.get(reverse("search_why"), {"q": "rijbewijs"}).text


@pytest.mark.parametrize("query", ["", "?!", "\x00", "<script>alert(1)</script>", "x" * 400])
def test_why_answers_any_query(editor, query):
    page = editor.get(reverse("search_why"), {"q": query})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_measuring_keeps_the_figures_and_shows_what_changed(editor):
    GoldenQuery.objects.create(query="gloeischaal", kind="product", object_id="7")
    GoldenQuery.objects.create(query="rijbewijs", kind="product", object_id="1")
    editor.post(reverse("search_measuring"), {"reason": "begin"})
    Synonym.objects.create(said="gloeischaal", means="kampvuur")
    golden.record("synoniem: gloeischaal")
    first, second = GoldenRun.objects.order_by("pk")
    assert (first.figures["s1"], second.figures["s1"]) == (0.5, 1.0)
    page = editor.get(reverse("search_measuring")).text
    assert "begin" in page
    assert "↑ 0,50" in page


def test_queries_whose_result_does_not_stand_first_are_listed(editor):
    GoldenQuery.objects.create(query="akte", kind="product", object_id="3")
    GoldenQuery.objects.create(query="gloeischaal", kind="product", object_id="7")
    page = editor.get(reverse("search_measuring")).text
    assert "op plaats 2" in page
    assert "niet bij de eerste tien" in page


def test_nothing_is_measured_without_golden_queries(editor):
    page = editor.post(reverse("search_measuring"), follow=True)
    assert "nog geen proefvragen" in page.text
    assert not GoldenRun.objects.exists()


def test_a_handler_may_not_measure(client):
    GoldenQuery.objects.create(query="akte", kind="product", object_id="3")
    signed_in(client, roles.HANDLER).post(reverse("search_measuring"))
    assert not GoldenRun.objects.exists()


def test_the_lists_cost_a_fixed_number_of_queries(editor, django_assert_max_num_queries):
    for number in range(30):
        Synonym.objects.create(said=f"woord{number}", means="kampvuur")
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


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_synonyms_can_be_exported(editor, kind):
    Synonym.objects.create(said="gloeischaal", means="kampvuur")
    answer = editor.get(reverse("wagtailsnippets_search_synonym:list"), {"export": kind})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    assert kind == "xlsx" or b"gloeischaal" in body
