"""A warning of an import is one thing in two languages."""

import string

import pytest

from products.import_warnings import DUTCH, ENGLISH, in_dutch, in_english, warn


def names(text):
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(str(text)) if name}


def test_every_warning_has_both_languages():
    assert ENGLISH.keys() == DUTCH.keys()


@pytest.mark.parametrize("code", ENGLISH)
def test_both_say_the_same_values(code):
    assert names(ENGLISH[code]) == names(DUTCH[code])


def test_an_editor_reads_it_in_dutch_and_the_command_in_english():
    warning = warn("mistyped", address="a@vorbeeld.be", better="a@voorbeeld.be")
    assert in_english(warning) == "a@vorbeeld.be is probably mistyped; others write a@voorbeeld.be"
    assert in_dutch(warning) == "a@vorbeeld.be is waarschijnlijk een tikfout; anderen schrijven a@voorbeeld.be."
