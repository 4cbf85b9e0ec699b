"""What an answer holds outside the draft: one contract for files and for a type that a foreign app makes up, lockers."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from wagtailstreamforms import fields as streamforms

from forms_app.definition.structure import Question
from forms_app.filling.answers import sections
from forms_app.filling.drafts import purge_expired
from forms_app.filling.holding import held_for
from forms_app.models import Draft, Submission
from forms_app.questions import QuestionType, register
from forms_app.questions.held import HeldField
from forms_app.seams import Held, Posted, holds
from records.models import StoredFile
from tests.factories import make_form, question, step, when
from tests.forms_app.citizen import Citizen
from tests.records.files import png

pytestmark = pytest.mark.django_db


class LockerQuestion(QuestionType[list[str]]):
    """A locker at the station, as a foreign app would have it: taken while somebody fills in, and theirs when it is sent."""

    label = "Kluisje"
    description = "Een vrij kluisje."
    group = "Vervoer"
    holds = "locker"
    field_class = HeldField
    empty = []

    def error_messages(self, question):
        gone = f"Het kluisje bij ‘{question.label}’ is niet meer vrij. Kies een ander."
        return {**super().error_messages(question), "unknown": gone}

    def normal(self, cleaned):
        return list(cleaned or [])

    def is_normal(self, answer):
        return isinstance(answer, list) and all(isinstance(item, str) for item in answer)

    def to_data(self, name, answer):
        return {name: answer}

    def display(self, question, answer):
        return [f"{len(answer)} kluisje"] if answer else []

    def held_ids(self, answer):
        return list(answer or [])


class LockerHold:
    """Lockers by number, each with its owner."""

    def __init__(self):
        self.taken = {}

    def take(self, owner, question, posted):
        number = posted.data.get(question.name)
        if not number:
            return []
        if self.taken.get(number, (owner,))[0] != owner:
            return [f"Kluisje {number} is al bezet. Kies een ander."]
        self.release(owner[0], [owner[1]])
        self.taken[number] = (owner, question.name)
        return []

    def held(self, owner):
        return [self.one_of(number) for number, (whose, _slot) in self.taken.items() if whose == owner]

    def shown(self, ids):
        return [self.one_of(number) for number in ids if number in self.taken]

    def one_of(self, number):
        return Held("locker", number, self.taken[number][1], f"Kluisje {number}")

    def hand_over(self, ids, old, new):
        if any(number not in self.taken or self.taken[number][0] != old for number in ids):
            return False
        for number in ids:
            self.taken[number] = (new, self.taken[number][1])
        return connection.in_atomic_block

    def release(self, owner_kind, owner_ids, ids=None):
        gone = [number for number, ((kind, pk), _slot) in self.taken.items() if kind == owner_kind and pk in owner_ids]
        for number in gone:
            if ids is None or number in ids:
                del self.taken[number]


@pytest.fixture
def lockers(monkeypatch):
    monkeypatch.setattr(streamforms, "_fields", dict(streamforms._fields))
    register("locker")(LockerQuestion)
    with holds.temporarily("locker", LockerHold()) as hold:
        yield hold


def posted(code):
    """Return what a browser posts to take one thing of a hold, for a question named "ding"."""
    data, files = QueryDict("ding=12"), MultiValueDict()
    if code == "file":
        data, files = QueryDict(), MultiValueDict({"ding": [SimpleUploadedFile("a.png", png())]})
    return Posted(data, files, "een-client")


@pytest.mark.parametrize("code", ["file", "locker"])
def test_every_hold_takes_shows_hands_over_and_releases(lockers, code):
    hold, asked = holds[code], Question("ding", code, "Uw ding")
    mine, other, sent = (("draft", str(uuid.uuid4())), ("draft", str(uuid.uuid4())), ("submission", str(uuid.uuid4())))
    assert hold.take(mine, asked, Posted(QueryDict(), MultiValueDict(), "x")) == []
    assert hold.held(mine) == []
    assert hold.take(mine, asked, posted(code)) == []
    [held] = hold.held(mine)
    assert (held.hold, held.slot) == (code, "ding")
    assert held.line
    assert hold.held(other) == []
    assert [each.line for each in hold.shown([held.id])] == [held.line]
    assert not hold.hand_over([held.id], other, sent)
    assert hold.hand_over([held.id], mine, sent)
    assert (hold.held(mine), [each.id for each in hold.held(sent)]) == ([], [held.id])
    hold.release("draft", [mine[1], sent[1]])
    hold.release("submission", [sent[1]], [])
    assert [each.id for each in hold.held(sent)] == [held.id]
    hold.release("submission", [sent[1]], [held.id])
    assert hold.held(sent) == []
    hold.take(mine, asked, posted(code))
    hold.release("draft", [mine[1]])
    assert hold.held(mine) == []


def test_every_type_that_holds_names_a_hold_that_is_there(lockers):
    from forms_app.questions import question_types

    named = {type_.holds for type_ in question_types().values()} - {""}
    assert named == set(holds)


@pytest.fixture
def version(lockers):
    from forms_app.definition.structure import Definition, Step, to_json
    from forms_app.models import FormVersion as Version
    from ground.conditions.model import Condition, Rule

    form = make_form(step("Wie", question("yes_no", "fietst", "Fietst u?")), key="station")
    rule = Rule("all", (Condition("fietst", "eq", "yes"),))
    who = Step("wie", "Wie", questions=(Question("fietst", "yes_no", "Fietst u?", options={"choices": ["yes", "no"]}),))
    ask = Question("kluis", "locker", "Uw kluisje")
    definition = Definition("station", "Station", (who, Step("kluis", "Kluis", show_if=rule, questions=(ask,))))
    return Version.objects.create(
        form=form, number=2, data=to_json(definition), hash="b" * 64, destination=form.destination
    )


def test_a_made_up_type_goes_the_whole_way_from_taking_to_the_case(version, lockers):
    first, second = Citizen("station").start(), Citizen("station").start()
    assert first.send(fietst="yes").step == "kluis"
    assert first.send(kluis="12").step == "controle"
    assert "Kluisje 12" in first.text
    second.send(fietst="yes").send(kluis="12")
    assert second.step == "kluis"
    assert "Kluisje 12 is al bezet. Kies een ander." in second.text
    assert first.open(first.at).send().step == "klaar"
    submission = Submission.objects.get()
    assert lockers.taken == {"12": (("submission", str(submission.pk)), "kluis")}
    assert submission.answers["kluis"] == ["12"]
    rows = [row for section in sections(submission.version.definition, submission.answers) for row in section.rows]
    assert rows[-1].lines == ["Kluisje 12"]


def test_an_id_that_a_browser_makes_up_is_no_answer(version, lockers):
    lockers.taken["7"] = (("draft", "een ander"), "kluis")
    citizen = Citizen("station").start().send(fietst="yes").send(kluis="7")
    assert citizen.step == "kluis"
    assert "kluis" not in Draft.objects.get().answers


def test_a_thing_of_one_hold_is_no_answer_to_a_question_of_another(lockers):
    file = Held("file", "x", "", "a.pdf")
    assert held_for(Question("bewijs", "file", "Uw bewijs"), {"x": file}) == {"x": file}
    assert held_for(Question("kluis", "locker", "Uw kluisje"), {"x": file}) == {}


def test_what_is_taken_away_or_expires_is_free_again(version, lockers):
    citizen = Citizen("station").start().send(fietst="yes").send(kluis="12")
    citizen.open(citizen.address + "kluis/").send("remove-item=12")
    assert (citizen.step, lockers.taken) == ("kluis", {})
    citizen.send(kluis="14")
    Draft.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert purge_expired() == 1
    assert lockers.taken == {}


def test_what_a_hidden_answer_holds_is_released_when_the_form_is_sent_and_not_before(version, lockers):
    citizen = Citizen("station").start().send(fietst="yes").send(kluis="12")
    citizen.open(citizen.address + "wie/").send(fietst="no")
    assert (citizen.step, list(lockers.taken)) == ("controle", ["12"])
    assert citizen.send().step == "klaar"
    assert lockers.taken == {}
    assert "kluis" not in Submission.objects.get().answers


def test_a_hidden_file_goes_when_the_form_is_sent():
    make_form(
        step("Wie", question("yes_no", "huurt", "Huurt u?")),
        step("Bewijs", question("file", "bewijs", "Uw bewijs", max_files=3), show_if=when("huurt", "eq", "yes")),
        key="bewijs",
    )
    citizen = Citizen("bewijs").start().send(huurt="yes").send(bewijs=SimpleUploadedFile("a.png", png()))
    citizen.open(citizen.address + "wie/").send(huurt="no").send()
    assert citizen.step == "klaar"
    assert not StoredFile.objects.exists()


def test_what_is_gone_at_the_last_moment_stops_the_submission_and_says_so(version, lockers, monkeypatch):
    citizen = Citizen("station").start().send(fietst="yes").send(kluis="12")
    monkeypatch.setattr(LockerHold, "hand_over", lambda hold, ids, old, new: lockers.taken.clear())
    citizen.send()
    assert citizen.step == "kluis"
    assert not Submission.objects.exists()
    assert "Vul een antwoord in bij: Uw kluisje" in citizen.text or "niet meer vrij" in citizen.text
