"""What a visitor's browser gets: one style sheet, and modules that find each other."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles.finders import find
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from portal.static_files import IMPORT, STYLE_SHEET, StaticFilesStorage
from tests.architecture.test_repository import ROOT

MODULES = ("form-editor", "form-names", "form-conditions", "form-reading", "condition-words", "names")


def collected(storage, *names):
    """Process these files of ours as collectstatic does, and return each name with the text that it got."""
    paths = {}
    for name in names:
        source = Path(find(name))
        storage.save(name, ContentFile(source.read_bytes()))
        paths[name] = (FileSystemStorage(source.parents[len(Path(name).parts) - 1]), name)
    outcomes = list(storage.post_process(paths))
    assert [outcome for _name, _hashed, outcome in outcomes if isinstance(outcome, Exception)] == []
    hashed = {name: storage.stored_name(name) for name in names}
    return {name: (hashed[name], Path(storage.path(hashed[name])).read_text(encoding="utf-8")) for name in names}


@pytest.fixture
def storage(tmp_path):
    return StaticFilesStorage(location=tmp_path, base_url="/static/")


def test_the_style_sheet_reaches_a_visitor_as_one_file_with_every_part_in_its_order(storage):
    written = Path(find(STYLE_SHEET)).read_text(encoding="utf-8")
    parts = [f"css/{name}" for name in IMPORT.findall(written)]
    sheet = collected(storage, STYLE_SHEET, *parts)[STYLE_SHEET][1]
    assert "@import" not in sheet
    places = [sheet.index(Path(find(part)).read_text(encoding="utf-8")) for part in parts]
    assert places == sorted(places)
    assert sheet.index("@layer reset, base") < places[0]


def test_a_file_is_packed_by_brotli_too(storage):
    name, text = collected(storage, "js/site.js")["js/site.js"]
    assert brotli.decompress(Path(storage.path(f"{name}.br")).read_bytes()).decode() == text


def test_a_second_collection_makes_the_same_style_sheet(storage):
    parts = [f"css/{name}" for name in IMPORT.findall(Path(find(STYLE_SHEET)).read_text(encoding="utf-8"))]
    first = collected(storage, STYLE_SHEET, *parts)[STYLE_SHEET]
    for name in (STYLE_SHEET, *parts):
        storage.delete(name)
    assert collected(storage, STYLE_SHEET, *parts)[STYLE_SHEET] == first


def test_every_file_of_a_component_is_part_of_the_style_sheet():
    folder = ROOT / "site/portal/static/css/site"
    parts = IMPORT.findall((folder.parent / "site.css").read_text(encoding="utf-8"))
    assert sorted(parts) == ["site/" + file.name for file in sorted(folder.glob("*.css"))] + ["tokens.css"]


def test_modules_of_the_form_editor_import_each_other_by_the_names_that_are_kept_for_good(storage):
    texts = collected(storage, *(f"forms_app/{name}.js" for name in MODULES))
    imported = re.findall(r'from "\./([^"]+)"', "".join(text for _name, text in texts.values()))
    assert imported
    assert {f"forms_app/{name}" for name in imported} < {hashed for hashed, _text in texts.values()}
