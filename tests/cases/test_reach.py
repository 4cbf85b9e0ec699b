"""What staff reach of cases: their departments' and teams', less what they are excluded from, at every door there is."""

import itertools
import re

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions, bulk_jobs
from cases.errors import NotAllowed
from cases.models import BulkJobItem, Case, CaseExclusion
from cases.permissions import changeable_cases, policy, staff_of, visible_cases
from people.models import Team, User
from people.roles import COUNTER, EXCLUDED_CASES, HANDLER, LEAD
from people.staff import leaving
from records.models import AuditLine, OutboxMessage, StoredFile
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db
INBOX = "/cms/snippets/cases/case/"
CLAIM = "/cms/bulk/cases/case/claim/"


def make_team(name="Loket", department=None, *members, lead=None):
    team = Team.objects.create(department=department or make_department(), name=name, lead=lead)
    team.members.set(members)
    return team


def exclude(case, *members, lead=None, name="Uitgesloten"):
    """Exclude a team of these colleagues from a case."""
    team = make_team(name, None, *members, lead=lead)
    CaseExclusion.objects.create(case=case, team=team)
    return team


def fresh(user):
    """Return the user as the next request reads them."""
    return User.objects.get(pk=user.pk)


def reached(user):
    return set(Case.objects.reachable_by(fresh(user)))


@pytest.fixture(scope="module", autouse=True)
def built(module_database):
    return make_case("Jonas Geheim", "jonas.geheim@voorbeeld.be").pk


@pytest.fixture
def case(built):
    return Case.objects.get(pk=built)


@pytest.fixture
def other(case):
    return make_case("An Gewoon", "an@voorbeeld.be")


@pytest.fixture
def handler(case):
    return staff("behandelaar", LEAD, case.department, first_name="An")


@pytest.fixture
def colleague(case):
    return staff("collega", HANDLER, case.department, first_name="Tom")


@pytest.fixture
def administrator():
    return staff("beheerder", None, is_superuser=True)


def test_a_department_reaches_its_cases_and_an_exclusion_takes_one_away(case, other, handler, colleague):
    exclude(case, handler)
    assert reached(handler) == {other}
    assert reached(colleague) == {case, other}


def test_a_team_of_another_department_reaches_the_case_that_is_given_to_it_and_no_other(case, other):
    roads = make_department("wegen", "Wegendienst")
    member, lead, outsider = (staff(name, HANDLER, roads) for name in ("lid", "leider", "buiten"))
    case.team = make_team("Straten", roads, member, lead=lead)
    case.save()
    assert reached(member) == reached(lead) == {case}
    assert reached(outsider) == set()
    assert policy.user_has_permission_for_instance(fresh(member), "change", case)
    assert not policy.user_has_permission_for_instance(fresh(outsider), "change", case)
    assert set(staff_of(case)) == {member, lead}
    assert signed_in(member).get(f"{INBOX}edit/{case.pk}/").status_code == 200


def test_the_lead_of_an_excluded_team_is_excluded_too_and_another_team_of_theirs_does_not_help(case, handler):
    exclude(case, lead=handler)
    case.team = make_team("Nog een", None, handler)
    case.save()
    assert reached(handler) == set()
    assert handler not in staff_of(case)


def test_an_exclusion_of_another_team_changes_nothing_for_who_is_in_none_of_it(case, handler, colleague):
    make_team("Eigen", None, handler)
    exclude(case, colleague)
    assert reached(handler) == {case}


def test_a_superuser_needs_the_role_for_an_excluded_case(case, other, administrator, colleague):
    from django.contrib.auth.models import Group

    assert reached(administrator) == {case, other}
    team = exclude(case, colleague)
    assert reached(administrator) == {other}
    administrator.groups.add(Group.objects.get(role__code=EXCLUDED_CASES))
    assert reached(administrator) == {case, other}
    team.members.add(administrator)
    assert reached(administrator) == {other}


def test_the_role_alone_opens_nothing(case, colleague):
    exclude(case, colleague)
    assert reached(staff("vertrouweling", EXCLUDED_CASES)) == set()


def test_nobody_reaches_a_case_from_a_closed_account_or_without_one(case, handler):
    from django.contrib.auth.models import AnonymousUser

    handler.is_active = False
    assert not Case.objects.reachable_by(handler)
    assert not Case.objects.reachable_by(AnonymousUser())


def test_the_question_of_one_case_and_the_set_of_all_give_one_answer(case, other, handler, colleague, administrator):
    """For each combination of department, team, exclusion and being a superuser."""
    roads = make_department("wegen", "Wegendienst")
    outsider = staff("buiten", HANDLER, roads)
    given, excluded = make_team("Straten", roads, outsider), make_team("Weg", None, handler)
    for is_given, is_excluded in itertools.product((True, False), repeat=2):
        Case.objects.filter(pk=case.pk).update(team=given if is_given else None)
        CaseExclusion.objects.all().delete()
        if is_excluded:
            CaseExclusion.objects.create(case=case, team=excluded)
        for user in map(fresh, (handler, colleague, outsider, administrator)):
            now = Case.objects.get(pk=case.pk)
            assert policy.reaches(user, now) is (now in Case.objects.reachable_by(user)), (user, is_given, is_excluded)
            assert (now in changeable_cases(user)) is (now in visible_cases(user))


