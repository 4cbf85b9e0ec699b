"""Berichten: one list over all that leaves by the outbox, for who may see it, with what failed first; sending again."""

import datetime
from datetime import timedelta

import pytest
from django.utils import timezone

from ground.calendar import BRUSSELS
from people.roles import CHIEF_EDITOR, COUNTER, HANDLER, LEAD
from records.models import AuditLine, OutboxMessage
from records.service import MessageContent, Paragraph, put_message, queue_mail
from tests.cases.factories import make_case, staff
from tests.factories import make_department
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db
LIST, AGAIN = "/cms/berichten/", "/cms/berichten/opnieuw/"
SECRET = "Uw zoon is aanvaard"


def put(key, to="an@elders.be", target=("", ""), **values):
    message = queue_mail(key, to, MessageContent(SECRET, (Paragraph(SECRET),)), target=target)
    OutboxMessage.objects.filter(pk=message.pk).update(**values)
    message.refresh_from_db()
    return message


def fail(message, error="550 5.1.1 no such box"):
    OutboxMessage.objects.filter(pk=message.pk).update(state="failed", attempts=6, error=error)


def mail_of(case):
    return OutboxMessage.objects.get(target_kind="case", target_id=str(case.pk))


def listed(client, **query):
    """Return the keys of what the list shows."""
    page = client.get(LIST, query)
    assert page.status_code == 200
    return {row.message.key for row in page.context["table"].data}


def shown(client):
    """Return the list's page, its whitespace folded."""
    return " ".join(client.get(LIST).text.split())


def states():
    return dict(OutboxMessage.objects.values_list("key", "state"))


@pytest.fixture
def own():
    return make_department()


@pytest.fixture
def handler(own):
    return signed_in(staff("behandelaar", HANDLER, own))


@pytest.fixture
def lead(own):
    return signed_in(staff("teamleider", LEAD, own))


@pytest.fixture
def administrator():
    return signed_in(staff("beheerder", None, is_superuser=True))


def test_what_failed_and_what_waits_too_long_is_shown_of_every_kind(administrator):
    now = timezone.now()
    put("failed", state="failed")
    put("late", available_at=now - timedelta(minutes=10, seconds=5))
    put("waits", available_at=now - timedelta(minutes=9, seconds=50))
    put("sent", state="sent", sent_at=now)
    link = put_message("case_link", "case_link:1", {"reference": "SN-1", "email": "an@elders.be"})
    OutboxMessage.objects.filter(pk=link.pk).update(state="failed")
    assert listed(administrator) == {"failed", "late", "case_link:1"}
    assert listed(administrator, state="late") == {"late"}
    assert listed(administrator, state="queued") == {"late", "waits"}
    assert listed(administrator, state="sent") == {"sent"}
    assert listed(administrator, state="'x") == {"failed", "late", "case_link:1"}
    assert "iemand vroeg de link naar een zaak" in administrator.get(LIST).text


def test_a_message_that_failed_again_says_when_it_was_tried_last(administrator):
    first = datetime.datetime(2026, 11, 30, 9, 12, tzinfo=BRUSSELS)
    message = put("failed", state="failed", attempts=6, tried_at=first)
    assert "6 pogingen, de laatste op 30 november 2026, 09.12 uur" in shown(administrator)
    administrator.post(AGAIN, {"message": [str(message.pk)]})
    assert "pogingen" not in administrator.get(LIST, {"state": "queued"}).text
    OutboxMessage.objects.update(state="failed", attempts=6, tried_at=first + timedelta(hours=2))
    assert "6 pogingen, de laatste op 30 november 2026, 11.12 uur" in shown(administrator)


def test_no_content_is_shown_to_anyone(administrator):
    put("failed", state="failed", error="450 later")
    page = administrator.get(LIST).text
    assert "450 later" in page
    assert SECRET not in page


def test_a_handler_sees_messages_of_their_own_departments_cases_only(handler):
    mine, other = (
        make_case("Jonas"),
        make_case("Wannes", "wannes@elders.be", code="wegen", department=make_department("wegen")),
    )
    fail(mail_of(mine))
    fail(mail_of(other))
    put("draft", state="failed", target=("draft", "1"))
    assert listed(handler) == {mail_of(mine).key}
    page = handler.get(LIST).text
    assert "jonas@voorbeeld.be" in page
    assert mine.reference in page


def test_who_looks_after_the_mail_sees_all_but_no_address_of_a_case_that_is_not_theirs(lead):
    other = make_case("Wannes", "wannes@elders.be", code="wegen", department=make_department("wegen"))
    fail(mail_of(other), "550 <wannes@elders.be>: no such box")
    put("draft", "an@elders.be", target=("draft", "1"), state="failed")
    page = lead.get(LIST).text
    assert listed(lead) == {mail_of(other).key, "draft"}
    assert "w…@e…" in page
    assert "a…@e…" in page
    for hidden in ("wannes@", "an@elders", other.reference, "Wegen"):
        assert hidden not in page


@pytest.mark.parametrize(
    ("role", "status"), [(HANDLER, 200), (LEAD, 200), (COUNTER, 200), (CHIEF_EDITOR, 302), (None, 302)]
)
def test_who_sees_no_cases_has_no_list(role, status, own):
    client = signed_in(staff("iemand", role, own))
    assert client.get(LIST).status_code == status
    assert (LIST in client.get("/cms/").content.decode()) == (status == 200)


