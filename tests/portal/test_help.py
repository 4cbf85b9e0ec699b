"""Handleiding: the guides stand in the admin, for each colleague, by chapter and by word, and each screen leads to its own."""

import re

import pytest
from django.test import Client

from people.roles import AUDITOR, COUNTER, LEAD
from portal import paths
from portal.admin.help import chapters as chapters_module
from portal.admin.help.chapters import chapter, chapters
from portal.admin.help.searching import excerpt, find
from tests.cases.factories import staff
from tests.factories import make_department
from tests.forms_editor.conftest import make_person, signed_in
from tests.shots.documents import PICTURES

HELP = "/cms/hulp/"


@pytest.fixture
def clerk(db):
    return signed_in(make_person("balie", COUNTER))


def titles(words):
    return [hit.section.title for hit in find(words)]


def test_the_contents_name_each_chapter_and_section(clerk):
    page = clerk.get(HELP).text
    for each in chapters():
        assert f'<a href="{each.address}">{each.title}</a>' in page
        assert all(f'<a href="{section.address}">' in page for section in each.sections)


def test_a_chapter_is_read_whole_and_its_links_stay_in_the_admin(clerk):
    page = clerk.get(f"{HELP}formulieren/").text
    assert all(f'<h3 id="{section.anchor}">' in page for section in chapter("formulieren").sections)
    assert f'href="{HELP}zaken/"' in page
    assert ".md" not in page


@pytest.mark.parametrize("slug", ["bestaat-niet", "__init__"])
def test_a_chapter_that_is_not_there_is_not_found(clerk, slug):
    assert clerk.get(f"{HELP}{slug}/").status_code == 404


def test_a_picture_of_a_chapter_is_served_to_colleagues_with_words_for_who_does_not_see_it(clerk, client):
    page = clerk.get("/cms/hulp/zaken/").text
    shown = dict(re.findall(r'<img src="(/cms/hulp/pictures/[^"]+)" alt="([^"]*)"', page))
    assert shown
    assert all(shown.values())
    for address in shown:
        answer = clerk.get(address)
        assert answer.headers["Content-Type"] == "image/png"
        assert len(answer.getvalue()) <= 200_000
        assert client.get(address).status_code in (302, 404)
    assert clerk.get("/cms/hulp/pictures/nergens.png").status_code == 404


def test_every_picture_of_the_guides_is_shown_and_taken_by_the_command():
    shown = set()
    for file in paths.HELP.glob("*.md"):
        shown |= set(re.findall(r"!\[[^]]+\]\((pictures/[^)]+)\)", file.read_text(encoding="utf-8")))
    there = {f"pictures/{file.name}" for file in (paths.HELP / "pictures").iterdir()}
    taken = {place.removeprefix("docs/hulp/") for place in PICTURES if place.startswith("docs/hulp/")}
    assert shown == there == taken


def test_reading_the_guides_asks_nothing_of_the_database_for_them(clerk, django_assert_max_num_queries):
    clerk.get(HELP)
    with django_assert_max_num_queries(12) as first:
        clerk.get(f"{HELP}beginnen/")
    with django_assert_max_num_queries(len(first)):
        clerk.get(f"{HELP}zaken/")


def test_who_has_not_signed_in_reads_none_and_a_citizen_neither(db):
    assert Client().get(HELP).status_code == 302
    assert signed_in(make_person("burger", role=None)).get(HELP).status_code in (302, 403)


@pytest.mark.parametrize("role", [COUNTER, LEAD, AUDITOR])
def test_each_role_finds_the_guides_in_the_menu_and_none_in_english(db, role):
    page = signed_in(staff("iemand", role, make_department())).get("/cms/").text
    assert HELP in page
    assert "guide.wagtail.org" not in page


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("bewaarplicht", "Bewaarplicht"),
        ("BEWAARPLICHT", "Bewaarplicht"),
        ("gekopieerde collégas rollen", None),
        ("logboek", "Logboek"),
        ("LÓGBOEK  wié", "Logboek"),
        ("kopiëren formulier", "Een formulier kopiëren"),
        ("kopieren formulier", "Een formulier kopiëren"),
    ],
)
def test_words_are_found_in_any_case_with_or_without_accents(words, title):
    assert (title in titles(words)) if title else titles(words) == []


