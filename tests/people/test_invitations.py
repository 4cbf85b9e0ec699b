"""A new colleague is made in one form, invited by mail, and chooses a password of their own."""

import datetime
import re

import pytest
from django.contrib.auth import authenticate
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import roles
from people.errors import NotAllowed
from people.models import Team, User
from people.signing_in import invitations, sign_ins
from records.models import AuditLine, CapabilityLink
from records.service import drain_outbox
from tests.cases.factories import acting, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
ADD = "/cms/users/new/"
CHOSEN = "een-lang-woord-2026"
BOTH = {"new_password1": CHOSEN, "new_password2": CHOSEN}


@pytest.fixture
def bevolking():
    return make_department("bevolking", "Bevolking")


@pytest.fixture
def administrator(client, bevolking):
    user = staff("els", roles.ADMINISTRATOR, bevolking, email="els@stad.example")
    client.force_login(user)
    return user


def posted(**values):
    return {"first_name": "An", "last_name": "Peeters", "email": "An.Peeters@stad.example", **values}


@pytest.fixture
def invited(client, administrator, bevolking):
    """Somebody who was made by the form, with a role and a department."""
    data = posted(departments=[bevolking.pk], groups=[roles.group_of(roles.HANDLER).pk])
    assert client.post(ADD, data).status_code == 302
    return User.objects.get(username="an.peeters@stad.example")


def link_in_mail():
    drain_outbox()
    return re.search(r"http://testserver(/t/\S+/)", mail.outbox[-1].body)[1]


def test_a_colleague_is_made_in_one_form_and_has_no_password(invited, bevolking):
    assert (invited.first_name, invited.email) == ("An", "An.Peeters@stad.example")
    assert [each.code for each in invited.departments.all()] == ["bevolking"]
    assert [group.role.code for group in invited.groups.all()] == ["handler"]
    assert not invited.has_usable_password()
    assert AuditLine.objects.filter(target_kind="user", target_id=str(invited.pk)).count() == 4


def test_nobody_types_a_password_for_another(client, administrator, invited):
    for address in (ADD, reverse("wagtailusers_users:edit", args=[invited.pk])):
        assert 'type="password"' not in client.get(address).text


def test_the_mailed_link_leads_to_choosing_a_password_and_the_colleague_signs_in(invited):
    browser = Client()
    page = browser.get(link_in_mail(), follow=True)
    assert "Meldt zich" not in page.text
    assert "an.peeters@stad.example" in page.text
    answer = browser.post(page.request["PATH_INFO"], BOTH, follow=True)
    assert "Uw wachtwoord is bewaard" in answer.text
    assert authenticate(username="an.peeters@stad.example", password=CHOSEN) == invited


def test_opening_the_link_uses_nothing_up(invited):
    link = link_in_mail()
    for _robot in range(3):
        assert Client().get(link, follow=True).status_code == 200
    browser = Client()
    address = browser.get(link).headers["Location"]
    assert browser.post(address, BOTH).status_code == 302


def test_a_link_works_once(invited):
    link, first, second = link_in_mail(), Client(), Client()
    address = first.get(link).headers["Location"]
    second.get(link)
    first.post(address, BOTH)
    answer = second.post(address, {"new_password1": "een-ander-woord-2026", "new_password2": "een-ander-woord-2026"})
    assert answer.status_code == 410
    assert "werkt niet meer" in answer.text
    assert authenticate(username="an.peeters@stad.example", password=CHOSEN) == invited


def test_a_link_that_was_used_says_so_and_leads_to_signing_in(invited):
    link, browser = link_in_mail(), Client()
    browser.post(browser.get(link).headers["Location"], BOTH)
    for who in (browser, Client()):
        answer = who.get(link)
        assert answer.status_code == 410
        assert "De link is al gebruikt" in answer.text
        assert reverse("wagtailadmin_login") in answer.text


def test_of_two_who_choose_at_once_the_first_stays(invited):
    first, second = User.objects.get(pk=invited.pk), User.objects.get(pk=invited.pk)
    invitations.accept(first, CHOSEN)
    with pytest.raises(NotAllowed, match="al een wachtwoord"):
        invitations.accept(second, "een-ander-woord-2026")
    assert authenticate(username="an.peeters@stad.example", password=CHOSEN) == invited


