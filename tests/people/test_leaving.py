"""A colleague who leaves: their account is closed, their cases go on, and their name stays with what they did."""

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases import actions, bulk_jobs
from cases.models import BulkJob, Case
from people.errors import NotAllowed
from people.models import User
from people.roles import CHIEF_EDITOR, COUNTER, HANDLER, LEAD
from people.signing_in import invitations, password_reset
from people.staff import leaving
from records.models import AuditLine, CapabilityLink
from records.service import link_for
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
INBOX = "/cms/snippets/cases/case/"


@pytest.fixture
def admin():
    return staff("beheerder", None, is_superuser=True, is_staff=True)


@pytest.fixture
def tom():
    return staff("tom", HANDLER, make_department(), first_name="Tom", last_name="Wuyts", last_login=timezone.now())


@pytest.fixture
def an():
    return staff("an", HANDLER, make_department(), first_name="An")


@pytest.fixture
def client(admin):
    client = Client()
    client.force_login(admin)
    return client


def page_of(user):
    return reverse("wagtailusers_users:delete", args=[user.pk])


def a_case_of(user, name="Jonas"):
    case = make_case(name)
    actions.assign(acting(user), case, user, lock_version=0)
    actions.note(acting(user), case, "Gebeld.")
    return case


def finish_jobs():
    for job in BulkJob.objects.all():
        bulk_jobs.run(job.pk)


def test_the_page_says_what_is_still_in_hand_and_to_whom_it_can_go(client, tom, an):
    outsider = staff("ander", HANDLER, make_department("ocmw", "Sociale dienst"), first_name="Els")
    a_case_of(tom)
    page = client.get(page_of(tom)).text
    assert "1 lopende zaak" in page
    assert f'value="{an.pk}"' in page
    assert f'value="{outsider.pk}"' not in page
    assert User.objects.get(pk=tom.pk).is_active


def test_the_account_is_closed_the_cases_go_on_and_the_name_stays(client, tom, an):
    case = a_case_of(tom)
    client.post(page_of(tom), {"successor": an.pk})
    finish_jobs()
    assert not User.objects.get(pk=tom.pk).is_active
    assert Case.objects.get(pk=case.pk).handler == an
    timeline = client.get(f"{INBOX}edit/{case.pk}/").text
    assert "Tom Wuyts" in timeline
    assert "onbekend" not in timeline
    assert AuditLine.objects.get(action="user.deactivated").detail == {"successor": an.pk}


def test_only_active_colleagues_of_the_same_departments_can_take_over(tom, an):
    staff("weg", HANDLER, make_department(), is_active=False)
    staff("elders", HANDLER, make_department("groen", "Groen"))
    assert list(leaving.successors(tom)) == [an]


def test_only_who_may_handle_cases_is_offered(client, tom, an):
    clerk, editor = staff("balie", COUNTER, make_department()), staff("redacteur", CHIEF_EDITOR, make_department())
    lead = staff("teamleider", LEAD, make_department())
    assert set(leaving.successors(tom)) == {an, lead}
    case = a_case_of(tom)
    for refused in (clerk, editor):
        assert client.post(page_of(tom), {"successor": refused.pk}).status_code == 200
    assert User.objects.get(pk=tom.pk).is_active
    assert Case.objects.get(pk=case.pk).handler == tom


def test_who_hands_over_is_led_to_how_far_it_is(client, tom, an):
    a_case_of(tom)
    page = client.post(page_of(tom), {"successor": an.pk}, follow=True)
    assert page.request["PATH_INFO"] == f"{INBOX}taak/{BulkJob.objects.get().pk}/"
    assert "Tom Wuyts kan zich niet meer aanmelden." in page.text
    assert "An" in page.text


def test_who_closes_an_account_with_nothing_in_hand_is_led_to_the_colleagues(client, tom):
    assert client.post(page_of(tom), {"successor": ""}).url == reverse("wagtailusers_users:index")


def test_without_a_successor_the_cases_are_nobodys(client, tom):
    case = a_case_of(tom)
    client.post(page_of(tom), {"successor": ""})
    finish_jobs()
    assert Case.objects.get(pk=case.pk).handler is None


def test_closed_cases_stay_with_who_closed_them(client, tom, an):
    case = a_case_of(tom)
    actions.move(acting(tom), case, "refused", lock_version=1, message="Dit kan niet.")
    client.post(page_of(tom), {"successor": an.pk})
    finish_jobs()
    assert Case.objects.get(pk=case.pk).handler == tom


