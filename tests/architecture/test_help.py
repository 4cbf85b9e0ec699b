"""Each screen of the admin leads to a chapter of the guides that is there, and each chapter to nothing but the guides."""

import re

import pytest

from portal import paths
from portal.admin.access.table import RULES
from portal.admin.help.addresses import SCREENS, address_for, picture_address
from portal.admin.help.chapters import CHAPTERS, chapters

OF_NO_SCREEN = re.compile(
    r"wagtailadmin_(login|password_reset\w*|sprite|javascript_catalog|logout|dismissibles|block_preview|choose_page\w*"
    r"|tag_\w+|editing_sessions:\w+|api:.+)|wagtail_bulk_action|page_bar|\w+chooser\w*:\w+|wagtailembeds:\w+|invitation"
    r"|wagtailimages_chooser:\w+|search_result_chooser:\w+"
)
"""Signing in, what a screen fetches, and what opens inside another."""
OF_ALL_SCREENS = {"help", "help_chapter", "help_picture", "wagtail.admin.views.home.default", "wagtailsnippets:index"}
"""The guides themselves, an address that is none, and a list of lists: their help is the contents."""
NAMES = sorted({name for rule in RULES for name in rule.names})


@pytest.fixture(scope="module")
def places():
    """Every address in the guides."""
    read = chapters()
    return {section.address for chapter in read for section in (chapter.introduction, *chapter.sections)}


def test_each_screen_leads_to_a_chapter_and_section_that_exist(places):
    screens = [name for name in NAMES if not OF_NO_SCREEN.fullmatch(name) and name not in OF_ALL_SCREENS]
    lost = {name: address_for(name) for name in screens if address_for(name) not in places}
    assert lost == {}, "give each a row in portal/admin/help/addresses.py: a chapter of docs/hulp, and a section in it"


def test_each_row_is_the_first_that_fits_some_view():
    names = {*NAMES, *(f"{name}:{model}" for rule in RULES for name in rule.names for model in rule.models)}
    used = {next((begin for begin in SCREENS if name.startswith(begin)), None) for name in names}
    assert set(SCREENS) - used == set()


def test_the_chapters_are_the_files():
    assert {file.stem for file in paths.HELP.glob("*.md")} == set(CHAPTERS)
    assert {file.name for file in paths.HELP.iterdir() if file.suffix != ".md"} == {"pictures"}


def test_a_chapter_leads_to_nothing_but_the_guides(places):
    linked = {
        address
        for chapter in chapters()
        for section in (chapter.introduction, *chapter.sections)
        for address in re.findall(r'(?:href|src)="([^"]*)"', section.html)
    }
    assert linked, "no chapter links to another"
    pictures = {picture_address(file.stem) for file in (paths.HELP / "pictures").iterdir()}
    assert linked - places - pictures == set()


def test_the_sections_of_a_chapter_have_each_an_address_of_its_own():
    for chapter in chapters():
        anchors = [section.anchor for section in chapter.sections]
        assert all(anchors)
        assert len(set(anchors)) == len(anchors)
