"""What a kind of result can do, its source says: no other code asks whether something is a product or a place."""

import ast
import re
from pathlib import Path

from search.service import sources
from tests.architecture.house import modules

ROOT = Path(__file__).resolve().parents[2]
SOURCES = re.compile(r"search\.indexing\.sources\b.*|front\.search_source")
READERS = re.compile(r"(search|front|api|demo|portal)\b.*")
SHARED = {"ModelSource", "PageSource", "SearchSource"}
IN_A_TEMPLATE = re.compile(r"\b(?:kind|row\.kind|result\.kind) *[!=]= *['\"]")


def asks_a_kind(node):
    """Return whether a comparison asks if a kind is the one of a source."""
    if not isinstance(node, ast.Compare):
        return False
    operands = [node.left, *node.comparators]
    texts = {part.value for operand in operands for part in ast.walk(operand) if isinstance(part, ast.Constant)}
    of_kind = any(getattr(operand, "attr", getattr(operand, "id", "")) == "kind" for operand in operands)
    return of_kind and bool(texts & {kind for kind, _source in sources.items()})


def is_a_source(node):
    """Return whether it names the source of one kind."""
    name = getattr(node, "attr", getattr(node, "id", ""))
    return isinstance(node, ast.Name | ast.Attribute) and name.endswith("Source") and name not in SHARED


def test_no_code_outside_a_search_source_asks_for_its_kind():
    wrong = [
        f"{module}:{node.lineno}"
        for module, file in modules().items()
        if READERS.fullmatch(module) and not SOURCES.fullmatch(module)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if asks_a_kind(node) or (module.startswith("search.") and is_a_source(node))
    ]
    assert wrong == []


def test_no_template_of_search_does():
    templates = sorted((ROOT / "templates" / "search").rglob("*.html"))
    assert templates
    assert [str(file) for file in templates if IN_A_TEMPLATE.search(file.read_text(encoding="utf-8"))] == []
