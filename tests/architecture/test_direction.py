"""Foreign keys and migrations point down the house as imports do; import-linter cannot see either."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.house import FLOOR, FLOORS, ROOT

MIGRATIONS = sorted([*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("site/*/migrations/0*.py")])


def test_every_app_of_ours_has_a_floor():
    paths = {config.label: Path(config.path) for config in apps.get_app_configs()}
    own = {label for label, path in paths.items() if path.is_relative_to(ROOT) and ".venv" not in path.parts}
    assert own == set(FLOORS)


@pytest.mark.parametrize("app", FLOORS)
def test_no_foreign_key_points_up(app):
    up = [
        f"{model.__name__}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if FLOOR.get(field.related_model._meta.app_label, -1) > FLOOR[app]
    ]
    assert up == []


def test_records_points_at_nobody():
    own = apps.get_app_config("records").get_models()
    outward = [
        f"{model.__name__}.{field.name}"
        for model in own
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if field.related_model._meta.app_label != "records"
    ]
    assert outward == []


@pytest.mark.parametrize("file", MIGRATIONS, ids=lambda file: f"{file.parent.parent.name}.{file.stem}")
def test_no_migration_depends_on_a_higher_app(file):
    app = file.parent.parent.name
    up = [other for other in dependencies(file) if FLOOR.get(other, -1) > FLOOR[app]]
    assert up == []


def test_each_app_with_models_has_a_migration():
    with_models = {app for app in FLOORS if list(apps.get_app_config(app).get_models())}
    assert with_models <= {file.parent.parent.name for file in MIGRATIONS}


def dependencies(file):
    """Return the apps in a migration's `dependencies` and `run_before`. Read, not imported: some query when imported."""
    names = []
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("dependencies", "run_before"):
            for entry in ast.walk(node.value):
                if isinstance(entry, ast.Tuple):
                    names.append(entry.elts[0].value)
                if isinstance(entry, ast.Call) and "swappable" in ast.unparse(entry.func):
                    names.append("people")  # the only swappable model that our apps point at
    return names
