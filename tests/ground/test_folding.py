"""Text as it is compared."""

import pytest

from ground.folding import fold


@pytest.mark.parametrize("sign", ["'", "`", "´", "’", "‘"])
def test_each_apostrophe_that_people_type_is_the_same_one(sign):
    assert fold(f"Auto{sign}s") == "auto's"
    assert fold(f"Café{sign}s") == "cafe's"


@pytest.mark.parametrize(
    ("text", "folded"), [("IJZER", "ijzer"), ("Ĳzer", "ijzer"), ("Łódź", "lodz"), ("a\u2011b", "a-b")]
)
def test_letters_and_signs_become_the_plain_ones(text, folded):
    assert fold(text) == folded
