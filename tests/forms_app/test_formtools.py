"""Which methods of formtools and wagtailstreamforms run for a citizen: exactly those that decisions 005 and 006 name."""

import re
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from forms_app.filling.storage import DraftStorage
from forms_app.models import Draft
from tests.factories import make_form, question, step, when
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db
DECISIONS = {"formtools": "005-wizard.md", "wagtailstreamforms": "006-wagtailstreamforms.md"}


@pytest.fixture
def citizen():
    make_form(
        step("Wie", question("text", "naam", "Hoe heet u?"), question("yes_no", "huurt", "Huurt u?")),
        step("Huur", question("text", "huisbaas", "Uw huisbaas?"), show_if=when("huurt", "eq", "yes")),
        step("Slot", question("text", "slot", "Nog iets?", required=False)),
        key="stappen",
    )
    return Citizen("stappen").start()


@contextmanager
def calls(library):
    """Count the calls of a library's functions by their names."""
    counted = Counter()

    def note(frame, event, _argument):
        if event == "call" and f"/{library}/" in frame.f_code.co_filename:
            counted[frame.f_code.co_qualname] += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield counted
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("library", DECISIONS)
def test_its_decision_names_exactly_the_methods_that_run(citizen, library):
    citizen.client.get(citizen.at)  # what is done once a process is done by now
    with calls(library) as counted:
        citizen.send(naam="Jonas", huurt="")
        citizen.send(naam="Jonas", huurt="yes")
        assert citizen.step == "huur"
        citizen.send("previous-step", huisbaas="")
        citizen.open(citizen.address + "huur/").send(huisbaas="Piet").send(slot="Neen")
        assert citizen.step == "controle"
    chosen = (
        Path("docs/decisions", DECISIONS[library]).read_text().partition("**Choice.**")[2].partition("**Rejected.**")[0]
    )
    named = set(re.findall(r"`([A-Z]\w+\.\w+)`", chosen))
    assert {name for name in counted if "." in name and "<" not in name} == named


def test_the_request_that_shows_or_hides_a_step_already_leads_by_it(citizen):
    who, typed = citizen.at, {**citizen.values, "naam": ["Jonas"]}
    assert citizen.client.post(who, {**typed, "huurt": "yes"}).url == f"{citizen.address}huur/"
    assert "Stap 2 van 3" in citizen.open(f"{citizen.address}huur/").text
    typed = {**citizen.open(who).values, "naam": ["Jonas"]}
    assert citizen.client.post(who, {**typed, "huurt": "no"}).url == f"{citizen.address}slot/"
    assert "Stap 2 van 2" in citizen.open(f"{citizen.address}slot/").text


def test_a_write_that_lost_keeps_what_the_other_wrote_on_another_step(citizen, monkeypatch):
    citizen.send(naam="Jonas", huurt="yes").send(huisbaas="Piet")
    page = citizen.open(citizen.address + "huur/").values
    save = DraftStorage.save

    def beaten(storage):
        monkeypatch.setattr(DraftStorage, "save", save)
        other = Citizen("stappen", citizen.client).open(citizen.address + "slot/")
        other.send(slot="Elders getypt")
        save(storage)

    monkeypatch.setattr(DraftStorage, "save", beaten)
    answer = citizen.client.post(citizen.at, {**page, "huisbaas": "Paul"})
    assert answer.status_code == 302
    draft = Draft.objects.get()
    assert draft.data["step_data"]["huur"]["huisbaas"] == ["Paul"]
    assert draft.data["step_data"]["slot"]["slot"] == ["Elders getypt"]
    assert set(draft.data["done"]) == {"wie", "huur", "slot"}
    assert (draft.answers["huisbaas"], draft.answers["slot"]) == ("Paul", "Elders getypt")
