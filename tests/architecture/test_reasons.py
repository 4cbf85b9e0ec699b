"""Who silences a checker says why, on the same line."""

import re

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
