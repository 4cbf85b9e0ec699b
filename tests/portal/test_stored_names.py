"""What Wagtail stores in English when it migrates has a Dutch name after setup."""

import pytest
from wagtail.models import Task, Workflow

from portal.operations import stored_names

pytestmark = pytest.mark.django_db


def names():
    return [list(Workflow.objects.values_list("name", flat=True)), list(Task.objects.values_list("name", flat=True))]


def test_the_workflow_and_its_task_get_a_dutch_name():
    assert names() == [["Moderators approval"], ["Moderators approval"]]
    stored_names.sync()
    assert names() == [["Goedkeuring"], ["Goedkeuring"]]


def test_a_name_that_somebody_chose_stays():
    Workflow.objects.update(name="Eindredactie")
    stored_names.sync()
    assert names() == [["Eindredactie"], ["Goedkeuring"]]
