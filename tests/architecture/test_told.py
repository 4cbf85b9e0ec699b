"""README and architecture.md tell of the packages what is so."""

import re

from tests.architecture.house import FLOORS, ROOT, folder_of

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text()


def test_the_order_of_the_packages_is_the_one_that_is_told():
    assert re.findall(r"^    (ground <- .*)$", ARCHITECTURE, re.M) == [" <- ".join(FLOORS)]
    assert re.findall(r"^    (\w+) {2,}\S", (ROOT / "README.md").read_text(), re.M)[-len(FLOORS) :] == FLOORS[::-1]


def test_each_package_has_a_row_and_each_of_its_rooms_that_is_named_is_there():
    rows = dict(re.findall(r"^\| `(?:site/)?(\w+)/` \|[^|]*\|([^|]*)\|$", ARCHITECTURE, re.M))
    assert set(FLOORS) <= set(rows)
    absent = [
        f"{app}/{room}"
        for app in FLOORS
        for room in re.findall(r"`(\w+)/`", rows[app])
        if not (folder_of(app) / room).is_dir()
    ]
    assert absent == []


def test_the_import_contract_says_the_same_order():
    layers = re.search(r"^layers = \[(.*)\]", (ROOT / "pyproject.toml").read_text(), re.M)
    assert layers is not None
    assert re.findall(r'"(\w+)"', layers[1]) == FLOORS[::-1]