def test_a_team_is_excluded_from_a_case_once(case):
    team = exclude(case)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseExclusion.objects.create(case=case, team=team)


# At every door: who is excluded, a superuser without the role, and as the other side a colleague who is not.


@pytest.fixture(params=["handler", "administrator"])
def excluded(request, case, other, handler, colleague):
    """Return a browser of who is excluded from `case`."""
    user = request.getfixturevalue(request.param)
    exclude(case, *([handler] if request.param == "handler" else []))
    return signed_in(user)


@pytest.fixture
def allowed(colleague):
    return signed_in(colleague)


def doors(case):
    page = f"{INBOX}edit/{case.pk}/"
    mail = OutboxMessage.objects.get(target_kind="case", target_id=str(case.pk)).pk
    file = StoredFile.objects.create(
        file=ContentFile(b"geheim", name="x"), name="geheim.pdf", content_type="application/pdf", size=6, sha256="0",
        owner_kind="submission", owner_id=str(case.submission_id),
    )  # fmt: skip
    return [
        ("get", page),
        ("get", f"{page}stap/in_progress/"),
        ("post", f"{page}stap/in_progress/"),
        ("get", f"{page}bericht/"),
        ("post", f"{page}bericht/"),
        ("get", f"{page}toon/naam/"),
        ("post", f"{page}toon/naam/"),
        ("post", f"{page}nota/"),
        ("post", f"{page}toewijzen/"),
        ("post", f"{page}mail/{mail}/"),
        ("get", f"{page}bestand/{file.pk}/"),
    ]


def test_each_address_of_the_case_is_not_there(case, excluded, allowed):
    for method, address in doors(case):
        before = AuditLine.objects.count(), Case.objects.values_list("lock_version", "handler").get(pk=case.pk)
        assert getattr(excluded, method)(address, {"text": "Dag"}).status_code == 404, (method, address)
        assert before == (
            AuditLine.objects.count(),
            Case.objects.values_list("lock_version", "handler").get(pk=case.pk),
        )
        answer = getattr(allowed, method)(address, {"text": "Dag"})
        assert answer.status_code in (200, 302), (method, address)
        if answer.streaming:
            assert b"".join(answer.streaming_content) == b"geheim"


@pytest.mark.parametrize(
    "query", ["", "?show=all", "?q=geheim", "?whose=unassigned", "?ordering=handler", "?export=csv"]
)
def test_no_list_search_export_or_figure_holds_the_case(case, excluded, allowed, query):
    def text(answer):
        return b"".join(answer.streaming_content).decode() if answer.streaming else answer.text

    for address in (INBOX, *([f"{INBOX}results/"] if "export" not in query else [])):
        assert "Jonas Geheim" not in text(excluded.get(address + query)), address
        assert "Jonas Geheim" in text(allowed.get(address + query)), address
    if "export" in query:
        rows = AuditLine.objects.filter(action="case.exported").order_by("pk").values_list("detail__number", flat=True)
        assert list(rows) == [1, 2]


def test_the_figures_and_filters_of_the_inbox_count_only_what_is_reached(case, excluded, allowed):
    actions.move(acting(User.objects.get(username="collega")), case, "in_progress", lock_version=0)
    for browser, number, statuses in ((excluded, 1, {"Ontvangen"}), (allowed, 2, {"Ontvangen", "In behandeling"})):
        page = browser.get(INBOX)
        assert sum(bucket.number for bucket in page.context["buckets"][:4]) == number
        offered = {label for _code, label in page.context["filters"].form.fields["status"].choices if _code}
        assert offered == statuses


def test_the_home_page_shows_it_to_who_reaches_it_only(case, excluded, allowed):
    assert case.reference not in excluded.get("/cms/").text
    assert case.reference in allowed.get("/cms/").text


def test_many_at_once_never_takes_it_by_its_id_or_with_the_whole_list(case, other, excluded, allowed):
    assert excluded.post(f"{CLAIM}?id={case.pk}").status_code in (302, 404)
    excluded.post(f"{CLAIM}?id=all&next={INBOX}")
    assert Case.objects.get(pk=case.pk).handler is None
    assert "Jonas Geheim" not in excluded.get(f"{CLAIM}?id={case.pk}&id={other.pk}").text
    allowed.post(f"{CLAIM}?id={case.pk}")
    assert Case.objects.get(pk=case.pk).handler is not None


def test_the_list_of_messages_has_none_about_it(case, other, excluded):
    OutboxMessage.objects.update(state="failed")
    page = excluded.get("/cms/berichten/")
    assert {row.message.target_id for row in page.context["table"].data} == {str(other.pk)}
    assert case.reference not in page.text
    assert "geheim@" not in page.text
    excluded.post("/cms/berichten/opnieuw/", {"all": "1"})
    assert OutboxMessage.objects.get(target_id=str(case.pk)).state == "failed"
    assert OutboxMessage.objects.get(target_id=str(other.pk)).state == "queued"
    assert not excluded.get(f"/cms/berichten/?q={case.reference}").context["table"].data


