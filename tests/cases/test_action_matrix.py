"""Each registered action, each persona: who may not is refused in the action itself and at its address, and nothing is written.

A new action is in here by itself; it needs a line in VALUES.
"""

import ast
import uuid

import pytest
from django.test import Client

from cases import access, actions
from cases.access import WORDS, case_for, permit, word
from cases.errors import CaseNotFound, NotAllowed
from cases.models import Case, CaseEvent, CaseExclusion, CaseNote
from cases.registry import case_actions
from ground.actor import SYSTEM, Actor
from people.models import Team
from people.roles import CHIEF_EDITOR, COUNTER, HANDLER, LEAD
from records.models import AuditLine, OutboxMessage
from tests.architecture.house import modules
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db

VALUES = {
    "move": ("in_progress", {"message": ""}),
    "message": ("", {"message": "Dag"}),
    "assign": ("", {"handler": None}),
    "note": ("", {"text": "Dag"}),
    "retry_mail": (str(uuid.UUID(int=0)), {}),
    "show_in_full": ("naam", {}),
    "undo": ("0", {}),
    "place_hold": ("", {"reason": "Beroep"}),
    "lift_hold": ("", {}),
}
"""What each action is tried with: its argument, and its other values."""
WHO = {
    "handler": {"view", "change"},
    "lead": {"view", "change", "assign"},
    "clerk": {"view"},
    "editor": None,
    "without role": None,
    "outsider": None,
    "excluded": None,
    "excluded administrator": None,
    "closed account": None,
}
"""What each persona may with the case; None: it is not there for them."""


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def persona(request, case):
    own, other = case.department, make_department("wegen", "Wegendienst")
    roles = {
        "handler": (HANDLER, own), "lead": (LEAD, own), "clerk": (COUNTER, own), "editor": (CHIEF_EDITOR, own),
        "without role": (None, own), "outsider": (LEAD, other), "excluded": (LEAD, own), "closed account": (LEAD, own),
    }  # fmt: skip
    role, department = roles.get(request.param, (None, own))
    is_super = request.param == "excluded administrator"
    user = staff("iemand", role, department, is_superuser=is_super, is_active=request.param != "closed account")
    if request.param.startswith("excluded"):
        team = Team.objects.create(department=own, name="Uitgesloten")
        if not is_super:
            team.members.add(user)
        CaseExclusion.objects.create(case=case, team=team)
    return request.param, user


def written():
    return (
        Case.objects.values_list("lock_version", "status", "handler").get(),
        CaseEvent.objects.count(),
        CaseNote.objects.count(),
        AuditLine.objects.count(),
        OutboxMessage.objects.count(),
    )


def test_each_action_is_tried():
    assert set(VALUES) == {code for code, _action in case_actions.items()}
    assert not set(VALUES) & set(WORDS)


@pytest.mark.parametrize("persona", list(WHO), indirect=True)
def test_each_action_is_refused_in_itself_to_who_may_not(case, persona):
    name, user = persona
    may, before = WHO[name], written()
    for code in [*VALUES, *WORDS]:
        expected = CaseNotFound if may is None else None if word(code).permission in may else NotAllowed
        if expected is None:
            assert permit(acting(user), case, code) == user
            assert case_for(acting(user), case.pk, code) == case
            continue
        for ask in (
            lambda code=code: permit(acting(user), case, code),
            lambda code=code: case_for(acting(user), case.pk, code),
            *([lambda code=code: act(acting(user), case, code)] if code in VALUES else []),
        ):
            with pytest.raises(NotAllowed) as refused:
                ask()
            assert refused.type is expected, (name, code)
    assert written() == before


def act(actor, case, code):
    argument, values = VALUES[code]
    if argument:
        values = {**values, case_actions[code].argument: argument}
    actions.perform(actor, case, code, lock_version=0, **values)


