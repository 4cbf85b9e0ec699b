"""Editors tell search what it should do, and see what that changes before they keep it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import OrmQ
from wagtail.users.models import UserProfile

from ground.locking import Conflict
from people import roles
from people.models import User
from search import service
from search.engines.current import engine
from search.indexing.documents import Document, DocumentKey
from search.models import GoldenQuery, IndexedDocument, Promotion, Ruleset, Synonym
from tests.layout import tight
from tests.search.catalogue import documents
from tests.search.signing_in import signed_in

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


def row(number):
    return IndexedDocument.objects.get(object_id=number)


def promotion(**changes):
    values = {"queries": "rijbewijs", "result": row("4").pk, "action": "pin", "position": "1", "note": ""}
    return {**values, "starts_at": "", "ends_at": "", **changes}


@pytest.mark.parametrize("name", PAGES)
def test_an_editor_opens_each_page_and_a_handler_none(client, name):
    assert signed_in(client, roles.CHIEF_EDITOR).get(reverse(name)).status_code == 200
    assert signed_in(client, roles.HANDLER).get(reverse(name)).status_code == 302


def test_a_handler_changes_nothing_and_an_editor_does(client):
    data = {"phrase": "gloeischaal", "meanings": "kampvuur", "is_active": "on", "locale": "nl", "note": ""}
    signed_in(client, roles.HANDLER).post(reverse(ADD_SYNONYM), data)
    assert not Synonym.objects.exists()
    signed_in(client, roles.CHIEF_EDITOR).post(reverse(ADD_SYNONYM), data)
    assert Synonym.objects.get().phrase == "gloeischaal"
    assert [hit.id for hit in service.search("gloeischaal").results] == ["7"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"phrase": "?!"}, "heeft geen letters"),
        ({"phrase": "gloeischaal, vuurkorf"}, "zonder komma"),
        ({"meanings": ",;"}, "verplicht"),
        ({"meanings": "het"}, "“het” zegt te weinig"),
        ({"meanings": "Gloeischaal"}, "betekent zichzelf"),
        ({"meanings": ""}, "verplicht"),
        ({"meanings": "\n".join(f"woord{n}" for n in range(30))}, "ten hoogste 20"),
    ],
)
def test_a_synonym_that_cannot_work_is_refused_with_the_reason(editor, changes, complaint):
    page = editor.post(
        reverse(ADD_SYNONYM), {"phrase": "gloeischaal", "meanings": "kampvuur", "locale": "nl", **changes}
    )
    assert complaint in page.text
    assert not Synonym.objects.exists()


def test_meanings_with_commas_between_them_are_each_found(editor):
    data = {"phrase": "gloeischaal", "meanings": "vuurwerk; kampvuur, houtvuur", "is_active": "on", "locale": "nl"}
    editor.post(reverse(ADD_SYNONYM), data)
    assert Synonym.objects.get().lines == ("vuurwerk", "kampvuur", "houtvuur")
    assert [hit.id for hit in service.search("gloeischaal").results] == ["7"]


@pytest.mark.parametrize("phrase", ["gloeischaal", "Gloeischaal", "gloeischalen"])
def test_what_search_reads_as_a_synonym_that_is_there_is_refused_with_its_name(editor, phrase):
    Synonym.objects.create(phrase="gloeischaal", meanings="kampvuur")
    page = editor.post(reverse(ADD_SYNONYM), {"phrase": phrase, "meanings": "rijbewijs", "locale": "nl"})
    assert f"“{phrase}” is voor het zoeken hetzelfde als uw synoniem “gloeischaal”" in page.text
    assert Synonym.objects.count() == 1


def test_an_editor_hears_which_meanings_no_text_holds(editor):
    data = {"phrase": "gloeischaal", "meanings": "kampvuur\nhoutskoolton", "is_active": "on", "locale": "nl"}
    page = editor.post(reverse(ADD_SYNONYM), data, follow=True)
    assert "In geen enkele tekst staat: “houtskoolton”." in page.text
    edit = reverse("wagtailsnippets_search_synonym:edit", args=[Synonym.objects.get().pk])
    assert "In geen enkele tekst staat" not in editor.post(edit, {**data, "meanings": "kampvuur"}, follow=True).text


def test_a_meaning_that_stands_nearly_everywhere_is_too_broad(editor):
    engine().index([Document(DocumentKey("page", str(n)), f"Dienst {n} van de stad", "/") for n in range(30)])
    page = editor.post(reverse(ADD_SYNONYM), {"phrase": "gemeente", "meanings": "stad", "locale": "nl"})
    assert "te ruim" in page.text


def test_what_became_too_broad_stops_no_other_change(editor):
    engine().index([Document(DocumentKey("page", str(n)), f"Dienst {n} van de stad", "/") for n in range(30)])
    old = Synonym.objects.create(phrase="gemeente", meanings="stad")
    address = reverse("wagtailsnippets_search_synonym:edit", args=[old.pk])
    assert "te ruim" in editor.post(address, {"phrase": "gemeentehuis", "meanings": "stad", "locale": "nl"}).text
    # The box "in gebruik" is not ticked.
    editor.post(address, {"phrase": "gemeente", "meanings": "stad", "locale": "nl"})
    old.refresh_from_db()
    assert not old.is_active


def test_a_synonym_that_closes_a_ring_is_refused_with_the_way_out(editor):
    other = Synonym.objects.create(phrase="kampvuur", meanings="gloeischaal")
    data = {"phrase": "Gloeischalen", "meanings": "kampvuur", "is_active": "on", "locale": "nl"}
    page = editor.post(reverse(ADD_SYNONYM), data)
    assert "“kampvuur” betekent al “Gloeischalen” in een ander synoniem" in page.text
    data = {"phrase": "kampvuur", "meanings": "gloeischaal", "is_active": "on", "locale": "nl", "both_ways": "on"}
    editor.post(reverse("wagtailsnippets_search_synonym:edit", args=[other.pk]), data)
    assert Synonym.objects.get().both_ways


def test_the_form_is_half_filled_from_the_address(editor):
    assert 'value="gloeischaal"' in editor.get(reverse(ADD_SYNONYM), {"said": "gloeischaal"}).text
    page = editor.get(reverse(ADD_PROMOTION), {"queries": "gloeischaal", "kind": "product", "object_id": "7"})
    assert "gloeischaal" in page.text
    assert "Toelating voor een kampvuur" in page.text


def test_rules_that_are_removed_together_are_gone_at_the_next_query_and_measured(
    editor, django_capture_on_commit_callbacks
):
    pins = [Promotion.objects.create(queries="rijbewijs", kind="product", object_id=number) for number in ("4", "5")]
    assert [hit.id for hit in service.search("rijbewijs").results][:2] == ["5", "4"]
    stamp = Ruleset.current()
    address = reverse("wagtail_bulk_action", args=["search", "promotion", "delete"])
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"{address}?{'&'.join(f'id={pin.pk}' for pin in pins)}")
    assert Ruleset.current() != stamp  # by which other processes know that what they remember is old
    assert [hit.id for hit in service.search("rijbewijs").results] == ["1"]
    assert OrmQ.objects.get().task["args"][0].startswith("vaste resultaten verwijderd: rijbewijs")


def test_a_synonym_is_of_a_language_that_has_texts(editor):
    asked = {"said": "feu de joie", "locale": "fr"}
    assert '<option value="nl" selected>' in editor.get(reverse(ADD_SYNONYM), asked).text
    data = {"phrase": "feu de joie", "locale": "fr", "meanings": "kampvuur", "is_active": "on"}
    assert "geen teksten in het Frans. Kies Nederlands" in editor.post(reverse(ADD_SYNONYM), data).text
    engine().index([Document(DocumentKey("page", "9", "fr"), "Allumer un feu", "/fr/feu/")])
    assert '<option value="fr" selected>' in editor.get(reverse(ADD_SYNONYM), asked).text
    editor.post(reverse(ADD_SYNONYM), {**data, "meanings": "feu"})
    assert [hit.id for hit in service.search("feu de joie", locale="fr").results] == ["9"]


def test_a_promotion_is_made_by_picking_a_result(editor):
    editor.post(reverse(ADD_PROMOTION), promotion())
    made = Promotion.objects.get()
    assert (made.kind, made.object_id, made.result) == ("product", "4", "Bewonerskaart")
    assert service.search("rijbewijs").results[0].id == "4"
    page = editor.get(reverse("wagtailsnippets_search_promotion:list")).text
    assert "Bewonerskaart" in page
    assert reverse("wagtailsnippets_search_promotion:edit", args=[made.pk]) in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_dates_are_typed_and_shown_as_people_here_write_them(editor, language):
    UserProfile.objects.create(user=User.objects.get(), preferred_language=language)
    editor.post(reverse(ADD_PROMOTION), promotion(starts_at="01-12-2026 10:00", ends_at="31-12-2026 18:00"))
    made = Promotion.objects.get()
    assert timezone.localtime(made.starts_at) == datetime.datetime(
        2026, 12, 1, 10, tzinfo=timezone.get_current_timezone()
    )
    page = editor.get(reverse("wagtailsnippets_search_promotion:edit", args=[made.pk])).text
    assert 'value="01-12-2026 10:00"' in page


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


def test_a_result_has_one_rule_for_a_query_at_a_time(editor):
    editor.post(reverse(ADD_PROMOTION), promotion(queries="rijbewijs\nbrommer", ends_at="01-12-2026 08:00"))
    for changes in ({}, {"action": "hide", "queries": "BROMMER"}, {"starts_at": "30-11-2026 08:00"}):
        page = editor.post(reverse(ADD_PROMOTION), promotion(**changes))
        assert "Dit resultaat staat al in “rijbewijs, brommer: zet bovenaan”" in page.text
    assert Promotion.objects.count() == 1
    editor.post(reverse(ADD_PROMOTION), promotion(starts_at="01-12-2026 08:00"))
    editor.post(reverse(ADD_PROMOTION), promotion(result=row("5").pk))
    assert Promotion.objects.count() == 3


@pytest.mark.parametrize(
    ("query", "complaint"), [("akte", "staat al bij deze proefvraag"), ("!!", "heeft geen letters of cijfers")]
)
def test_a_golden_query_that_adds_nothing_is_refused_with_the_reason(editor, query, complaint):
    GoldenQuery.objects.create(query="akte", kind="product", object_id="3")
    address = reverse("wagtailsnippets_search_goldenquery:add")
    assert complaint in editor.post(address, {"query": query, "result": row("3").pk}).text
    editor.post(address, {"query": "akte", "result": row("2").pk})
    assert sorted(GoldenQuery.objects.values_list("query", "object_id")) == [("akte", "2"), ("akte", "3")]


def test_the_figures_tell_whether_a_rule_was_added_changed_or_removed(editor, django_capture_on_commit_callbacks):
    data = {"phrase": "gloeischaal", "meanings": "kampvuur", "is_active": "on", "locale": "nl"}
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse(ADD_SYNONYM), data)
        pk = Synonym.objects.get().pk
        editor.post(reverse("wagtailsnippets_search_synonym:edit", args=[pk]), {**data, "meanings": "vuurwerk"})
        editor.post(reverse("wagtailsnippets_search_synonym:delete", args=[pk]))
    assert [each.task["args"][0] for each in OrmQ.objects.order_by("pk")] == [
        f"synoniem {done}: gloeischaal" for done in ("toegevoegd", "gewijzigd", "verwijderd")
    ]


@pytest.mark.parametrize("kind", ["synonym", "promotion"])
def test_a_rule_that_a_colleague_changed_meanwhile_is_not_overwritten(editor, kind):
    if kind == "synonym":
        rule = Synonym.objects.create(phrase="gloeischaal", meanings="vuurwerk")
        data = {"phrase": "gloeischaal", "meanings": "kampvuur", "is_active": "on", "locale": "nl"}
    else:
        rule = Promotion.objects.create(queries="rijbewijs", kind="product", object_id="4")
        data = promotion()
    address = reverse(f"wagtailsnippets_search_{kind}:edit", args=[rule.pk])
    data["lock_version"] = editor.get(address).context["form"]["lock_version"].value()
    editor.post(address, {**data, "note": "van An"})
    page = editor.post(address, {**data, "note": "van Bo"})
    assert "intussen gewijzigd in een ander venster" in page.text
    rule.refresh_from_db()
    assert rule.note == "van An"
    data["lock_version"] = editor.get(address).context["form"]["lock_version"].value()
    editor.post(address, {**data, "note": "van Bo"})
    rule.refresh_from_db()
    assert rule.note == "van Bo"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Synonym.objects.create(phrase="gloeischaal", meanings="vuurwerk"),
        lambda: Promotion.objects.create(queries="rijbewijs", kind="product", object_id="4"),
    ],
)
def test_a_rule_is_saved_by_who_read_it_last_whichever_door_it_came_through(make):
    rule = make()
    other = type(rule).objects.get(pk=rule.pk)
    rule.note = "van An"
    rule.save()
    other.note = "van Bo"
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        other.save()
    other.refresh_from_db()
    assert (other.note, other.lock_version) == ("van An", 1)


def test_a_version_that_is_no_number_is_said(editor):
    rule = Promotion.objects.create(queries="rijbewijs", kind="product", object_id="4")
    address = reverse("wagtailsnippets_search_promotion:edit", args=[rule.pk])
    for version in ("2026-11-28T10:00:00", "😀"):
        page = editor.post(address, {**promotion(), "lock_version": version, "note": "van Bo"})
        assert page.context["form"].errors["lock_version"]
    rule.refresh_from_db()
    assert rule.note == ""


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
    data = {"phrase": "gloeischaal", "meanings": "kampvuur", "is_active": "on", "locale": "nl"}
    page = preview(editor, ADD_SYNONYM, data)
    assert "Geen resultaten" in page.text
    assert "Toelating voor een kampvuur" in page.text
    assert "<td>0,00</td><td>1,00</td>" in tight(page.text)
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
    page = editor.get(reverse("search_why"), {"q": "rijbewijs"}).text
    assert "Door een redacteur vastgezet" in page
    assert reverse("wagtailsnippets_search_promotion:edit", args=[Promotion.objects.get().pk]) in page


def test_why_names_what_an_editor_left_out_and_leads_to_the_rule(editor):
    editor.post(reverse(ADD_PROMOTION), promotion(result=row("1").pk, action="hide"))
    page = editor.get(reverse("search_why"), {"q": "rijbewijs"}).text
    _before, _heading, left_out = page.partition("Door een redacteur weggelaten")
    assert row("1").title in left_out
    assert reverse("wagtailsnippets_search_promotion:edit", args=[Promotion.objects.get().pk]) in left_out


@pytest.mark.parametrize(("length", "is_cut"), [(200, False), (201, True)])
def test_why_says_how_much_of_a_long_query_search_reads(editor, length, is_cut):
    page = editor.get(reverse("search_why"), {"q": "x" * length}).text
    assert ("Het zoeken leest de eerste 200 tekens" in page) is is_cut
    assert f'value="{"x" * length}"' in page


@pytest.mark.parametrize("query", ["", "?!", "\x00", "<script>alert(1)</script>", "x" * 400])
def test_why_answers_any_query(editor, query):
    page = editor.get(reverse("search_why"), {"q": query})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
