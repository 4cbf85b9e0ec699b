"""A type of question from another app appears in the editor by one class, and asks for no migration."""

import pytest
from django.core.management import call_command
from wagtailstreamforms import fields as streamforms

from forms_app.editing.steps import StepsField
from forms_app.models import Form
from forms_app.questions import QuestionType, register

pytestmark = pytest.mark.django_db


class PlateQuestion(QuestionType):
    """A number plate, as a foreign app would have it."""

    label = "Nummerplaat"
    description = "Van een auto of motor."
    group = "Vervoer"


@pytest.fixture
def plate(monkeypatch):
    monkeypatch.setattr(streamforms, "_fields", dict(streamforms._fields))
    register("plate")(PlateQuestion)


def question_blocks(field):
    return field.stream_block.child_blocks["step"].child_blocks["questions"].child_blocks


def test_it_stands_in_the_picker_with_its_group_and_description(plate):
    block = question_blocks(StepsField(blank=True))["plate"]
    assert (block.label, block.meta.group, block.meta.description) == (
        "Nummerplaat",
        "Vervoer",
        "Van een auto of motor.",
    )
    assert {"label", "name", "required", "show_if"} <= set(block.child_blocks)


def test_the_migration_knows_no_block_at_all(plate):
    _name, _path, arguments, options = StepsField(blank=True).deconstruct()
    assert arguments == []
    assert "block_lookup" not in options
    assert "block_types" not in options
    call_command("makemigrations", "forms_app", check=True, dry_run=True, verbosity=0)


def test_every_type_in_the_picker_has_a_group_an_icon_and_a_description():
    blocks = question_blocks(Form._meta.get_field("steps"))
    poor = [n for n, b in blocks.items() if not b.meta.group or b.meta.icon == "placeholder" or not b.meta.description]
    assert poor == []


def test_types_of_one_group_stand_together():
    groups = [str(block.meta.group) for block in question_blocks(Form._meta.get_field("steps")).values()]
    assert len([g for i, g in enumerate(groups) if i == 0 or groups[i - 1] != g]) == len(set(groups))
