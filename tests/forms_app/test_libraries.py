"""What we use of other libraries beyond what they document: in one module each, and looked at again at each upgrade."""

import ast
import inspect
from importlib import import_module
from importlib.metadata import version

import pytest
from django import forms
from formtools.wizard.storage.base import BaseStorage
from formtools.wizard.views import NamedUrlWizardView
from wagtailstreamforms.fields import get_fields
from wagtailstreamforms.forms import FormBuilder

from forms_app.libraries import django as of_django
from forms_app.libraries import formtools as of_formtools
from forms_app.libraries import streamforms as of_streamforms
from tests.architecture.house import FLOORS, modules

OURS = {module: file for module, file in modules().items() if module.startswith("forms_app")}
OUTSIDE = {module: file for module, file in OURS.items() if not module.startswith("forms_app.libraries")}
DOCUMENTED = {"_meta", "_default_manager", "_base_manager"}


@pytest.mark.parametrize(
    ("package", "module"),
    [("wagtailstreamforms", of_streamforms), ("django-formtools", of_formtools), ("Django", of_django)],
)
def test_the_version_in_use_is_one_that_was_looked_at(package, module):
    look_at = f"{module.__name__}: read its docstrings beside the new {package}, then set LOOKED_AT"
    assert f"{version(package)}.".startswith(f"{module.LOOKED_AT}."), look_at


def test_the_names_still_are_what_they_were():
    assert of_streamforms.registered("email") is get_fields()["email"]
    assert of_streamforms.registered("no such type") is None
    assert set(FormBuilder([]).formfields) == set(of_streamforms.HIDDEN_FIELDS)
    view = of_formtools.StepMachine(
        form_list={"a": forms.Form, "b": forms.Form}, condition_dict={"b": lambda _view: view.shows}
    )
    view.shows = False
    assert list(view.get_form_list()) == ["a"]
    view.shows = True
    assert list(view.get_form_list()) == ["a"], "it no longer keeps the list: forget_steps may go"
    view.forget_steps()
    assert list(view.get_form_list()) == ["a", "b"]
    assert "_get_current_step" in inspect.getsource(BaseStorage.current_step.fget)
    assert "_set_current_step" in inspect.getsource(BaseStorage.current_step.fset)
    assert "self._clean_fields()" in inspect.getsource(forms.BaseForm.full_clean)
    assert "_resolved_form_list" in inspect.getsource(NamedUrlWizardView.get_form_list)


def test_no_other_module_reads_a_private_name_of_others():
    read = [
        f"{module}: {ast.unparse(node)}"
        for module, file in OUTSIDE.items()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.endswith("__")
        and node.attr not in DOCUMENTED
        and ast.unparse(node.value) not in ("self", "cls", "super()")
    ]
    assert read == []


def test_no_other_class_overrides_a_private_name_of_others():
    overridden = []
    for module, file in OUTSIDE.items():
        for node in ast.walk(ast.parse(file.read_text())):
            cls = getattr(import_module(module), node.name, None) if isinstance(node, ast.ClassDef) else None
            own = {each.name for each in node.body if isinstance(each, ast.FunctionDef)} if cls else set()
            for base in cls.__mro__[1:] if cls else ():
                if base.__module__.partition(".")[0] not in FLOORS:
                    private = {
                        name for name in own & vars(base).keys() if name.startswith("_") and not name.endswith("__")
                    }
                    overridden += [f"{module}.{node.name}.{name} of {base.__module__}" for name in private]
    assert overridden == []
