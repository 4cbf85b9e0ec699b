"""What rarely changes is read once a generation; nobody sees it older than the last commit, nor what was not committed."""

import time

import pytest
from django.db import transaction

from counters.models import Place
from ground import snapshot
from ground.generation import new_generation
from ground.snapshot import kept
from tests.trees import make_place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_generation(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def names():
    """Return a kept function, and how often it read."""
    asked = []

    @kept
    def names():
        asked.append(1)
        return tuple(Place.objects.values_list("name", flat=True))

    return names, asked


def test_a_value_is_read_once_a_generation(names):
    read, asked = names
    assert read() == read() == ()
    make_place()
    assert read() == read() == ("Stadswinkel",)
    assert len(asked) == 2


def test_each_set_of_arguments_has_a_value_of_its_own():
    asked = []

    @kept
    def double(number, plus=0):
        asked.append(number)
        return number * 2 + plus

    assert [double(1), double(2), double(1), double(1, plus=3)] == [2, 4, 2, 5]
    assert asked == [1, 2, 1]


def test_inside_a_transaction_one_sees_what_one_wrote_and_others_never_see_it_when_it_is_rolled_back(names):
    read, _asked = names
    assert read() == ()
    with transaction.atomic():
        make_place()
        assert read() == ("Stadswinkel",)
        transaction.set_rollback(True)
    assert read() == ()


def test_an_error_is_not_kept():
    tries = []

    @kept
    def fail_once():
        tries.append(1)
        if len(tries) == 1:
            raise LookupError
        return "there"

    with pytest.raises(LookupError):
        fail_once()
    assert fail_once() == "there"


def test_what_was_kept_of_an_older_generation_leaves_memory(names):
    read, _asked = names
    read()
    first = snapshot.current()
    new_generation()
    read()
    assert snapshot.current() is not first
    assert len(snapshot.current()) == 1


def test_no_more_is_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(snapshot, "MAX_VALUES", 3)
    asked = []

    @kept
    def page(number):
        asked.append(number)
        return number

    for number in (1, 2, 3, 4, 4, 1):
        page(number)
    assert len(snapshot.current()) == 3
    assert asked == [1, 2, 3, 4, 1]


@pytest.mark.parametrize(("age", "reads"), [(-1, 1), (1, 2)])
def test_a_value_lasts_five_minutes_and_no_second_longer(names, monkeypatch, age, reads):
    read, asked = names
    read()
    later = time.time() + snapshot.MAX_AGE + age
    monkeypatch.setattr(snapshot.time, "time", lambda: later)
    monkeypatch.setattr(snapshot, "next_date", lambda: later + 3600)
    read()
    assert len(asked) == reads


@pytest.mark.parametrize(("age", "reads"), [(-1, 1), (1, 2)])
def test_a_value_lasts_no_longer_than_the_next_date_in_the_database(names, monkeypatch, age, reads):
    read, asked = names
    soon = time.time() + 60
    monkeypatch.setattr(snapshot, "next_date", lambda: soon)
    read()
    monkeypatch.setattr(snapshot.time, "time", lambda: soon + age)
    monkeypatch.setattr(snapshot, "next_date", lambda: soon + 3600)
    read()
    assert len(asked) == reads