@pytest.mark.parametrize(
    ("age", "status"), [(datetime.timedelta(days=7, seconds=-60), 303), (datetime.timedelta(days=7), 410)]
)
def test_a_link_works_for_seven_days(invited, age, status):
    link = link_in_mail()
    CapabilityLink.objects.filter(kind="invitation").update(expires_at=timezone.now() + invitations.LINK_TTL - age)
    answer = Client().get(link)
    assert answer.status_code == status
    if status == 410:
        assert "Vraag uw beheerder om een nieuwe uitnodiging" in answer.text


def test_without_the_link_the_address_opens_nothing(invited):
    address = reverse("invitation", args=[invited.pk])
    assert Client().get(address).status_code == 410
    assert Client().post(address, BOTH).status_code == 410
    invited.refresh_from_db()
    assert not invited.has_usable_password()


def test_the_link_of_one_opens_no_other(client, administrator, invited):
    client.post(ADD, posted(first_name="Bo", email="bo@stad.example"))
    browser = Client()
    browser.get(link_in_mail())
    assert browser.post(reverse("invitation", args=[invited.pk]), BOTH).status_code == 410


@pytest.mark.parametrize(
    ("first", "second", "reason"), [("kort", "kort", "te kort"), (CHOSEN, "anders-dan-dat-2026", "komen niet overeen")]
)
def test_a_password_that_cannot_be_is_told(invited, first, second, reason):
    browser = Client()
    address = browser.get(link_in_mail()).headers["Location"]
    assert reason in browser.post(address, {"new_password1": first, "new_password2": second}).text
    invited.refresh_from_db()
    assert not invited.has_usable_password()


def test_a_new_invitation_closes_the_one_before(client, administrator, invited):
    before = link_in_mail()
    client.post(reverse("wagtailusers_users:invite", args=[invited.pk]))
    after = link_in_mail()
    assert before != after
    assert "een nieuwere" in Client().get(before).text
    assert Client().get(after).status_code == 303


def test_who_has_a_password_is_not_invited(client, administrator):
    han = staff("han", roles.HANDLER, email="han@stad.example")
    answer = client.post(reverse("wagtailusers_users:invite", args=[han.pk]), follow=True)
    assert "heeft al een wachtwoord" in answer.text
    assert not CapabilityLink.objects.filter(kind="invitation").exists()


def test_who_looks_after_no_accounts_invites_nobody(invited):
    with pytest.raises(NotAllowed):
        invitations.invite(acting(staff("han", roles.HANDLER)), invited)


@pytest.mark.parametrize("field", ["first_name", "last_name", "email"])
def test_what_is_needed_is_asked(client, administrator, field):
    client.post(ADD, posted(**{field: ""}))
    assert not User.objects.filter(first_name="An").exists()


def test_an_address_that_somebody_has_is_refused_by_name(client, administrator, invited):
    page = client.post(ADD, posted(first_name="Ann", email="an.peeters@STAD.example")).text
    assert "An Peeters heeft dit adres al." in page
    assert User.objects.filter(last_name="Peeters").count() == 1


def test_a_team_comes_with_its_department(client, administrator, bevolking):
    team = Team.objects.create(department=bevolking, name="Loket")
    page = client.post(ADD, posted(teams=[team.pk])).text
    assert "Kies ook de dienst van dit team" in page
    client.post(ADD, posted(teams=[team.pk], departments=[bevolking.pk]))
    assert list(User.objects.get(first_name="An").teams.all()) == [team]


def test_nobody_makes_somebody_who_may_everything_but_who_may_it_too(client, administrator):
    client.post(ADD, posted(is_superuser="on"))
    assert not User.objects.get(first_name="An").is_superuser


def test_nobody_gives_themselves_a_role(client, administrator):
    address = reverse("wagtailusers_users:edit", args=[administrator.pk])
    own = {"first_name": "Els", "last_name": "Maes", "email": "els@stad.example"}
    client.post(address, {**own, "groups": [roles.group_of(roles.LEAD).pk]})
    bulk = f"/cms/bulk/people/user/assign_role/?id={administrator.pk}"
    client.post(bulk, {"role": roles.group_of(roles.LEAD).pk})
    administrator.refresh_from_db()
    assert administrator.first_name == "Els"
    assert [group.role.code for group in administrator.groups.all()] == ["administrator"]


