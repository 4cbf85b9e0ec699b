"""An app is entered by others through its door."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ["records", "people", "counters", "forms_app", "products", "cases", "search", "api"]
DOORS = {"service", "models"}
MORE_DOORS = {
    # Classes to inherit from, and views to route to: a service function cannot hand those on without loading the admin.
    "people": {"permissions", "forms", "viewsets", "bulk"},
    "records": {"views", "uploading"},
    # Frozen data, free of the database, that a service would only re-export.
    "forms_app": {"definition"},
    "products": {"codelists"},
}


def folder_of(app):
    return ROOT / app if (ROOT / app).is_dir() else ROOT / "site" / app


@pytest.mark.parametrize("app", APPS)
def test_an_app_enters_another_through_its_service_only(app):
    through_the_window = [
        f"{file.relative_to(ROOT)}: {module}"
        for file in sorted(folder_of(app).rglob("*.py"))
        if "migrations" not in file.parts
        for module in imports_of(file)
        if is_inside(module, app)
    ]
    assert through_the_window == []


def is_inside(module, app):
    """Return whether a module belongs to another app and is none of its doors."""
    other, _, rest = module.partition(".")
    return other in APPS and other != app and rest.split(".")[0] not in DOORS | MORE_DOORS.get(other, set())


def imports_of(file):
    """Return the modules that a file imports, also inside its functions; `from a import b` gives a.b."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from [node.module] if "." in node.module else [f"{node.module}.{name.name}" for name in node.names]
