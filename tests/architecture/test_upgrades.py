"""What others do not promise stands in docs/upgrading.md, all of it; an upgrade of theirs fails here until somebody looked."""

import ast
import contextlib
import inspect
from importlib import import_module
from importlib.metadata import version

import pytest

from tests.architecture.house import FLOORS, ROOT, modules

PAGE = "docs/upgrading.md"
OTHERWISE = "forms_app."
"""The form builder's are looked at by tests/forms_app/test_libraries.py."""
DOCUMENTED = {"_meta", "_default_manager", "_base_manager", "_state", "_asdict", "_replace", "_fields", "_exit"}
READS = {"getattr", "setattr", "hasattr"}


def rows(heading=""):
    """Return the rows of the first table under a heading, as lists of cells."""
    text = (ROOT / PAGE).read_text(encoding="utf-8").partition(heading)[2].partition("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]


def trees():
    """Yield each module of ours that is not the form builder's, with its tree."""
    for module, file in modules().items():
        if not module.startswith(OTHERWISE):
            yield module, ast.parse(file.read_text(encoding="utf-8"))


def is_private(name):
    return name.startswith("_") and not name.endswith("__") and name not in DOCUMENTED


def given_names():
    """Return every name that our own code gives, to tell ours from others'."""
    names = set()
    for _module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif (
                isinstance(node, ast.Attribute)
                and isinstance(node.ctx, ast.Store)
                and ast.unparse(node.value) == "self"
            ):
                names.add(node.attr)
    return names


def read_names():
    """Return (name, module) of each private name of others that a module reads, sets or overrides."""
    ours, of_others = given_names(), set()
    kept_on_requests = {"_today", "_status_labels"}
    for module, tree in trees():
        for node in ast.walk(tree):
            name = ""
            if isinstance(node, ast.Attribute) and (ast.unparse(node.value) == "super()" or node.attr not in ours):
                name = node.attr
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in READS and len(node.args) > 1:
                name = getattr(node.args[1], "value", "")
            if isinstance(name, str) and is_private(name) and name not in kept_on_requests:
                of_others.add((name, module))
        with contextlib.suppress(ModuleNotFoundError):  # of an extra that is not installed
            of_others |= {(name, module) for name in overridden(module, tree)}
    return of_others


def overridden(module, tree):
    """Yield the private methods of others that classes of a module take the place of."""
    for node in ast.walk(tree):
        cls = getattr(import_module(module), node.name, None) if isinstance(node, ast.ClassDef) else None
        own = {each.name for each in node.body if isinstance(each, ast.FunctionDef)} if cls else set()
        for base in inspect.getmro(cls)[1:] if cls else ():
            if base.__module__.partition(".")[0] not in FLOORS:
                yield from (name for name in own & vars(base).keys() if is_private(name))


def patched():
    """Return (what, module) of each attribute of something imported from others that a module sets."""
    of_others = set()
    for module, tree in trees():
        imported = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                imported |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
            elif isinstance(node, ast.Import):
                imported |= {each.asname or each.name: each.name for each in node.names}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                root, _dot, _rest = ast.unparse(node.value).partition(".")
                whole = imported.get(root, "")
                if whole and whole.partition(".")[0] not in FLOORS:
                    of_others.add((f"{whole}{ast.unparse(node)[len(root) :]}", module))
    return of_others


@pytest.mark.parametrize(("library", "looked_at"), rows("# Upgrading"), ids=lambda cell: cell)
def test_the_version_in_use_is_one_that_was_looked_at(library, looked_at):
    message = f"{library} is another than was looked at: read its rows in {PAGE}, try them, then put its version there"
    assert f"{version(library)}.".startswith(f"{looked_at}."), message


def test_every_private_name_of_others_is_on_the_page_and_none_else():
    assert {(name, module) for name, _of, module, _why in rows("## Private names")} == read_names()


@pytest.mark.parametrize(("name", "of", "_module", "_why"), rows("## Private names"), ids=lambda cell: cell[:40])
def test_the_name_is_still_there(name, of, _module, _why):
    assert name in inspect.getsource(import_module(of)), f"{of} no longer knows {name}: see {PAGE}"


def test_every_patch_is_on_the_page_and_its_guard_is_there():
    patches = rows("## Patches")
    by_loop = {("blocks.value_from_datadict", "portal.admin.posted_values")}  # set in a loop over two classes
    assert {(what, module) for what, module, *_rest in patches} == patched() | by_loop
    assert [guard for _what, _in, _why, _upstream, guard, _when in patches if not (ROOT / guard).is_file()] == []


def test_what_takes_the_place_of_a_librarys_method_is_asked_as_it_was():
    """Of the one that is no small thing: its arguments, and what of the library it still relies on."""
    from django_q.cluster import Sentinel

    from portal.operations import dead_worker

    assert list(inspect.signature(dead_worker.library_reincarnate).parameters) == ["self", "process"]
    assert {"pool", "monitor", "pusher"} <= set(inspect.getsource(Sentinel).replace("self.", " ").split())
