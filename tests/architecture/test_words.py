"""The code speaks the trade's words, in every package, in the tests and in the bench."""

import ast
import re

from tests.architecture.house import ROOT, modules

DIALECT = re.compile(
    r"_?(MOST|LEAST|LONGEST|DEEPEST|SHORTEST|most|least|longest|deepest|shortest|found|one|told|forgive|Found|Kept|Shelf)(_[A-Z_]+)?"
)


def trees():
    """Yield each module of ours with its tree."""
    return ((module, ast.parse(file.read_text(encoding="utf-8"))) for module, file in modules().items())


def trees_beside():
    """Yield each file of the tests and of the bench with its tree."""
    files = [file for folder in ("tests", "bench") for file in (ROOT / folder).rglob("*.py")]
    return ((file.relative_to(ROOT), ast.parse(file.read_text(encoding="utf-8"))) for file in files)


def names(tree):
    """Return every name that is given: to a class, a function, a parameter, a variable, a field."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def test_a_name_says_what_it_holds_and_a_limit_is_max_or_min():
    everywhere = [*trees(), *trees_beside()]
    assert [f"{where}: {name}" for where, tree in everywhere for name in names(tree) if DIALECT.fullmatch(name)] == []


def test_what_is_translated_at_once_goes_by_the_name_of_gettext():
    """`_` is gettext_lazy only: who reads `_(…)` need not look up when it is translated."""
    imports = (
        (module, alias)
        for module, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    )
    wrong = {("gettext", "_"), ("gettext", "_t"), ("gettext_lazy", None)}
    assert [module for module, alias in imports if (alias.name, alias.asname) in wrong] == []
