"""The list of questions to add says what each is for."""

import pytest

from forms_app.questions import question_types
from tests.forms_editor.steps_panel import given


@pytest.mark.django_db
def test_each_question_type_says_what_it_is_for_and_its_panel_hands_that_to_the_list():
    types = given("types")
    assert set(types) == set(question_types())
    assert all(each["label"] and each["description"] for each in types.values())