def test_what_was_not_handed_over_counts_as_nobodys_and_says_why(client, tom, an):
    case = a_case_of(tom)
    User.objects.filter(pk=tom.pk).update(is_active=False)
    browser = Client()
    browser.force_login(an)
    page = browser.get(INBOX, {"whose": "unassigned"})
    assert [row.pk for row in page.context["page_obj"]] == [case.pk]
    assert "niet meer actief" in page.text
    assert list(browser.get(INBOX, {"whose": "others"}).context["page_obj"]) == []
    assert case.reference in browser.get("/cms/").text
    browser.post(f"/cms/bulk/cases/case/claim/?id={case.pk}")
    assert Case.objects.get(pk=case.pk).handler == an


def test_who_closes_an_account_on_the_form_is_told_what_is_left(client, tom):
    a_case_of(tom)
    form = client.get(reverse("wagtailusers_users:edit", args=[tom.pk])).context["form"]
    given = {name: form[name].value() for name in form.fields if name != "is_active" and form[name].value()}
    given["email"] = "tom@stad.example"
    page = client.post(reverse("wagtailusers_users:edit", args=[tom.pk]), given, follow=True).text
    assert not User.objects.get(pk=tom.pk).is_active
    assert "Tom Wuyts heeft nog 1 lopende zaak." in page
    assert page_of(tom) in page


def test_an_account_that_was_never_used_can_be_removed(client):
    mistake = staff("tomm", None)
    client.post(page_of(mistake))
    assert not User.objects.filter(pk=mistake.pk).exists()


def test_who_has_worked_here_is_never_removed_not_even_with_others(client, tom, an):
    answer = client.post(f"/cms/bulk/people/user/delete/?id={tom.pk}&id={an.pk}", follow=True)
    assert "verwijdert u niet samen" in answer.text
    assert User.objects.filter(pk__in=[tom.pk, an.pk]).count() == 2


def test_who_does_not_look_after_accounts_is_not_even_told(tom, an):
    browser = Client()
    browser.force_login(tom)
    for answer in (browser.get, browser.post):
        page = answer(f"/cms/bulk/people/user/delete/?id={an.pk}", follow=True)
        assert "verwijdert u niet samen" not in page.text


@pytest.mark.parametrize("who", ["self", "handler", "superuser"])
def test_who_may_not_closes_no_account(admin, tom, who):
    by, user = {"self": (admin, admin), "handler": (tom, admin), "superuser": (tom, admin)}[who]
    if who == "superuser":
        by = staff("personeel", None)
        from django.contrib.auth.models import Permission

        by.user_permissions.add(Permission.objects.get(codename="change_user"))
        assert leaving.may_deactivate(by, tom)
    with pytest.raises(NotAllowed):
        leaving.deactivate(acting(by), by, user, None)
    assert User.objects.get(pk=user.pk).is_active


def test_a_closed_account_ends_the_session_at_once(client, tom):
    browser = Client()
    browser.force_login(tom)
    assert browser.get(INBOX).status_code == 200
    client.post(page_of(tom), {"successor": ""})
    assert browser.get(INBOX).status_code == 302


def test_what_they_were_signed_in_with_opens_nothing_any_more_also_when_the_account_is_opened_again(client, tom):
    theirs = Client()
    theirs.force_login(tom)
    assert theirs.get("/cms/").status_code == 200
    client.post(page_of(tom), {"successor": ""})
    assert theirs.get("/cms/").status_code == 302
    User.objects.filter(pk=tom.pk).update(is_active=True)
    assert theirs.get("/cms/").status_code == 302
    assert not theirs.login(username="tom", password="a-long-password")
    assert invitations.is_open_for(User.objects.get(pk=tom.pk))


def test_a_link_to_a_new_password_is_closed_with_the_account(client, admin, tom):
    link_for(password_reset.KIND, tom.pk)
    client.post(page_of(tom), {"successor": ""})
    assert not CapabilityLink.objects.filter(kind=password_reset.KIND, revoked_at=None).exists()


def test_an_invitation_that_waits_is_closed_with_the_account(client, admin, tom):
    User.objects.filter(pk=tom.pk).update(password=make_password(None))
    address = invitations.link_to_hand_over(acting(admin), User.objects.get(pk=tom.pk))
    path = address.removeprefix("http://testserver")
    assert Client().get(path, follow=True).status_code == 200
    client.post(page_of(tom), {"successor": ""})
    assert not CapabilityLink.objects.filter(kind=invitations.KIND, revoked_at=None).exists()
    User.objects.filter(pk=tom.pk).update(is_active=True)
    assert Client().get(path, follow=True).status_code == 410
