"""A module is read in one sitting: it is cut along its use cases before it is longer."""

import pytest

from tests.architecture.house import ROOT, modules

MAX_LINES = 400


@pytest.mark.parametrize("folder", ["ours", "tests", "bench"])
def test_no_module_is_longer(folder):
    files = modules().values() if folder == "ours" else (ROOT / folder).rglob("*.py")
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: number for name, number in lines.items() if number > MAX_LINES} == {}
