"""No rule of a style sheet is for a class that nothing bears."""

import re

from tests.architecture.test_repository import ROOT, tracked

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.(sn-[\w-]+)")

WHOLE = re.compile(r"(?<![\w-])sn-[\w-]+")
FILLED_IN = re.compile(r"(sn-[\w-]*[-_])(?:\{|\$\{)")
ENDS = re.compile(r"\$\{\w+\}(--[\w-]+)")


class Borne:
    """The classes that stand somewhere, whole or with their end filled in: "sn-tag--{{ kind }}"."""

    def __init__(self, written: str) -> None:
        self.whole = set(WHOLE.findall(written))
        self.stems = tuple(set(FILLED_IN.findall(written)))
        self.ends = tuple(set(ENDS.findall(written)))

    def __contains__(self, name: str) -> bool:
        return name in self.whole or name.startswith(self.stems) or name.endswith(self.ends)


def test_every_class_that_a_style_sheet_knows_stands_in_a_template_or_a_script():
    kinds = (".html", ".js", ".py", ".svg")
    written = "\n".join(
        file.read_text(encoding="utf-8")
        for file in tracked()
        if file.suffix in kinds and not file.is_relative_to(ROOT / "tests")
    )
    sheets = {file: COMMENT.sub("", file.read_text(encoding="utf-8")) for file in tracked("*.css")}
    known = {(str(file.relative_to(ROOT)), name) for file, text in sheets.items() for name in CLASS.findall(text)}
    borne = Borne(written)
    assert sorted(each for each in known if each[1] not in borne) == []
