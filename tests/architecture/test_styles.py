"""No rule of a style sheet is for a class that nothing bears."""

import re

from tests.architecture.test_repository import ROOT, tracked

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.(sn-[\w-]+)")


def is_borne(name: str, written: str) -> bool:
    """Return whether the class stands somewhere, whole or with its end filled in: "sn-tag--{{ kind }}"."""
    if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", written):
        return True
    stems = [name[:end] for end in range(len("sn-") + 1, len(name)) if name[end - 1] in "-_"]
    ends = re.findall(r"\$\{\w+\}(--[\w-]+)", written)
    return any(re.search(re.escape(stem) + r"(?:\{|\$\{)", written) for stem in stems) or name.endswith(tuple(ends))


def test_every_class_that_a_style_sheet_knows_stands_in_a_template_or_a_script():
    kinds = (".html", ".js", ".py", ".svg")
    written = "\n".join(
        file.read_text(encoding="utf-8")
        for file in tracked()
        if file.suffix in kinds and not file.is_relative_to(ROOT / "tests")
    )
    sheets = {file: COMMENT.sub("", file.read_text(encoding="utf-8")) for file in tracked("*.css")}
    known = {(str(file.relative_to(ROOT)), name) for file, text in sheets.items() for name in CLASS.findall(text)}
    assert sorted(each for each in known if not is_borne(each[1], written)) == []
