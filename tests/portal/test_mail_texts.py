"""The texts of mails are changed in the admin, seen first, and a colleague's are not overwritten."""

import pytest
from django.core import mail
from django.urls import reverse

from people import roles
from records.models import AuditLine, MailText
from records.service import drain_outbox, mail_kinds
from tests.cases.factories import make_case, staff

pytestmark = pytest.mark.django_db
OPENED = "case.opened"
ADDRESS = f"/cms/mailteksten/{OPENED}/"


@pytest.fixture
def chief(client):
    user = staff("hoofd", roles.CHIEF_EDITOR)
    client.force_login(user)
    return user


def posted(**changed):
    kind = mail_kinds[OPENED]
    return {**{part.name: str(part.default) for part in kind.parts}, "lock_version": 0, **changed}


def test_each_kind_of_mail_is_listed_and_opens(client, chief):
    page = client.get(reverse("mail_texts")).text
    for code, kind in mail_kinds.items():
        assert str(kind.label) in page
        assert client.get(reverse("mail_text", args=[code])).status_code == 200


def test_a_mail_says_the_citys_own_text_from_the_next_one_on(client, chief):
    make_case("An", "an@voorbeeld.be")
    client.post(ADDRESS, posted(subject="Dank u! Wij kregen {titel} ({nummer})"))
    case = make_case("Bo", "bo@voorbeeld.be")
    drain_outbox()
    subjects = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert subjects["bo@voorbeeld.be"] == f"Dank u! Wij kregen {case.title} ({case.reference})"
    assert subjects["an@voorbeeld.be"].startswith("We ontvingen uw")
    assert AuditLine.objects.filter(action="mail_text.changed", target_id=OPENED).count() == 1


def test_a_preview_shows_the_mail_and_saves_nothing(client, chief):
    answer = client.post(ADDRESS, posted(news="Uw {soort} kwam aan. <b>Zeer</b> bedankt.", preview="1"))
    assert "Uw aanvraag kwam aan. &amp;lt;b&amp;gt;Zeer" in answer.text
    assert not MailText.objects.exists()


def test_going_back_to_ours_is_seen_before_it_is_saved(client, chief):
    client.post(ADDRESS, posted(subject="Anders {nummer}"))
    answer = client.post(ADDRESS, posted(subject="Anders {nummer}", lock_version=1, default="1"))
    assert "We ontvingen uw {soort}" in answer.text
    assert MailText.objects.get().parts == {"subject": "Anders {nummer}"}
    client.post(ADDRESS, posted(lock_version=1))
    assert MailText.objects.get().parts == {}


@pytest.mark.parametrize(
    ("subject", "reason"),
    [("{numer}", "Bedoelt u {nummer}?"), ("", "mag niet leeg zijn"), ("Een { open", "losse {"), ("x" * 201, "200")],
)
def test_a_text_that_cannot_leave_is_told_at_its_field_and_stays_typed(client, chief, subject, reason):
    page = client.post(ADDRESS, posted(subject=subject, news="Mijn lange zin over {nummer}")).text
    assert reason in page
    assert "Mijn lange zin over {nummer}" in page
    assert not MailText.objects.exists()


def test_a_colleague_who_saved_meanwhile_is_not_overwritten(client, chief):
    client.post(ADDRESS, posted(subject="Eerst {nummer}"))
    page = client.post(ADDRESS, posted(subject="Tweede {nummer}")).text
    assert "Een collega bewaarde intussen" in page
    assert "Eerst {nummer}" in page
    assert "Tweede {nummer}" in page
    assert MailText.objects.get().parts == {"subject": "Eerst {nummer}"}
    client.post(ADDRESS, posted(subject="Tweede {nummer}", lock_version=1))
    assert MailText.objects.get().parts == {"subject": "Tweede {nummer}"}


def test_the_name_of_a_case_never_fits_in_the_mail_of_a_discreet_one(client, chief):
    assert "bestaat niet" in client.post(ADDRESS, posted(discreet="Over {titel}")).text


@pytest.mark.parametrize("role", [roles.HANDLER, roles.EDITOR, roles.AUDITOR])
def test_others_neither_read_nor_change_them(client, role):
    client.force_login(staff("ander", role))
    for address in (reverse("mail_texts"), ADDRESS):
        assert client.get(address).status_code == 302
    client.post(ADDRESS, posted(subject="Weg {nummer}"))
    assert not MailText.objects.exists()


def test_who_may_only_read_them_changes_nothing(client):
    from django.contrib.auth.models import Permission

    user = staff("lezer", roles.READER)
    user.user_permissions.add(Permission.objects.get(codename="view_mailtext"))
    client.force_login(user)
    assert "Bewaar</button>" not in client.get(ADDRESS).text
    assert client.post(ADDRESS, posted(subject="Weg {nummer}")).status_code in (302, 403)
    assert not MailText.objects.exists()


def test_a_kind_that_does_not_exist_is_not_there(client, chief):
    assert client.get("/cms/mailteksten/case.nooit/").status_code == 404


def test_the_list_takes_one_query_for_all_kinds(client, chief, django_assert_max_num_queries):
    client.get(reverse("mail_texts"))
    with django_assert_max_num_queries(13):
        client.get(reverse("mail_texts"))