def test_nobody_but_who_may_everything_closes_the_account_of_another_who_may(client, administrator, invited):
    chief = staff("chef", None, is_superuser=True)
    address = f"/cms/bulk/people/user/set_active_state/?id={chief.pk}&id={invited.pk}&id={administrator.pk}"
    client.post(address, {"mark_as_active": "False"})
    active = User.objects.filter(is_active=True).values_list("username", flat=True)
    assert set(active) == {"chef", "els"}


@pytest.mark.parametrize("way", ["bulk", "form"])
def test_an_account_that_was_closed_lets_nobody_in_when_it_is_opened_again(client, administrator, way):
    han = staff("han", roles.HANDLER, email="han@stad.example", first_name="Han", last_name="Maes")
    session = Client()
    session.force_login(han)
    if way == "bulk":
        client.post(f"/cms/bulk/people/user/set_active_state/?id={han.pk}", {"mark_as_active": "False"})
        client.post(f"/cms/bulk/people/user/set_active_state/?id={han.pk}", {"mark_as_active": "True"})
    else:
        own = {"first_name": "Han", "last_name": "Maes", "email": han.email}
        client.post(reverse("wagtailusers_users:edit", args=[han.pk]), own)
        assert not User.objects.get(pk=han.pk).is_active
        client.post(reverse("wagtailusers_users:edit", args=[han.pk]), {**own, "is_active": "on"})
    han.refresh_from_db()
    assert han.is_active
    assert invitations.is_open_for(han)
    assert session.get("/cms/").status_code == 302
    assert AuditLine.objects.filter(action="user.deactivated", target_id=str(han.pk)).exists()


def test_a_role_for_several_at_once_is_written_down(client, administrator, invited):
    client.post(f"/cms/bulk/people/user/assign_role/?id={invited.pk}", {"role": roles.group_of(roles.LEAD).pk})
    assert {group.role.code for group in invited.groups.all()} == {"handler", "lead"}
    assert AuditLine.objects.filter(action="user.roles_set", target_id=str(invited.pk)).count() == 2


def test_the_list_says_who_has_not_signed_in_and_whose_roles_work_nowhere(client, administrator, invited):
    staff("nergens", roles.HANDLER)
    page = client.get("/cms/users/").text
    assert "uitgenodigd, nog niet aangemeld" in page
    assert "Geen: de rollen werken nog nergens voor." in page


def test_the_list_takes_as_many_queries_for_many(client, administrator, bevolking, django_assert_max_num_queries):
    for number in range(15):
        staff(f"collega{number}", roles.HANDLER, bevolking)
    client.get("/cms/users/")
    with django_assert_max_num_queries(16):
        client.get("/cms/users/")


def test_sign_ins_and_failures_are_written_down_without_what_was_typed():
    staff("han", roles.HANDLER)
    browser = Client()
    for username, password in (("han", "fout"), ("mijn-wachtwoord", "x"), ("han", "a-long-password")):
        browser.post(reverse("wagtailadmin_login"), {"username": username, "password": password})
    written = list(sign_ins.lines().order_by("id").values_list("action", "target_id"))
    pk = str(User.objects.get(username="han").pk)
    assert written == [("user.sign_in_failed", pk), ("user.sign_in_failed", ""), ("user.signed_in", pk)]
    assert "mijn-wachtwoord" not in str(AuditLine.objects.values())


@pytest.mark.parametrize(("role", "status"), [(roles.ADMINISTRATOR, 200), (roles.AUDITOR, 200), (roles.LEAD, 302)])
def test_sign_ins_are_read_by_who_looks_after_accounts_and_by_auditors(client, role, status):
    user = staff("iemand", role)
    client.force_login(user)
    answer = client.get(reverse("sign_ins"))
    assert answer.status_code == status
    if status == 200:
        assert "iemand (iemand)" in answer.text


def test_the_list_of_sign_ins_is_paged_and_takes_as_many_queries_for_many(
    client, administrator, django_assert_max_num_queries
):
    for _time in range(60):
        sign_ins.write_audit(sign_ins.SYSTEM, sign_ins.SIGNED_IN, "user", administrator.pk)
    client.get(reverse("sign_ins"))
    with django_assert_max_num_queries(14):
        page = client.get(reverse("sign_ins"))
    assert len(page.context["object_list"]) == 50
