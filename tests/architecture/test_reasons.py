"""Who silences a checker says why, on the same line."""

import re
import tomllib

from tests.architecture.house import modules
from tests.architecture.test_repository import ROOT, tracked

SILENCED = re.compile(
    r"#\s*(?:noqa|type:\s*ignore)\b(?P<codes>:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[a-z,\s-]+\])?(?P<rest>.*)"
)


def test_each_silenced_line_names_what_it_silences_and_the_reason():
    lines = (
        (f"{file.relative_to(ROOT)}:{number}", match)
        for file in tracked("*.py")
        if "migrations" not in file.parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if (match := SILENCED.search(line)) and "re.compile" not in line
    )
    assert [place for place, match in lines if not match["codes"] or not re.match(r"\s*#\s*\w", match["rest"])] == []


def test_any_is_let_through_line_by_line_but_in_tests_and_measurements():
    ignores = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]["per-file-ignores"]
    let_through = {pattern for pattern, codes in ignores.items() if "ANN401" in codes}
    assert {pattern.split("/")[0] for pattern in let_through} == {"tests", "bench"}


def test_a_door_and_a_query_say_what_they_return():
    inward = {"service", "queries"}
    files = [file for module, file in modules().items() if module.rpartition(".")[2] in inward]
    assert [str(file) for file in files if re.search(r"-> Any\b", file.read_text(encoding="utf-8"))] == []
