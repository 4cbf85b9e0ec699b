"""An amount is read as people in Flanders write it; what can be read in two ways is asked again."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from products.blocks import EuroBlock
from products.euros import read_euros

WRITTEN = {
    "12,50": ["12,50", "12.50", "€ 12,50", "€12,50", "12,50 euro", "12,50euro", "12,50 €", "EUR 12,50", " 12,50 "],
    "12": ["12", "12,-", "12,--", "€ 12,-", "12 euro"],
    "1250": ["1250", "1250,00", "1.250,00", "1 250,00", "1\u00a0250", "1 250", "€ 1.250,00", "1,250.00"],
    "0,50": ["0,5", "0,50", "0.50"],
    "1000000": ["1.000.000", "1 000 000,00"],
}


@pytest.mark.parametrize(("amount", "typed"), [(amount, typed) for amount, all_ in WRITTEN.items() for typed in all_])
def test_each_way_of_writing_an_amount_is_read(amount, typed):
    assert read_euros(typed) == Decimal(amount.replace(",", "."))


@pytest.mark.parametrize(
    ("typed", "readings"),
    [("1.250", ("1250 euro", "1,25 euro")), ("1,234", ("1234 euro", "1,234 euro")), ("€ 12.000", ("12000", "12,00"))],
)
def test_what_can_be_a_thousand_or_cents_is_refused_with_both(typed, readings):
    with pytest.raises(ValidationError) as refused:
        read_euros(typed)
    message = refused.value.messages[0]
    assert f"“{typed}”" in message
    assert all(reading in message for reading in readings)


@pytest.mark.parametrize("typed", ["0,500", "1234,567", "0.125"])
def test_what_has_too_many_cents_and_cannot_be_a_thousand_says_so(typed):
    with pytest.raises(ValidationError, match="hoogstens twee cijfers na de komma"):
        read_euros(typed)


@pytest.mark.parametrize(
    "typed",
    ["gratis", "€", "12,50 per jaar", "1.25.000", "²", "12,50,00", "1.2500,00", "1 25", "٣", "1e3", "--5", "nan"],
)
def test_what_is_no_amount_is_named(typed):
    with pytest.raises(ValidationError, match=f"“{typed}” is geen bedrag"):
        read_euros(typed)


def test_the_block_keeps_cents_and_shows_the_comma():
    block = EuroBlock(required=False)
    assert block.clean("€ 12,50") == 1250
    assert block.clean("1.250,00") == 125000
    assert block.clean(1250) == 1250
    assert block.clean("") is None
    assert block.clean("1000000") == 100_000_000
    with pytest.raises(ValidationError, match="te hoog"):
        block.clean("1000000,01")
    with pytest.raises(ValidationError, match="lager zijn dan 0"):
        block.clean("-0,01")
    assert block.clean("0") == 0


def test_an_amount_that_is_shown_is_read_back_as_the_same():
    block = EuroBlock()
    for cents in (0, 5, 50, 1250, 125000, 100_000_000):
        assert block.clean(block.get_form_state(cents)) == cents
