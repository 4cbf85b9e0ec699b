"""Cases and their people to test with."""

from typing import Any

from django.contrib.auth.models import Group

from cases.deadlines import Term
from cases.models import Case, CaseType
from cases.sink import CaseSink
from cases.types import define
from cases.workflow import Status, Transition, Workflow
from forms_app.models import Form
from forms_app.service import submission_sink, submit_answers
from ground.actor import Actor
from people.models import Department, User
from tests.factories import make_department, make_form, question, step

WORKFLOW = Workflow(
    (
        Status("received", "Ontvangen", "Wij hebben uw aanvraag", "Een medewerker kijkt uw aanvraag na."),
        Status("in_progress", "In behandeling", "Wij behandelen uw aanvraag", "De wijkagent komt bij u langs."),
        Status("waiting", "Wacht op burger", "Wij wachten op u", "Bezorg ons wat ontbreekt.", "citizen", act="send"),
        Status("done", "Afgehandeld", "Uw aanvraag is klaar", "U hoeft niets meer te doen.", "nobody", True),
        Status("refused", "Geweigerd", "Wij gaan niet in op uw aanvraag", "Lees waarom.", "nobody", True),
    ),
    (
        Transition("received", "in_progress", "Begin te behandelen"),
        Transition("received", "refused", "Weiger"),
        Transition("in_progress", "done", "Rond af", "Uw adres is aangepast."),
        Transition("in_progress", "waiting", "Vraag iets aan de burger", "Bezorg ons uw huurcontract."),
        Transition("waiting", "in_progress", "Ga verder"),
    ),
)


def case_type(code: str = "adreswijziging", department: Department | None = None, **terms: Any) -> CaseType:
    """Return a case type of five statuses, made when absent."""
    existing = CaseType.objects.filter(code=code).first()
    if existing is not None:
        return existing
    values = {"end_term": Term(20, "working_days"), "answer_term": Term(5, "working_days"), **terms}
    return define(code.capitalize(), department or make_department(), WORKFLOW, code=code, **values)


def form_for(code: str = "adreswijziging", department: Department | None = None, **terms: Any) -> Form:
    """Return the published form of a case type, made when absent."""
    existing = Form.objects.filter(key=code).first()
    if existing is not None:
        return existing
    kind = case_type(code, department, **terms)
    form = make_form(
        step(
            "Wie bent u?",
            question("text", "naam", "Hoe heet u?", meaning="name"),
            question("email", "mail", "Wat is uw e-mailadres?", required=False),
            question("long_text", "uitleg", "Waarom verhuist u?", required=False),
        ),
        key=code,
        publish=False,
    )
    form.destination, form.department = kind.code, kind.department
    form.save()
    form.save_revision().publish()
    return form


def make_case(
    name: str = "Jonas Peeters",
    email: str = "jonas@voorbeeld.be",
    *,
    code: str = "adreswijziging",
    department: Department | None = None,
    at: Any = None,
    answers: dict[str, Any] | None = None,
    **terms: Any,
) -> Case:
    """Return a case that came in by the real door: a submission, handed to the sink. `at`: when."""
    version = form_for(code, department, **terms).current_version()
    assert version is not None
    given = {"naam": name, **({"mail": email} if email else {}), **(answers or {})}
    key = f"test:{Case.objects.count()}:{name}"
    with submission_sink.temporarily(CaseSink(at)):
        submission = submit_answers(Actor("citizen"), version, given, key=key)
    return Case.objects.get(submission=submission)


def staff(username: str, role: str | tuple[str, ...] | None, *departments: Department, **values: Any) -> User:
    """Return a member of staff in a role (people.roles) or several, and departments."""
    user = User.objects.create_user(username, password="a-long-password", **values)
    codes = (role,) if isinstance(role, str) else role or ()
    user.groups.set(Group.objects.filter(role__code__in=codes))
    user.departments.set(departments)
    return user


def acting(user: User) -> Actor:
    """Return the user as an actor."""
    return Actor("staff", str(user.pk))
