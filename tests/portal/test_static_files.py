"""What a visitor's browser gets: one style sheet, one script, and modules that find each other."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles.finders import find
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from portal.static_files import JOINED, SCRIPT, STYLE_SHEET, StaticFilesStorage
from tests.architecture.test_repository import ROOT

LETTERS = ("fonts/atkinson-next-regular.woff2", "fonts/atkinson-next-bold.woff2")
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
    texts = [name for name in names if not name.endswith(".woff2")]
    return {name: (hashed[name], Path(storage.path(hashed[name])).read_text(encoding="utf-8")) for name in texts}


@pytest.fixture
def storage(tmp_path):
    return StaticFilesStorage(location=tmp_path, base_url="/static/")


def parts_of(name):
    """Return the files that a joined file takes in, in its order."""
    written = Path(find(name)).read_text(encoding="utf-8")
    return [f"{Path(name).parent}/{part}" for part in JOINED[name][0].findall(written)]


@pytest.mark.parametrize("name", [STYLE_SHEET, SCRIPT])
def test_style_sheet_and_script_reach_a_visitor_as_one_file_with_every_part_in_its_order(storage, name):
    parts = parts_of(name)
    collected(storage, name, *parts, *LETTERS)
    joined = Path(storage.path(name)).read_text(encoding="utf-8")
    assert parts
    assert "@import" not in joined
    assert "import " not in re.sub("//.*", "", joined)
    places = [joined.index(Path(find(part)).read_text(encoding="utf-8")) for part in parts]
    assert places == sorted(places)


def test_the_layers_of_the_style_sheet_come_before_what_stands_in_them(storage):
    sheet = collected(storage, STYLE_SHEET, *parts_of(STYLE_SHEET), *LETTERS)[STYLE_SHEET][1]
    assert sheet.index("@layer reset, base") < sheet.index("--sn-brand-primary")


def test_a_part_of_the_script_exports_nothing_and_keeps_its_names_to_itself(storage):
    for part in parts_of(SCRIPT):
        assert not re.search(r"^(import|export)\b", Path(find(part)).read_text(encoding="utf-8"), re.MULTILINE)
    script = collected(storage, SCRIPT, *parts_of(SCRIPT))[SCRIPT][1]
    assert script.count("\n{\n//") == len(parts_of(SCRIPT))


def test_a_file_is_packed_by_brotli_too(storage):
    name, text = collected(storage, SCRIPT, *parts_of(SCRIPT))[SCRIPT]
    assert brotli.decompress(Path(storage.path(f"{name}.br")).read_bytes()).decode() == text


def test_what_each_page_loads_is_small(storage):
    """Bytes as they go over the line: brotli for text, letters as they are."""
    text = {STYLE_SHEET: 14_000, SCRIPT: 15_000, "img/icons.svg": 5_000}
    collected(storage, *text, *parts_of(STYLE_SHEET), *parts_of(SCRIPT), *LETTERS)
    too_large = {}
    for name, max_bytes in text.items():
        size = Path(storage.path(storage.stored_name(name) + ".br")).stat().st_size
        if size > max_bytes:
            too_large[name] = size
    assert too_large == {}
    assert sum(Path(storage.path(name)).stat().st_size for name in LETTERS) <= 27_000


def test_a_second_collection_makes_the_same_style_sheet(storage):
    parts = parts_of(STYLE_SHEET)
    first = collected(storage, STYLE_SHEET, *parts, *LETTERS)[STYLE_SHEET]
    for name in (STYLE_SHEET, *parts, *LETTERS):
        storage.delete(name)
    assert collected(storage, STYLE_SHEET, *parts, *LETTERS)[STYLE_SHEET] == first


@pytest.mark.parametrize(("name", "above"), [(STYLE_SHEET, ["css/tokens.css"]), (SCRIPT, [])])
def test_every_file_of_a_component_is_part_of_the_style_sheet_or_of_the_script(name, above):
    folder = ROOT / "site/portal/static" / name.removesuffix(Path(name).suffix)
    files = [f"{name.removesuffix(Path(name).suffix)}/{file.name}" for file in folder.iterdir()]
    assert sorted(parts_of(name)) == sorted(files + above)


def test_modules_of_the_form_editor_import_each_other_by_the_names_that_are_kept_for_good(storage):
    texts = collected(storage, *(f"forms_app/{name}.js" for name in MODULES))
    imported = re.findall(r'from "\./([^"]+)"', "".join(text for _name, text in texts.values()))
    assert imported
    assert {f"forms_app/{name}" for name in imported} < {hashed for hashed, _text in texts.values()}
