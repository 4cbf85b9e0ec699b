"""docs/glossary.md names what is there: each name in the code, each Dutch word on a screen."""

import re
from functools import cache

import pytest

from tests.architecture.house import ROOT, modules

LINES = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("|")][2:]
NAMES = [name for _dutch, english, _standard in ROWS for name in re.findall(r"`(\w+)`", english)]
WORDS = [dutch.partition(" (")[0] for dutch, _english, _standard in ROWS if dutch != "-"]
TRANSLATED = re.compile(r'(?:\b_\(|gettext\(|translate )\s*"([^"]+)"')


@cache
def code():
    """Return all modules of ours as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in modules().values())


@cache
def screens():
    """Return what is translated, in modules and templates, as one text in small letters."""
    files = [*modules().values(), *(ROOT / "templates").rglob("*.html")]
    texts = [text for file in files for text in TRANSLATED.findall(file.read_text(encoding="utf-8"))]
    return "\n".join(texts).lower()


def test_the_glossary_holds_some_thirty_words_each_in_three_columns():
    assert len(ROWS) >= 30
    assert {len(row) for row in ROWS} == {3}


@pytest.mark.parametrize("name", NAMES)
def test_each_name_of_the_glossary_stands_in_the_code(name):
    assert re.search(rf"\b{name}\b", code())


@pytest.mark.parametrize("word", WORDS)
def test_each_dutch_word_of_the_glossary_stands_on_a_screen(word):
    assert re.search(rf"\b{re.escape(word)}", screens())
