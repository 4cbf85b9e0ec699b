"""Staff are told of their work by mail: once, with the number and no content, and only what they may still see."""

import contextlib
import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, CaseExclusion
from cases.service import assign
from people import notices, roles
from people.models import Department, NoticeChoice, Team, User
from records.models import OutboxMessage
from records.service import drain_outbox, heartbeats
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = "2026-11-23 09:00", "2026-11-24 06:31"
"""In UTC: 10 o'clock, and 7.31 on the next day."""
How = NoticeChoice.How


@contextlib.contextmanager
def freeze_time(moment):
    """Let it be this moment, in UTC, for all code that asks Django."""
    now = datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: now)
        yield


@pytest.fixture
def department():
    return make_department("bevolking", "Bevolking")


@pytest.fixture
def bram(department):
    return staff("bram", roles.HANDLER, department, email="bram@stad.example")


@pytest.fixture
def karin(department):
    return staff("karin", roles.LEAD, department, email="karin@stad.example")


def choose(user, department, kind, how):
    NoticeChoice.objects.create(user=user, department=department, kind=kind, how=how)


def make_soon():
    """Make what is to be told a minute from now, as the job would."""
    return notices.make(timezone.now() + datetime.timedelta(minutes=1))


def mails(address):
    drain_outbox()
    return [letter for letter in mail.outbox if letter.to == [address]]


def of_kind(kind):
    return OutboxMessage.objects.filter(kind=kind).count()


@freeze_time(MONDAY)
def test_who_wants_it_at_once_is_told_of_a_new_case_once(department, bram):
    choose(bram, department, "case.opened", How.AT_ONCE)
    case = make_case("An Peeters", "an@voorbeeld.be", department=department)
    assert [make_soon(), make_soon()] == [1, 0]
    [letter] = mails("bram@stad.example")
    assert case.reference in letter.subject
    assert f"{case.reference} · {case.title} · tegen" in letter.body
    assert "An Peeters" not in letter.body
    assert "an@voorbeeld.be" not in letter.body
    assert reverse("wagtailsnippets_cases_case:list") in letter.body


def test_who_chose_nothing_reads_it_in_the_morning(department, bram):
    with freeze_time(MONDAY):
        case = make_case("An", department=department)
        notices.make()
        assert of_kind("notice") == 0
    with freeze_time(TUESDAY):
        notices.make()
        [letter] = mails("bram@stad.example")
    assert letter.subject == "Uw meldingen van 24 november 2026"
    assert case.reference in letter.body


@pytest.mark.parametrize(
    ("moment", "is_made"), [("2026-11-24 06:29:59", False), ("2026-11-24 06:30", True), ("2026-11-28 10:00", False)]
)
def test_the_mail_of_the_morning_is_made_from_half_past_seven_on_a_working_day(department, bram, moment, is_made):
    with freeze_time(MONDAY):
        make_case("An", department=department)
        heartbeats.succeeded(notices.DIGEST)
    with freeze_time(moment):
        notices.make()
    assert (of_kind("digest") > 0) is is_made


def test_after_a_weekend_the_mail_tells_of_friday_too(department, bram):
    with freeze_time("2026-11-20 15:00"):
        case = make_case("An", department=department)
    with freeze_time("2026-11-23 06:35"):
        notices.make()
        notices.make()
        [letter] = mails("bram@stad.example")
    assert case.reference in letter.body


def test_a_worker_that_was_away_tells_what_happened_meanwhile(department, bram):
    choose(bram, department, "case.opened", How.AT_ONCE)
    with freeze_time("2026-11-23 08:00"):
        heartbeats.succeeded(notices.JOB)
    with freeze_time("2026-11-23 08:30"):
        make_case("An", department=department)
    with freeze_time("2026-11-23 14:00"):
        assert notices.make() == 1


@pytest.mark.parametrize(
    ("away", "is_told"), [(notices.MAX_LOOK_BACK, True), (notices.MAX_LOOK_BACK + datetime.timedelta(minutes=2), False)]
)
def test_what_happened_longer_ago_than_a_week_is_not_told_any_more(department, bram, away, is_told):
    choose(bram, department, "case.opened", How.AT_ONCE)
    with freeze_time(MONDAY):
        heartbeats.succeeded(notices.JOB)
        make_case("An", department=department)
        later = timezone.now() + away
    assert (notices.make(later) > 0) is is_told


