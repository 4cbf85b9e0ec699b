"""The demo does what a new city does by clicks or commands; what only a demo does stands in demo.invented."""

import ast
import json

from demo.files import DATA
from demo.invented.stories import stories
from tests.architecture.house import modules

SHORTCUTS = {"bulk_create", "bulk_update", "update", "insert_into", "make_password", "set_password", "now"}
"""Names of writes past a model's save and an app's action, of passwords, and of the clock."""


def shortcuts(path):
    """Yield the shortcuts that a module takes: what it calls, and what it puts in another's place."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = node.func if isinstance(node, ast.Call) else node
        if isinstance(node, ast.Call) and isinstance(name, ast.Attribute | ast.Name):
            called = name.attr if isinstance(name, ast.Attribute) else name.id
            if called in SHORTCUTS - {"now"}:
                yield called
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in SHORTCUTS:
            yield node.attr


def test_only_what_is_invented_takes_a_way_that_no_city_has():
    taken = {module: set(shortcuts(path)) for module, path in modules().items() if module.split(".")[0] == "demo"}
    assert [module for module, names in taken.items() if names and not module.startswith("demo.invented.")] == []
    assert {name for names in taken.values() for name in names} == {
        "bulk_create",
        "bulk_update",
        "make_password",
        "now",
        "update",
    }


def test_each_story_is_data_of_its_file():
    assert len(stories()) == len(json.loads((DATA / "stories.json").read_text(encoding="utf-8"))) >= 30
