"""References are readable, catch typing errors, and cannot be guessed from each other."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from cases.reference import ALPHABET, check_character, new_reference, normalise


def test_a_new_reference_reads_back_as_itself() -> None:
    for _ in range(500):
        reference = new_reference("SN")
        assert normalise(reference, "SN") == reference


def test_a_reference_has_the_grouped_form_and_no_character_that_people_confuse() -> None:
    reference = new_reference("SN")
    prefix, first, second, check = reference.split("-")
    assert (prefix, len(first), len(second), len(check)) == ("SN", 4, 4, 1)
    assert not set(first + second + check) & set("0O1ILU")


@pytest.mark.parametrize(
    "change", [str.lower, lambda text: text.replace("-", " "), lambda text: text.replace("-", "")[2:]]
)
def test_capitals_dashes_spaces_and_prefix_are_free(change) -> None:  # type: ignore[no-untyped-def]  # a method of str, or the like
    reference = new_reference("SN")
    assert normalise(f"  {change(reference)} ", "SN") == reference


def test_every_single_wrong_character_is_caught() -> None:
    reference = new_reference("SN")
    for place, right in enumerate(reference):
        if place < 3 or right == "-":
            continue
        for wrong in ALPHABET.replace(right, ""):
            assert normalise(reference[:place] + wrong + reference[place + 1 :], "SN") is None


def test_every_swap_of_two_different_characters_is_caught() -> None:
    for _ in range(20):
        bare = new_reference("SN").replace("-", "")[2:]
        for left, right in combinations(range(len(bare)), 2):
            if bare[left] == bare[right]:
                continue
            swapped = list(bare)
            swapped[left], swapped[right] = swapped[right], swapped[left]
            assert normalise("".join(swapped), "SN") is None


@pytest.mark.parametrize(
    "text", ["", "SN", "SN-0000-0000-0", "SN-7K4M-92QX", "naam@example.be", "SN-7K4M-92QX-44", "ß" * 9]
)
def test_what_is_no_reference_is_none(text: str) -> None:
    assert normalise(text, "SN") is None


def test_the_body_without_a_check_character_is_never_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    # A weight of 2 on the first character: value 16 gives 32, so -32 mod 31 = 30, which has no character.
    without = next(a + b + "222222" for a in ALPHABET for b in ALPHABET if check_character(a + b + "222222") is None)
    drawn = iter([*without, *"23456789"])
    monkeypatch.setattr("cases.reference.secrets.choice", lambda alphabet: next(drawn))
    assert new_reference("SN").startswith("SN-2345-6789-")


@pytest.mark.parametrize("folder", ["forms_app", "site", "templates", "docs"])
def test_every_reference_that_we_show_as_an_example_is_a_true_one(folder: str) -> None:
    root = Path(__file__).resolve().parents[2] / folder
    files = [path for path in root.rglob("*") if path.suffix in (".py", ".html", ".txt", ".md")]
    shown = {sample for path in files for sample in re.findall(r"\b[A-Z]{2,3}-\w{4}-\w{4}-\w\b", path.read_text())}
    assert {text for text in shown if normalise(text, "SN") != text} == set()
    assert shown or folder in ("docs", "forms_app")
