"""The list of questions to add says what each is for."""

import json

import pytest

from forms_app.editing.viewsets import FormViewSet
from forms_app.models import Form
from forms_app.questions import question_types


@pytest.mark.django_db
def test_each_question_type_says_what_it_is_for_and_its_panel_hands_that_to_the_list():
    handler = FormViewSet().get_edit_handler()
    form = handler.get_form_class()(instance=Form())
    bound = handler.get_bound_panel(instance=Form(), form=form)
    panel = next(each for each in _all(bound) if "data-sn-form-editor-types-value" in each.attrs)
    types = json.loads(panel.attrs["data-sn-form-editor-types-value"])
    assert set(types) == set(question_types())
    assert all(each["label"] and each["description"] for each in types.values())


def _all(panel):
    yield panel
    for child in getattr(panel, "children", ()):
        yield from _all(child)