def test_what_was_written_down_late_is_still_told(department, bram):
    """A line gets its moment before its transaction ends: the job may have looked in between."""
    choose(bram, department, "case.opened", How.AT_ONCE)
    with freeze_time("2026-11-23 08:10"):
        make_case("An", department=department)
    with freeze_time("2026-11-23 09:00"):
        heartbeats.succeeded(notices.JOB)
    with freeze_time("2026-11-23 09:01"):
        assert notices.make() == 1


def test_the_mail_of_a_morning_tells_of_no_case_that_was_late_already(department, bram):
    choose(bram, department, "case.late", How.DIGEST)
    with freeze_time(MONDAY):
        case = make_case("An", department=department)
        Case.objects.filter(pk=case.pk).update(handler=bram, next_due=datetime.date(2026, 11, 23))
    counts = []
    for moment in (TUESDAY, "2026-11-25 06:31", "2026-11-26 06:31"):
        with freeze_time(moment):
            notices.make()
            counts.append(sum("Zaak te laat" in letter.body for letter in mails("bram@stad.example")))
    assert counts == [1, 1, 1]


@freeze_time(MONDAY)
def test_who_is_given_a_case_is_told_and_who_takes_one_is_not(department, bram, karin):
    first, second = make_case("An", department=department), make_case("Bo", department=department)
    assign(acting(karin), first, bram, lock_version=first.lock_version)
    assign(acting(bram), second, bram, lock_version=second.lock_version)
    make_soon()
    [letter] = mails("bram@stad.example")
    assert first.reference in letter.subject
    assert "Zaak aan u toegewezen" in letter.body


def test_a_case_that_is_late_is_told_to_its_handler_and_the_leads_once(department, bram, karin):
    with freeze_time(MONDAY):
        case = make_case("An", department=department)
        Case.objects.filter(pk=case.pk).update(handler=bram, next_due=datetime.date(2026, 11, 24))
    with freeze_time("2026-11-24 12:00"):
        notices.make()
        assert of_kind("notice") == 0
    for moment in ("2026-11-25 00:30", "2026-11-25 00:31", "2026-11-26 00:31"):
        with freeze_time(moment):
            notices.make()
            heartbeats.succeeded(notices.JOB)
    keys = OutboxMessage.objects.filter(kind="notice", key__contains="case.late").values_list("key", flat=True)
    assert sorted(key.rpartition(":")[2] for key in keys) == sorted([f"u{bram.pk}", f"u{karin.pk}"])


def test_a_case_that_is_nearly_late_stands_in_its_handlers_mail(department, bram, karin):
    with freeze_time(MONDAY):
        case = make_case("An", department=department)
        Case.objects.filter(pk=case.pk).update(handler=bram, next_due=datetime.date(2026, 11, 25))
    with freeze_time(TUESDAY):
        notices.make()
        assert "Zaak bijna te laat:" in mails("bram@stad.example")[0].body
        assert all("Zaak bijna te laat:" not in letter.body for letter in mails("karin@stad.example"))


@freeze_time(MONDAY)
@pytest.mark.parametrize("loss", ["department", "role", "account", "exclusion"])
def test_who_may_not_see_it_any_more_at_delivery_hears_nothing(department, bram, loss):
    choose(bram, department, "case.opened", How.AT_ONCE)
    case = make_case("An", department=department)
    assert make_soon() == 1
    if loss == "department":
        bram.departments.clear()
    elif loss == "role":
        bram.groups.clear()
    elif loss == "account":
        User.objects.filter(pk=bram.pk).update(is_active=False)
    else:
        team = Team.objects.create(department=department, name="Loket")
        team.members.add(bram)
        CaseExclusion.objects.create(case=case, team=team)
    assert mails("bram@stad.example") == []


@freeze_time(MONDAY)
def test_another_department_hears_nothing(department):
    other = staff("tom", roles.HANDLER, make_department("wegen", "Wegen"), email="tom@stad.example")
    choose(other, department, "case.opened", How.AT_ONCE)
    make_case("An", department=department)
    assert make_soon() == 0


@freeze_time(MONDAY)
def test_who_wants_nothing_hears_nothing(department, bram):
    choose(bram, department, "case.opened", How.NONE)
    make_case("An", department=department)
    make_soon()
    with freeze_time(TUESDAY):
        make_soon()
    assert mails("bram@stad.example") == []


