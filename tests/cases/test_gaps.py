"""A text in which something must still be filled in is found, and one that is finished is left alone."""

import pytest

from cases.gaps import gap_in

PROPOSAL = "We kunnen uw adres niet aanpassen. De reden is: "


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        (PROPOSAL, ""),
        (PROPOSAL.strip(), PROPOSAL),
        (PROPOSAL + "...", ""),
        (PROPOSAL + " .", ""),
        (PROPOSAL.strip() + "\n\nMet vriendelijke groet", PROPOSAL),
        ("Bezorg ons [ ] tegen vrijdag.", ""),
        ("Bezorg ons […].", ""),
        ("De reden is ____.", ""),
        ("Bezorg ons nog …", "Bezorg ons nog …"),
    ],
)
def test_an_open_end_and_an_empty_placeholder_are_gaps(text, proposal):
    assert gap_in(text, proposal)


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("", ""),
        ("", PROPOSAL),
        (PROPOSAL + "u woont er niet.", PROPOSAL),
        ("Breng mee:\n- uw kaart\n- een foto", ""),
        ("Kom om 10.30 uur. Zie [uw pagina].", ""),
        ("Tot dan…", ""),
        ("Uw adres is aangepast.", "Uw adres is aangepast."),
    ],
)
def test_a_finished_text_has_none(text, proposal):
    assert gap_in(text, proposal) == ""