def test_a_section_that_says_it_in_its_title_comes_first_and_all_words_must_be_there():
    assert titles("rollen")[:2] == ["Wat uw rollen geven", "Rollen"]
    assert "Het eerste scherm" in titles("rollen")[2:]
    assert titles("synoniemen openingsuren") == []
    assert titles("  ") == titles("?") == titles("%") == titles("'") == []
    assert titles("“synoniemen”, ")[0] == "Synoniemen"


def test_what_stands_before_the_first_section_is_found_as_well():
    assert "Beginnen" in titles("iedereen die in het beheer werkt")


def test_an_excerpt_shows_the_words_around_the_hit_and_marks_them():
    text = " ".join(f"woord{number}" for number in range(50)).replace("woord30 ", "Privé ")
    assert excerpt(text, ["prive"]) == (
        "… "
        + " ".join(f"woord{number}" for number in range(20, 30))
        + " <mark>Privé</mark> "
        + " ".join(f"woord{number}" for number in range(31, 50))
    )
    assert excerpt("één twee", ["drie"]) == "één twee"


def test_an_excerpt_and_what_was_typed_are_text_and_never_html(clerk):
    assert excerpt("<b> & x", ["<b>"]) == "<mark>&lt;b&gt;</mark> &amp; x"
    page = clerk.get(HELP, {"q": "<script>x"}).text
    assert "<script>x" not in page
    assert "0 stukken over “&lt;script&gt;x”" in page


@pytest.mark.parametrize("typed", ["?", "\x00", "%_", "x" * 5000, "\u202e", "'"])
def test_whatever_is_typed_is_answered(clerk, typed):
    assert clerk.get(HELP, {"q": typed}).status_code == 200


def test_the_search_box_of_the_admin_finds_the_guides_as_well(clerk):
    page = clerk.get("/cms/vinden/", {"q": "bewaarplicht"}).text
    assert f'href="{HELP}gegevens/#bewaarplicht"' in page
    assert f'href="{HELP}?q=zaak"' in clerk.get("/cms/vinden/", {"q": "zaak"}).text


def test_hits_stand_on_the_page_with_their_chapter(clerk):
    page = clerk.get(HELP, {"q": "Rijksregisternummer"}).text
    assert f'<a href="{HELP}zaken/#een-zaak">Een zaak</a>' in page
    assert re.search(r"<mark>[Rr]ijksregisternummer", page)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/cms/", "beginnen/#het-eerste-scherm"),
        ("/cms/account/", "beginnen/#uw-account"),
        ("/cms/snippets/cases/case/", "zaken/#de-lijst"),
        ("/cms/berichten/", "zaken/#berichten-die-niet-vertrokken"),
        ("/cms/snippets/cases/casetype/add/", "zaaktypes/"),
        ("/cms/logboek/", "gegevens/#logboek"),
    ],
)
def test_a_screen_leads_to_the_section_about_it_and_the_guides_do_not_lead_to_themselves(db, address, place):
    lead = signed_in(staff("lena", LEAD, make_department()))
    assert f'<a href="{HELP}{place}">' in lead.get(address).text
    assert "sn-help-here" not in lead.get(HELP).text
    assert "sn-help-here" not in lead.get(f"{HELP}zaken/").text


def test_html_in_a_guide_stays_text(monkeypatch, tmp_path):
    (tmp_path / "beginnen.md").write_text(
        "# Een\n\n<script>x</script>\n\n## Twee\n\n| a | b |\n| --- | --- |\n| 1 & 2 | b |\n"
    )
    monkeypatch.setattr(chapters_module.paths, "HELP", tmp_path)
    read = chapters_module._read.__wrapped__("beginnen")
    assert read.introduction.html == "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"
    assert read.sections[0].text == "a b 1 & 2 b"
    assert '<div class="sn-help__table" tabindex="0">' in read.sections[0].html
