"""The citizen's side: the page behind the link, the one neutral page for everyone else, and asking for the link again."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from cases import actions
from cases.models import Case
from ground.actor import SYSTEM
from people.service import describe_city
from records.models import CapabilityLink, OutboxMessage, ThrottleCount
from records.service import drain_outbox, link_for, revoke_link, token_of, url_of
from tests.cases.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def built(module_database):
    return make_case(answers={"uitleg": "Ik verhuis."}).pk


@pytest.fixture
def case(built):
    return Case.objects.get(pk=built)


def path(case):
    return f"/t/{token_of(link_for('case', case.pk))}/"


def follow(case):
    """Return a browser that followed the case's link, and the page it came to."""
    client = Client()
    return client, client.get(path(case), follow=True)


def test_the_link_leads_to_an_address_without_the_token(case):
    answer = Client().get(path(case))
    assert (answer.status_code, answer.url) == (303, f"/zaken/{case.reference}/")
    assert answer["Referrer-Policy"] == "no-referrer"
    cookie = answer.cookies["grants"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_following_the_link_any_number_of_times_changes_nothing(case):
    before = (CapabilityLink.objects.get(object_id=str(case.pk)).__dict__.copy(), case.lock_version)
    for _ in range(3):
        follow(case)
    after = CapabilityLink.objects.get(object_id=str(case.pk)).__dict__.copy()
    before[0].pop("_state")
    after.pop("_state")
    assert (after, Case.objects.get().lock_version) == before


def test_status_who_must_act_and_the_date_come_first(case):
    page = follow(case)[1].text
    assert "Een medewerker kijkt uw aanvraag na." in page
    assert "De stad is aan zet" in page
    assert f'<time datetime="{case.due:%Y-%m-%d}">' in page


def test_a_first_answer_and_the_end_are_two_promises_until_the_first_is_kept(case):
    browser, _page = follow(case)
    Case.objects.filter(pk=case.pk).update(answer_due=datetime.date(2126, 12, 1), due=datetime.date(2126, 12, 22))
    page = browser.get(f"/zaken/{case.reference}/").text
    assert "Een eerste antwoord staat hier ten laatste op" in page
    assert "1 december 2126" in page
    assert "Alles is klaar ten laatste op" in page
    assert "22 december 2126" in page
    Case.objects.filter(pk=case.pk).update(answer_due=None)
    page = browser.get(f"/zaken/{case.reference}/").text
    assert "eerste antwoord" not in page
    assert "Ons antwoord staat hier ten laatste op" in page


def test_past_present_and_coming_steps_stand_in_order(case):
    actions.move(SYSTEM, case, "in_progress", lock_version=0, message="Wij komen donderdag langs.")
    page = follow(case)[1].text
    titles = [
        re.sub(r"<[^>]+>", "", item).split("(")[0].strip()
        for item in re.findall(r"<h3 class=\"sn-steps__title\">(.*?)</h3>", page, re.S)
    ]
    assert [title.replace("Nu bezig", "").strip() for title in titles] == [
        "Wij hebben uw aanvraag",
        "Wij behandelen uw aanvraag",
        "Uw aanvraag is klaar",
    ]
    assert page.count('aria-current="step"') == 1
    assert "Wij komen donderdag langs." in page
    assert "(nog te doen)" in page


def test_waiting_for_the_citizen_says_so_and_why_no_date_runs(case):
    actions.move(SYSTEM, case, "in_progress", lock_version=0)
    actions.move(SYSTEM, case, "waiting", lock_version=1, message="Bezorg ons uw huurcontract.")
    page = follow(case)[1].text
    assert "U bent aan zet" in page
    assert "staat de termijn stil" in page
    assert "<strong>Bezorg ons uw huurcontract.</strong>" in page
    assert "ten laatste" not in page


def test_a_closed_case_has_no_step_now_and_none_to_come(case):
    actions.move(SYSTEM, case, "refused", lock_version=0, message="U woont elders.")
    page = follow(case)[1].text
    assert "Uw aanvraag is gestopt" in page
    assert "sn-steps__item--ended" in page
    assert "sn-alert--ok" not in page
    assert "U woont elders." in page
    assert 'aria-current="step"' not in page
    assert "(nog te doen)" not in page


def test_a_late_case_is_owned_up_to():
    late = make_case(at=timezone.now() - datetime.timedelta(days=90))
    assert "Onze excuses" in follow(late)[1].text


def test_what_handlers_write_to_each_other_never_shows(case):
    actions.note(SYSTEM, case, "Belt altijd 's avonds.")
    assert "avonds" not in follow(case)[1].text


def test_texts_of_people_are_text(case):
    actions.message(SYSTEM, case, "<script>alert(1)</script>", lock_version=0)
    page = follow(case)[1].text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_personal_page_is_kept_by_nobody(case):
    page = follow(case)[1]
    assert "no-store" in page["Cache-Control"]
    assert 'name="robots" content="noindex"' in page.text


def test_every_link_that_opens_nothing_gets_the_same_page(case):
    revoked = make_case("Ewa")
    ewa = path(revoked)
    revoke_link("case", revoked.pk)
    right = path(case)
    answers = [
        Client().get("/t/verzonnen/"),
        Client().get("/t/" + "A" * 46 + "/"),
        Client().get(f"{right[:-3]}{'A' if right[-3] != 'A' else 'B'}{right[-2:]}"),
        Client().get(ewa),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_a_browser_without_the_key_reads_so_whether_there_is_such_a_case_or_not(case):
    client = follow(make_case("Amina", "amina@voorbeeld.be"))[0]
    references = [case.reference, case.reference, "SN-2222-2222-2"]
    answers = [
        browser.get(f"/zaken/{reference}/")
        for browser, reference in zip((client, Client(), Client()), references, strict=True)
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert "Open de link in een e-mail over uw zaak" in answers[0].text
    assert "verlopen" not in answers[0].text
    texts = {answer.text.replace(reference, "") for answer, reference in zip(answers, references, strict=True)}
    assert len(texts) == 1
    again = re.search(r'href="(/zaken/\?nummer=[^"]*)"', answers[0].text)[1]
    assert f'value="{case.reference}"' in client.get(again).text


def test_who_holds_an_expired_link_reads_until_when_it_worked(case):
    right = path(case)
    CapabilityLink.objects.update(expires_at=timezone.now() + datetime.timedelta(seconds=5))
    assert Client().get(right).status_code == 303
    CapabilityLink.objects.update(expires_at=timezone.now())
    page = Client().get(right)
    assert page.status_code == 410
    assert "De link werkte tot" in page.text
    assert "Vraag een nieuwe link" in page.text
    tampered = f"{right[:-3]}{'A' if right[-3] != 'A' else 'B'}{right[-2:]}"
    assert Client().get(tampered).status_code == 404


def test_what_was_typed_on_a_page_that_is_too_old_stays_and_nothing_is_sent(case):
    typed = {"reference": case.reference, "email": "jonas@voorbeeld.be"}
    strict = Client(enforce_csrf_checks=True)
    drain_outbox()
    mail.outbox.clear()
    for cookies, words in (({}, "stuurde geen cookie mee"), ({"csrftoken": "oud"}, "U was te lang weg")):
        strict.cookies.clear()
        strict.cookies.load(cookies)
        page = strict.post("/zaken/", typed)
        assert page.status_code == 403
        assert words in page.text
        assert f'value="{case.reference}"' in page.text
        assert 'value="jonas@voorbeeld.be"' in page.text
    drain_outbox()
    assert mail.outbox == []


def test_a_link_that_opens_nothing_still_says_whose_counter_this_is():
    describe_city(Site.objects.get(is_default_site=True), "Teststad")
    page = Client().get(f"/t/{'A' * 46}/")
    assert page.status_code == 404
    assert "Stad Teststad" in page.text


@pytest.mark.parametrize("token", ["%00", "é", "a" * 5000, "..", "%2e%2e", "🙂", "=", "-" * 46])
def test_no_token_breaks_the_page(token):
    assert Client().get(f"/t/{token}/").status_code in (404, 301)


def test_a_revoked_or_expired_link_takes_its_grants_along(case):
    client, page = follow(case)
    assert page.status_code == 200
    CapabilityLink.objects.update(expires_at=timezone.now())
    assert client.get(f"/zaken/{case.reference}/").status_code == 404
    CapabilityLink.objects.update(expires_at=None)
    assert client.get(f"/zaken/{case.reference}/").status_code == 200
    revoke_link("case", case.pk)
    assert client.get(f"/zaken/{case.reference}/").status_code == 404


def test_a_forged_cookie_opens_nothing(case):
    client = Client()
    client.cookies["grants"] = f'["{link_for("case", case.pk).pk.hex}"]'
    assert client.get(f"/zaken/{case.reference}/").status_code == 404


def test_guessing_ends_in_429_after_a_handful_and_the_right_link_still_works(case):
    client = Client()
    codes = [client.get(f"/t/verzonnen{number}/").status_code for number in range(8)]
    codes += [client.get(f"/zaken/{case.reference}/").status_code for _ in range(4)]
    assert codes == [404] * 10 + [429] * 2
    blocked = client.get("/t/nog-een/")
    assert blocked.status_code == 429
    assert 0 < int(blocked["Retry-After"]) <= 600
    assert client.get(path(case)).status_code == 303


def test_the_throttle_keeps_no_address():
    Client(REMOTE_ADDR="203.0.113.7").get("/t/verzonnen/")
    assert "203.0.113.7" not in ThrottleCount.objects.get().key


def ask(client, reference, email):
    return client.post("/zaken/", {"reference": reference, "email": email}, follow=True)


def test_the_link_is_mailed_again_only_to_the_address_of_the_case(case):
    drain_outbox()
    mail.outbox.clear()
    right = ask(Client(), case.reference.lower().replace("-", " "), "JONAS@voorbeeld.be")
    wrong = ask(Client(), case.reference, "iemand@elders.be")
    unknown = ask(Client(), "SN-2222-2222-" + check("22222222"), "iemand@elders.be")
    assert right.text == wrong.text == unknown.text
    assert "Kijk in uw mailbox" in right.text
    drain_outbox()
    assert [message.to for message in mail.outbox] == [["jonas@voorbeeld.be"]]
    assert url_of(link_for("case", case.pk)) in mail.outbox[0].body


def check(body):
    from cases.reference import check_character

    character = check_character(body)
    assert character
    return character


def test_asking_costs_the_same_queries_whether_it_matches_or_not(case, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for reference, email in ((case.reference, "jonas@voorbeeld.be"), (case.reference, "x@elders.be")):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            Client(REMOTE_ADDR=f"203.0.113.{len(counts)}").post("/zaken/", {"reference": reference, "email": email})
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_asking_twice_in_a_row_sends_one_mail(case):
    drain_outbox()
    mail.outbox.clear()
    for _ in range(2):
        ask(Client(), case.reference, "jonas@voorbeeld.be")
    drain_outbox()
    assert len(mail.outbox) == 1


def test_what_was_typed_is_forgotten_once_looked_at(case):
    ask(Client(), case.reference, "iemand@elders.be")
    drain_outbox()
    assert not OutboxMessage.objects.filter(payload__icontains="elders.be").exists()


def test_a_case_whose_link_has_expired_gets_a_new_one_for_a_while(case):
    old = path(case)
    CapabilityLink.objects.update(expires_at=timezone.now())
    drain_outbox()
    mail.outbox.clear()
    ask(Client(), case.reference, "jonas@voorbeeld.be")
    drain_outbox()
    link = re.search(r"http://testserver(/t/\S+/)", mail.outbox[0].body)[1]
    assert link != old
    assert Client().get(link).status_code == 303
    assert Client().get(old).status_code == 404  # replaced: nothing is told of it


@pytest.mark.parametrize(
    ("reference", "email", "message"),
    [
        ("", "jonas@voorbeeld.be", "Vul het nummer van uw zaak in."),
        ("SN-2222-2222-3", "jonas@voorbeeld.be", "Kijk het nummer na"),
        ("SN-2222-2222-2", "", "Vul uw e-mailadres in."),
        ("SN-2222-2222-2", "jonas", "zoals naam@voorbeeld.be"),
        ("<b>", "x" * 300, "Kijk het nummer na"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(reference, email, message):
    queued = OutboxMessage.objects.count()
    page = Client().post("/zaken/", {"reference": reference, "email": email})
    assert page.status_code == 200
    assert message in page.text
    assert "<title>Fout:" in page.text.replace("\n", "")
    assert "<b>" not in page.text.split("<main")[1].split("</main")[0].replace("<b>Fout", "")
    assert OutboxMessage.objects.count() == queued


def test_asking_again_and_again_ends_in_429(case):
    client = Client()
    codes = [ask(client, case.reference, f"{number}@elders.be").status_code for number in range(6)]
    assert codes == [200] * 5 + [429]