def test_the_figure_of_failed_mail_on_the_home_page_does_not_count_it(case, other, excluded, colleague):
    from portal.admin.outbox.views import OutboxPanel

    OutboxMessage.objects.update(state="failed")
    user = User.objects.get(pk=excluded.session["_auth_user_id"])
    assert OutboxPanel(user).get_context_data()["number"] == 1
    assert OutboxPanel(colleague).get_context_data()["number"] == 2


def test_a_job_that_was_asked_before_refuses_it_and_its_page_counts_it_no_more(case, other, handler, colleague):
    job = bulk_jobs.assign_many(acting(handler), handler, [case, other], handler)
    exclude(case, handler)
    assert bulk_jobs.run(job.pk) == bulk_jobs.Progress(done=1, refused=1, waiting=0)
    assert BulkJobItem.objects.get(case=case).state == BulkJobItem.State.REFUSED
    page = signed_in(handler).get(f"{INBOX}taak/{job.pk}/")
    assert page.context["progress"] == bulk_jobs.Progress(done=1, refused=0, waiting=0)
    assert case.reference not in page.text
    assert Case.objects.get(pk=case.pk).handler is None


def test_who_is_excluded_is_offered_as_a_handler_to_nobody_and_gets_it_by_no_action(case, handler, colleague):
    boss = staff("baas", LEAD, case.department)
    assert {user.pk for user in signed_in(boss).get(f"{INBOX}edit/{case.pk}/").context["colleagues"]} >= {colleague.pk}
    exclude(case, colleague)
    offered = signed_in(boss).get(f"{INBOX}edit/{case.pk}/").context["colleagues"]
    assert colleague not in offered
    assert handler in offered
    with pytest.raises(NotAllowed):
        actions.assign(acting(boss), case, colleague, lock_version=0)


def test_no_action_works_for_who_is_excluded(case, handler):
    exclude(case, handler)
    for act in (
        lambda: actions.move(acting(handler), case, "in_progress", lock_version=0),
        lambda: actions.message(acting(handler), case, "Dag", lock_version=0),
        lambda: actions.note(acting(handler), case, "Dag"),
        lambda: actions.assign(acting(handler), case, handler, lock_version=0),
        lambda: actions.show_in_full(acting(handler), case, "naam"),
        lambda: actions.retry_mail(acting(handler), case, OutboxMessage.objects.get().pk),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_who_closes_an_account_is_told_and_hands_over_only_what_they_are_not_excluded_from(
    case, other, administrator, colleague, handler
):
    for each in (case, other):
        actions.assign(acting(colleague), each, colleague, lock_version=0)
    User.objects.filter(pk=colleague.pk).update(last_login=timezone.now())
    assert [each.number for each in leaving.in_hand(fresh(administrator), colleague)] == [2]
    exclude(case)
    assert [each.number for each in leaving.in_hand(fresh(administrator), colleague)] == [1]
    leaving.deactivate(acting(administrator), fresh(administrator), colleague, handler)
    assert [item.case_id for item in BulkJobItem.objects.all()] == [other.pk]
    assert list(Case.objects.unassigned().filter(pk=case.pk)) == [case]  # it goes on with its department


def test_who_removes_a_department_is_told_of_no_case_from_which_they_are_excluded(
    case, other, administrator, colleague
):
    def counts():
        address = f"/cms/snippets/people/department/delete/{case.department.pk}/"
        text = signed_in(administrator).post(address, follow=True).text
        assert "nog in gebruik" in text
        return re.findall(r"\b\d+ (?:zaak|zaken)\b", text)

    assert counts() == ["2 zaken"]
    exclude(case, colleague)
    assert counts() == ["1 zaak"]
    exclude(other, colleague, name="Nog een")
    assert counts() == []


def test_the_list_costs_no_more_queries_with_teams_and_exclusions(case, other, handler, administrator):
    def cost(user):
        browser = signed_in(user)
        browser.get(INBOX)
        with CaptureQueriesContext(connection) as queries:
            browser.get(INBOX)
        return len(queries)

    before = cost(handler), cost(administrator)
    for number in range(5):
        exclude(make_case(f"Meer {number}"), handler, name=f"Team {number}")
    Case.objects.filter(pk=case.pk).update(team=Team.objects.first())
    assert (cost(handler), cost(administrator)) == before


def test_a_clerk_who_only_sees_cases_is_excluded_from_seeing(case):
    clerk = staff("balie", COUNTER, case.department)
    assert signed_in(clerk).get(f"{INBOX}edit/{case.pk}/").status_code == 200
    exclude(case, clerk)
    assert signed_in(clerk).get(f"{INBOX}edit/{case.pk}/").status_code == 404
