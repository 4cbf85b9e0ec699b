"""The code that is read out over the telephone."""

import pytest

from ground.error_codes import comparable, error_code, in_groups, is_request_id, new_request_id
from ground.ids import READABLE


def test_our_own_ids_end_in_six_signs_that_nobody_confuses():
    ids = {new_request_id() for _ in range(50)}
    assert len(ids) == 50
    for each in ids:
        assert len(each) == 32
        assert is_request_id(each)
        assert set(error_code(each)) <= set(READABLE)
        assert each.endswith(error_code(each))
    assert not set("01OILU") & set(READABLE)


@pytest.mark.parametrize("typed", ["K7M2QV", "k7m 2qv", " K7M-2QU. ", "k7m2qU"])
def test_a_code_is_the_same_however_it_is_typed(typed):
    assert comparable(typed) == comparable("K7M2QV")


@pytest.mark.parametrize("typed", ["", "K7M2Q", "K7M2QXX", "......", "é7M2QX"])
def test_what_has_not_six_signs_is_no_code(typed):
    assert comparable(typed) == ""


def test_what_a_proxy_gave_has_a_code_too_and_is_found_by_what_people_hear():
    assert error_code("8d0c6f9e-1111-4111-8111-00000001olio") == "01OLIO"
    assert comparable("010110") == comparable("01OLIO")


@pytest.mark.parametrize(
    ("given", "is_one"),
    [
        *[("a" * 7, False), ("a" * 8, True), ("a" * 64, True), ("a" * 65, False), ("-" * 20, False)],
        *[("--abcde--", False), ("--abcdef", True), ("aaaaaaaa\n", False), ("a a aaaaa", False), ("ééééééééé", False)],
    ],
)
def test_an_id_of_a_proxy_is_taken_only_when_a_code_can_be_made_of_it(given, is_one):
    assert is_request_id(given) is is_one
    assert not is_one or len(error_code(given)) == 6


def test_a_code_is_shown_in_two_groups():
    assert in_groups("K7M2QX") == "K7M 2QX"
