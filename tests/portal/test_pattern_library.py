"""The pattern library: every component has a pattern, and no address of the product leads there."""

import re
import tomllib

import pytest

from forms_app.service import question_types
from ground.pattern_library import LONG_TITLE, LONG_WORD
from portal.pattern_library import collected
from tests.architecture.test_repository import ROOT, tracked

HOLDERS = re.compile(r"templates/(?:.*/)?(?:components|questions)/[^/]+\.html")
"""Where a template is a component."""
NO_PATTERN = {
    "components/city_mark.html": "a drawing without states: it stands in the header of each page of the library",
    "components/hero_art.html": "a drawing without states: it stands on the front page, which tests/e2e/test_pages.py looks at",
    "products/components/body.html": "the sections of a whole product: tests/e2e/test_layout.py looks at them on its page",
    "components/keep_work.html": "a script of the admin: nothing of it shows",
    "forms_app/questions/base.html": "what every question with one control is made of: shows by those",
    "forms_app/questions/group.html": "what every question with several controls is made of: shows by those",
}
"""Components that need no pattern, each with its reason."""


@pytest.fixture
def library(client, settings, db):
    """The browser of somebody who runs `make dev`."""
    settings.ROOT_URLCONF = "portal.development_urls"
    return client


@pytest.mark.django_db
def test_every_component_has_a_pattern_or_a_reason_for_none():
    names = {str(file.relative_to(ROOT)) for file in tracked("*.html")}
    components = {name.removeprefix("templates/") for name in names if HOLDERS.fullmatch(name)}
    shown = {pattern.template for pattern in collected.all_patterns()}
    assert sorted(components - shown - NO_PATTERN.keys()) == []
    assert sorted(NO_PATTERN.keys() - components) == []
    assert sorted(NO_PATTERN.keys() & shown) == []


def test_the_library_shows_each_pattern_alone_and_lists_it(library):
    listed = library.get("/dev/patterns/").text
    for group, patterns in collected.groups().items():
        for shown in patterns:
            is_alone = shown.pattern.look in collected.ALONE
            ends = [f"{place}/" for place in range(1, len(shown.pattern.states) + 1)] if is_alone else [""]
            for end in ends:
                address = f"/dev/patterns/{group}/{shown.name}/{end}"
                answer = library.get(address)
                assert answer.status_code == 200, address
                assert address in listed
                assert is_alone or answer.text.count("data-state=") == len(shown.pattern.states)


def test_each_type_of_question_shows_without_and_with_an_error(library):
    text = library.get("/dev/patterns/forms_app/").text
    for name, kind in question_types().items():
        assert f'data-state="{name}, leeg"' in text
        wrong = text.partition(f'data-state="{name}, fout en lange woorden"')[2].partition("data-state=")[0]
        assert ("sn-field--invalid" in wrong) == kind.has_answer, name


def test_a_pattern_that_is_not_there_is_not_found(library):
    addresses = (
        "geen/",
        "components/geen/",
        "components/alert/1/",
        "portal-alone/404/",
        "portal-alone/404/9/",
        "portal-alone/",
    )
    for end in addresses:
        assert library.get(f"/dev/patterns/{end}").status_code == 404, end


def test_only_the_debug_server_has_the_library(client, db):
    assert client.get("/dev/patterns/").status_code == 404
    named = [file.name for file in tracked("site/portal/settings/*.py") if "development_urls" in file.read_text()]
    assert named == ["development.py"]


def test_a_wheel_holds_none_of_it():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    parts = {
        "patterns.py",
        "site/ground/pattern_library.py",
        "site/portal/pattern_library",
        "site/portal/development_urls.py",
    }
    assert parts | {"site/portal/settings/development.py"} <= set(wheel["exclude"])


def test_what_is_long_is_as_long_as_it_says():
    assert (len(LONG_WORD), len(LONG_TITLE)) == (40, 120)