@pytest.mark.parametrize("actor", [Actor("citizen"), Actor("api_client", "1"), Actor("staff", "999999")])
def test_nobody_but_staff_and_the_system_acts_on_a_case(case, actor):
    before = written()
    for code in VALUES:
        with pytest.raises(CaseNotFound):
            act(actor, case, code)
        with pytest.raises(CaseNotFound):
            case_for(actor, case.pk, code)
    assert written() == before


def test_the_system_does_what_it_may_and_reads_nobodys_answers(case):
    for code, action in case_actions.items():
        if "system" in action.actors:
            assert permit(SYSTEM, case, code) is None
        else:
            with pytest.raises(NotAllowed):
                act(SYSTEM, case, code)
    with pytest.raises(NotAllowed):
        case_for(SYSTEM, case.pk, "see")


def test_a_case_that_does_not_exist_and_one_out_of_reach_give_the_same_answer(case):
    user = staff("buiten", LEAD, make_department("wegen", "Wegendienst"))
    reasons = []
    for pk in (case.pk, 999_999):
        with pytest.raises(CaseNotFound) as refused:
            case_for(acting(user), pk, "see")
        reasons.append(str(refused.value))
    assert reasons[0] == reasons[1]


def test_a_word_that_nobody_registered_opens_nothing(case):
    with pytest.raises(LookupError, match="fly"):
        permit(SYSTEM, case, "fly")


@pytest.mark.parametrize("persona", list(WHO), indirect=True)
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_address_of_an_action_answers_as_the_action_does(case, persona, method):
    name, user = persona
    may, client = WHO[name], Client()
    client.force_login(user)
    before = written()
    for code, action in case_actions.items():
        argument = VALUES[code][0]
        address = f"/cms/snippets/cases/case/edit/{case.pk}/{action.path}/" + (f"{argument}/" if argument else "")
        if may is not None and action.permission in may:
            continue  # what it does for who may is test_access' and the action's own test's
        answer = getattr(client, method)(address, {"message": "Dag", "text": "Dag", "handler": "", "lock_version": 0})
        outer_wall = {302, 303}  # Wagtail leads who has no business in the admin to its front page
        expected = {403, *outer_wall} if may is not None else {404, *outer_wall}
        assert answer.status_code in expected, (name, code)
        if may is not None:
            assert answer.status_code == 403 or answer.url == "/cms/", (name, code, answer.url)
    assert written() == before


@pytest.mark.parametrize(
    "rest", ["vlieg/", "stap/", "bericht/x/", "mail/x/", "toon/geen_vraag/", "ongedaan/0/", "stap/verzonnen/"]
)
def test_an_address_of_no_action_or_of_no_argument_does_not_exist(case, rest):
    client = Client()
    client.force_login(staff("leider", LEAD, case.department))
    for method in ("get", "post"):
        assert getattr(client, method)(f"/cms/snippets/cases/case/edit/{case.pk}/{rest}").status_code == 404


def test_a_case_and_its_history_are_written_in_one_place():
    """By a registered action; else only the sink opens a case, and its dates are counted anew."""
    writers = {}
    for module, file in modules().items():
        if module.split(".")[0] != "cases":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in {"swap", "CaseEvent.by", "CaseEvent", "CaseNote.objects.create", "insert_into"} or (
                    called.startswith("Case.objects") and called.endswith((".update", ".create", ".bulk_update"))
                ):
                    writers.setdefault(module, set()).add(called.split("(")[0].split(".filter")[0])
    assert set(writers) == {
        "cases.actions.performing", "cases.actions.noting", "cases.dates", "cases.sink",
    }, writers  # fmt: skip


def test_the_table_says_what_each_word_needs():
    needed = {code: word(code).permission for code in [*VALUES, *WORDS]}
    assert needed == {
        "move": "change", "message": "change", "assign": "change", "note": "change", "retry_mail": "change",
        "show_in_full": "view", "undo": "change", "see": "view", "open_file": "view", "give_to_colleague": "assign",
        "place_hold": "assign", "lift_hold": "assign",
    }  # fmt: skip
    assert access.NEEDS["assign"] == (("change", "assign"),)
