"""What no import shows: names in strings and templates, which must not name a higher app either."""

import ast
import re
from functools import cache

import pytest
from django.apps import apps
from django.template import engines
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import get_page_models

from ground import addresses
from portal.admin.access.table import SERVED_BY
from tests.architecture.house import FLOOR, FLOORS, ROOT, modules

TEMPLATES = ROOT / "templates"
SHARED = "ground"
"""templates/components and base.html stand on ground, and so do those that only dress Django's own."""
REPLACED = {"wagtailadmin": "portal", "wagtailsnippets": "portal"}
"""Wagtail's templates that ours take the place of: part of the admin's shell."""


def room_of(path):
    """Return the app whose template it is."""
    top = path.relative_to(TEMPLATES).parts[0]
    if top[0].isdigit():  # 404.html: Django's names for the pages of errors
        return "portal"
    return top if top in FLOOR else REPLACED.get(top, SHARED)


def library_owners():
    """Return whose each library of template tags is; those of others are left out."""
    owners = {}
    for library, module in engines["django"].engine.libraries.items():
        app = module.split(".")[0]
        if app in FLOOR:
            owners[library] = app
    return owners


def named_urls(resolver=None, prefix=""):
    """Yield (name, app of its view) of every named address of ours. Wagtail's names are nobody's, whoever serves them."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from named_urls(pattern, namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            app = getattr(pattern.callback, "__module__", "").split(".")[0]
            if app in FLOOR and f"{prefix}{pattern.name}" not in SERVED_BY:
                yield f"{prefix}{pattern.name}", app


ADDRESS = re.compile(r"{% address ['\"](\w+)['\"]")
LITERAL = re.compile(r'(?:href|action|src|data-[\w-]+)="/')
REVERSING = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
ALL_TEMPLATES = sorted(TEMPLATES.rglob("*.*"))


@pytest.mark.parametrize("file", ALL_TEMPLATES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_names_no_higher_app(file):
    text, room = file.read_text(), room_of(file)
    libraries, views = library_owners(), dict(named_urls())
    named = {
        *(
            libraries[name]
            for names in re.findall(r"{% load ([^%]+) %}", text)
            for name in names.split()
            if name in libraries
        ),
        *(
            path.split("/")[0]
            for path in re.findall(r'{% (?:include|extends) "([^"]+)"', text)
            if path.split("/")[0] in FLOOR
        ),
        *(views[name] for name in re.findall(r"{% url '([^']+)'", text) if name in views),
        *(views[name] for name in re.findall(r'{% url "([^"]+)"', text) if name in views),
    }
    assert [app for app in named if FLOOR[app] > FLOOR[room]] == []


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_writes_no_address_out(file):
    """It asks `{% url %}`, what its view gives, or `{% address %}` for a view above it."""
    text = file.read_text()
    assert LITERAL.findall(text) == []
    assert [name for name in ADDRESS.findall(text) if not hasattr(addresses, name)] == []


def test_only_a_parent_page_names_its_children():
    up = [
        f"{model._meta.label}: {name}"
        for model in get_page_models()
        for name in model.__dict__.get("parent_page_types") or ()
        if FLOOR.get(str(name).split(".")[0], -1) > FLOOR.get(model._meta.app_label, 99)
    ]
    assert up == []


@cache
def constants(module):
    """Return the texts that a module of ours keeps by a name, and of what it imports (module, name)."""
    texts, imported = {}, {}
    for node in ast.parse(modules()[module].read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            texts |= {each.id: node.value.value for each in node.targets if isinstance(each, ast.Name)}
        elif isinstance(node, ast.ImportFrom):
            imported |= {each.asname or each.name: (node.module, each.name) for each in node.names}
        elif isinstance(node, ast.Import):
            imported |= {each.asname or each.name: (each.name, "") for each in node.names}
    return texts, imported


def constant_of(module, node):
    """Return the text behind a name: `LIST` or `views.LIST`; "" where it is none."""
    imported = constants(module)[1]
    match node:
        case ast.Name(id=name):
            source, inner = imported.get(name, (module, name))
        case ast.Attribute(value=ast.Name(id=name), attr=inner):
            source = ".".join(filter(None, imported.get(name, ())))
        case _:
            return ""
    return constants(source)[0].get(inner, "") if source in modules() else ""


def test_the_name_of_an_address_is_found_behind_a_constant(monkeypatch, tmp_path):
    for name, text in (("lower", 'LIST = "inbox"'), ("upper", "from lower import LIST\nimport lower")):
        (tmp_path / f"{name}.py").write_text(text)
    files = {name: tmp_path / f"{name}.py" for name in ("lower", "upper")}
    monkeypatch.setattr("tests.architecture.test_names_point_down.modules", lambda: files)
    constants.cache_clear()
    named = [("lower", "LIST"), ("upper", "LIST"), ("upper", "lower.LIST"), ("upper", "OTHER"), ("upper", "1 + 1")]
    texts = [constant_of(module, ast.parse(code, mode="eval").body) for module, code in named]
    constants.cache_clear()
    assert texts == ["inbox", "inbox", "inbox", "", ""]


@pytest.mark.parametrize("app", FLOORS)
def test_no_string_names_a_higher_apps_model_or_address(app):
    labels = {
        model._meta.label_lower: model._meta.app_label for model in apps.get_models() if model._meta.app_label in FLOOR
    }
    views, up = dict(named_urls()), []
    for module, file in modules().items():
        if module.split(".")[0] != app:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call):
                continue
            is_reversing = ast.unparse(node.func).split(".")[-1] in REVERSING
            known = {**views, **labels} if is_reversing else labels
            texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            texts += [constant_of(module, each) for each in node.args if is_reversing]
            up += [
                f"{module}:{node.lineno} {text}"
                for text in texts
                if isinstance(text, str) and FLOOR.get(known.get(text, known.get(text.lower(), "")), -1) > FLOOR[app]
            ]
    assert up == []


NAMES_UP_ON_PURPOSE = {
    "portal.urls": "the demo's addresses, where it is installed",
}
IN_AN_APP = re.compile(r"(\w+)[./][\w./-]*")
ASKED_BY_LABEL = {"get_model", "get_app_config", "is_installed", "get_by_natural_key"}


def names_of(call):
    """Return the first argument of a call that takes the label of an app."""
    if ast.unparse(call.func).split(".")[-1] in ASKED_BY_LABEL and call.args:
        return [getattr(call.args[0], "value", "")]
    return []


@pytest.mark.parametrize("app", FLOORS)
def test_no_string_names_a_module_a_template_or_a_right_of_a_higher_app(app):
    """What import_string, render() and has_perm() take, and the label of an app where one is asked for."""
    up = []
    for module, file in modules().items():
        if module.split(".")[0] != app or module in NAMES_UP_ON_PURPOSE:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            named = names_of(node) if isinstance(node, ast.Call) else IN_AN_APP.fullmatch(text) and [text]
            up += [f"{module}:{node.lineno} {each}" for each in named or () if floor_of(each) > FLOOR[app]]
    assert up == []


def floor_of(name):
    """Return the floor of the app that a name begins with; -1 where that is none of ours."""
    return FLOOR.get(re.split(r"[./]", str(name))[0], -1)


@pytest.mark.parametrize("file", ALL_TEMPLATES, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_every_template_that_a_template_names_exists(file):
    engine = engines["django"]
    for name in re.findall(r'{% (?:include|extends) "([^"]+)"', file.read_text()):
        engine.get_template(name)