def test_a_message_is_found_by_its_case(lead):
    mine, second = make_case("Jonas"), make_case("Amina", "amina@voorbeeld.be")
    other = make_case("Wannes", code="wegen", department=make_department("wegen"))
    for case in (mine, second, other):
        fail(mail_of(case))
    assert listed(lead, q=mine.reference) == {mail_of(mine).key}
    assert listed(lead, q="amina") == {mail_of(second).key}
    assert listed(lead, q=other.reference) == set()
    assert listed(lead, q="²') OR 1=1 --") == set()


def test_the_number_on_the_home_page_counts_what_the_user_sees(handler, lead, administrator):
    mine, other = make_case("Jonas"), make_case("Wannes", code="wegen", department=make_department("wegen"))
    assert "niet verzonden" not in handler.get("/cms/").text
    fail(mail_of(mine))
    fail(mail_of(other))
    assert "<strong>1 bericht</strong> is niet verzonden" in handler.get("/cms/").text
    assert "<strong>1 bericht</strong> is niet verzonden" in lead.get("/cms/").text, "not that of another department"
    put("draft", state="failed", target=("draft", "1"))
    assert "<strong>2 berichten</strong> zijn niet verzonden" in lead.get("/cms/").text
    OutboxMessage.objects.filter(key="draft").delete()
    assert "<strong>2 berichten</strong> zijn niet verzonden" in administrator.get("/cms/").text


def test_a_list_of_fifty_takes_as_many_queries_as_a_list_of_two(lead, django_assert_max_num_queries):
    case = make_case("Jonas")
    for number in range(60):
        put(f"event:{number}", target=("case", case.pk), state="failed")
    with django_assert_max_num_queries(20) as many:
        assert len(lead.get(LIST).context["table"].data) == 50
    OutboxMessage.objects.exclude(key__in=["event:1", "event:2"]).delete()
    with django_assert_max_num_queries(len(many)):
        lead.get(LIST)


def test_one_and_many_go_again_with_an_audit_line_each(handler):
    cases = [make_case(name) for name in ("Jonas", "Amina", "Piet")]
    for case in cases:
        fail(mail_of(case))
    chosen = [str(mail_of(case).pk) for case in cases[:2]]
    handler.post(AGAIN, {"message": [*chosen, "geen id", "²"]})
    assert [mail_of(case).state for case in cases] == ["queued", "queued", "failed"]
    lines = AuditLine.objects.filter(action="case.mail_retried")
    assert {(line.target_id, line.detail["message"]) for line in lines} == {
        (str(case.pk), pk) for case, pk in zip(cases[:2], chosen, strict=True)
    }


def test_all_means_the_list_that_is_shown_and_not_more(handler):
    jonas, amina = make_case("Jonas"), make_case("Amina")
    for case in (jonas, amina):
        fail(mail_of(case))
    answer = handler.post(f"{AGAIN}?q={amina.reference}", {"all": "1"})
    assert answer.url == f"{LIST}?q={amina.reference}"
    assert (mail_of(jonas).state, mail_of(amina).state) == ("failed", "queued")


def test_what_is_not_theirs_to_send_again_stays_as_it_is(own, handler, lead):
    other = make_case("Wannes", code="wegen", department=make_department("wegen"))
    mine = make_case("Jonas")
    put("draft", target=("draft", "1"), state="failed")
    for case in (other, mine):
        fail(mail_of(case))
    everything = {"message": [str(pk) for pk in OutboxMessage.objects.values_list("pk", flat=True)]}
    clerk = signed_in(staff("balie", COUNTER, own))
    clerk.post(AGAIN, everything)
    assert set(states().values()) == {"failed"}
    handler.post(AGAIN, everything)
    assert states() == {mail_of(other).key: "failed", mail_of(mine).key: "queued", "draft": "failed"}
    lead.post(AGAIN, everything)
    assert states() == {mail_of(other).key: "failed", mail_of(mine).key: "queued", "draft": "queued"}
    assert AuditLine.objects.filter(action="message.retried").count() == 1


def test_who_may_not_see_the_list_cannot_send_again_and_nobody_by_following_a_link(own, handler):
    fail(mail_of(make_case("Jonas")))
    assert signed_in(staff("redacteur", CHIEF_EDITOR, own)).post(AGAIN, {"all": "1"}).status_code in (302, 403)
    assert handler.get(AGAIN).status_code == 405
    assert set(states().values()) == {"failed"}


def test_what_was_sent_is_not_sent_again(administrator):
    message = put("sent", state="sent", sent_at=timezone.now())
    administrator.post(f"{AGAIN}?state=sent", {"message": [str(message.pk)], "all": "1"})
    assert states() == {"sent": "sent"}


@pytest.mark.parametrize(("state", "may_retry"), [("failed", True), ("queued", False), ("sent", False)])
def test_only_what_failed_is_offered_to_be_sent_again(administrator, state, may_retry):
    put("one", state=state)
    [row] = administrator.get(LIST, {"state": state}).context["table"].data
    assert row.may_retry is may_retry
