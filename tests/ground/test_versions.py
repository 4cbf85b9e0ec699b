"""What an editor wrote, frozen: older schemas are read for ever, and equal data are one version."""

import pytest

from cases.models import CaseType
from ground.versions import Schema
from tests.factories import make_case_type

THIRD = Schema(
    "letter",
    version=3,
    upgraders={1: lambda data: {**data, "name": data["title"]}, 2: lambda data: {**data, "name": data["name"].upper()}},
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"schema": 1, "title": "brief"}, "BRIEF"),
        ({"schema": 2, "name": "brief"}, "BRIEF"),
        ({"schema": 3, "name": "brief"}, "brief"),
    ],
)
def test_an_older_schema_is_read_by_way_of_each_next_one(data, name):
    before = dict(data)
    read = THIRD.read(data)
    assert (read["name"], read["schema"]) == (name, 3)
    assert data == before  # what is frozen never changes


@pytest.mark.parametrize("number", [0, 4, None, "1"])
def test_a_schema_of_the_future_or_of_nobody_is_refused_by_its_number(number):
    with pytest.raises(ValueError, match=f"Schema {number!r} of a letter is unknown"):
        THIRD.read({"schema": number})


@pytest.mark.django_db
def test_equal_data_are_one_version_and_a_change_is_the_next():
    case_type = make_case_type()
    first = case_type.current_version()
    case_type.save()
    assert case_type.current_version() == first
    case_type.end_term += 1
    case_type.save()
    assert case_type.current_version().number == first.number + 1
    case_type.end_term -= 1
    case_type.save()  # as it was: a version of its own, for running cases keep the one between
    assert case_type.current_version().number == first.number + 2


@pytest.mark.django_db
def test_how_long_a_case_is_kept_is_not_frozen():
    case_type = make_case_type()
    first = case_type.current_version()
    CaseType.objects.filter(pk=case_type.pk).update(retention_years=9)
    case_type.refresh_from_db()
    case_type.retention_rule = "SN-99"
    case_type.save()
    assert case_type.current_version() == first
    assert "retention" not in first.data