@pytest.mark.parametrize("is_discreet", [False, True])
def test_a_shared_mailbox_hears_of_new_cases_but_of_no_discreet_one(department, is_discreet):
    Department.objects.filter(pk=department.pk).update(notices_email="dienst@stad.example", is_discreet=is_discreet)
    with freeze_time(MONDAY):
        case = make_case("An", department=department)
    with freeze_time(TUESDAY):
        notices.make()
        letters = mails("dienst@stad.example")
    assert any(case.reference in letter.body for letter in letters) is not is_discreet


@freeze_time(MONDAY)
def test_a_shared_mailbox_hears_of_no_case_with_an_exclusion(department):
    Department.objects.filter(pk=department.pk).update(notices_email="dienst@stad.example")
    choose(None, department, "case.opened", How.AT_ONCE)
    case = make_case("An", department=department)
    CaseExclusion.objects.create(case=case, team=Team.objects.create(department=department, name="Loket"))
    make_soon()
    assert mails("dienst@stad.example") == []


@freeze_time(MONDAY)
def test_the_mailbox_of_a_department_that_closed_meanwhile_hears_nothing(department):
    Department.objects.filter(pk=department.pk).update(notices_email="dienst@stad.example")
    choose(None, department, "case.opened", How.AT_ONCE)
    make_case("An", department=department)
    assert make_soon() == 1
    Department.objects.filter(pk=department.pk).update(closed_at=timezone.now())
    assert mails("dienst@stad.example") == []


@freeze_time(MONDAY)
def test_of_a_discreet_case_a_colleague_reads_the_number_alone(department, bram):
    Department.objects.filter(pk=department.pk).update(is_discreet=True)
    choose(bram, department, "case.opened", How.AT_ONCE)
    case = make_case("An", department=department)
    make_soon()
    [letter] = mails("bram@stad.example")
    assert case.reference in letter.body
    assert case.title not in letter.subject + letter.body


def test_the_staff_of_a_department_that_was_merged_are_told_by_the_one_that_goes_on(department, bram):
    other = make_department("burgerzaken", "Burgerzaken")
    lien = staff("lien", roles.HANDLER, other)
    Department.objects.filter(pk=department.pk).update(merged_into=other)
    assert notices.colleagues_of({department.pk}, "cases.change_case")[department.pk] == {bram.pk, lien.pk}


@freeze_time(MONDAY)
def test_many_cases_and_colleagues_take_as_many_queries_as_few(department, bram, django_assert_max_num_queries):
    for number in range(4):
        staff(f"collega{number}", roles.HANDLER, department)
        make_case(f"Burger {number}", department=department)
    make_soon()
    with django_assert_max_num_queries(16):
        make_soon()


def test_a_colleague_chooses_on_their_account(client, department, bram):
    client.force_login(bram)
    page = client.get(reverse("wagtailadmin_account")).text
    assert "Waarover wilt u een mail?" in page
    assert "Bevolking: Nieuwe zaak" in page
    field = f"notices-{department.pk}-case.opened"
    own = {"name_email-first_name": "Bram", "name_email-last_name": "Claes", "name_email-email": bram.email}
    for how in (How.AT_ONCE, How.NONE):
        client.post(reverse("wagtailadmin_account"), {**account_form(client), **own, field: how})
        assert NoticeChoice.objects.get().how == how
    client.post(reverse("wagtailadmin_account"), {**account_form(client), **own, field: ""})
    assert not NoticeChoice.objects.exists()


@pytest.mark.parametrize("how", [How.AT_ONCE, How.DIGEST, How.NONE, ""])
def test_what_a_shared_mailbox_is_told_is_chosen_on_the_departments_page(client, department, how):
    client.force_login(staff("els", roles.ADMINISTRATOR))
    address = reverse("wagtailsnippets_people_department:edit", args=[department.pk])
    given = {"code": "bevolking", "name": "Bevolking", "notices_email": "dienst@stad.example", "mailbox_how": how}
    for _time in range(2):
        assert client.post(address, given).status_code == 302
    rows = NoticeChoice.objects.filter(user=None, department=department).values_list("kind", "how")
    kinds = ("case.opened", "product.review", "product.month")
    assert set(rows) == ({(kind, how) for kind in kinds} if how else set())
    assert client.get(address).context["form"]["mailbox_how"].value() == how


def account_form(client):
    """Return what the other parts of the account's page hold."""
    values = {}
    for tab in client.get(reverse("wagtailadmin_account")).context["panels_by_tab"].values():
        for form in (panel.get_form() for panel in tab):
            held = {name: form[name].value() for name in form.fields if name != "avatar"}
            values |= {form.add_prefix(name): value for name, value in held.items() if value not in (None, False)}
    return values
