"""No rule of a style sheet is for a class that nothing bears."""

import re

from tests.architecture.test_repository import ROOT, tracked

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.(sn-[\w-]+)")

COMING = {
    "sn-banner",
    "sn-banner--error",
    "sn-chip__count",
    "sn-cols--wide",
    "sn-done--error",
    "sn-done--info",
    "sn-done--warn",
    "sn-done__art",
    "sn-footer--plain",
    "sn-footer__end",
    "sn-h2",
    "sn-head__cols",
    "sn-header--form",
    "sn-hero__try",
    "sn-home",
    "sn-icon--s",
    "sn-js-only",
    "sn-no-js",
    "sn-quick",
    "sn-quick__item",
    "sn-quick__meta",
    "sn-row",
    "sn-row__facts",
    "sn-row__text",
    "sn-row__title",
    "sn-rows",
    "sn-rows--beside",
    "sn-rows--table",
    "sn-rows__labels",
    "sn-slot",
    "sn-suggest--still",
    "sn-summary--tight",
    "sn-task",
    "sn-thread__me",
    "sn-tile",
    "sn-tiles",
    "sn-undo",
    "sn-when",
    "sn-whole",
}
"""Of screens that take the new look one by one; empty when the last has it."""


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
    known = {
        (str(file.relative_to(ROOT)), name)
        for file, text in sheets.items()
        for name in CLASS.findall(text)
        if name not in COMING
    }
    borne = Borne(written)
    assert sorted(each for each in known if each[1] not in borne) == []
