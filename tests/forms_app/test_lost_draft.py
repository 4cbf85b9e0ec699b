"""A draft whose cookie is gone or whose time is over: the truth is told, what was typed is given back, nothing of it leaks."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from forms_app.filling.drafts import purge_expired
from forms_app.filling.wizard import Saved
from forms_app.models import Draft, Submission
from ground.writing import long_date
from records.models import CapabilityLink, StoredFile
from records.service import drain_outbox, link_for, url_of
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen

pytestmark = pytest.mark.django_db
CHOICES = [{"key": "weg", "label": "Weg of stoep"}, {"key": "lamp", "label": "Straatlamp"}]
LOST, REFUSED, EXPIRED = "kan dit formulier niet meer openen", "Uw browser weigert cookies", "Dit formulier is verlopen"


@pytest.fixture
def form():
    return make_form(
        step("Wie", question("text", "naam", "Hoe heet u?")),
        step(
            "Wat",
            question("radio", "soort", "Waarover gaat het?", choices=CHOICES),
            question("long_text", "verhaal", "Wat ziet u?"),
            question("date", "datum", "Wanneer?"),
            question("email", "mail", "Uw e-mailadres", required=False),
            question("file", "bewijs", "Uw bewijs", required=False),
        ),
    )


@pytest.fixture
def citizen(form):
    """Somebody at the second step, who answered the first."""
    return Citizen().start().send(naam="Geheime Naam")


def lose(citizen, *names):
    for name in names or list(citizen.client.cookies):
        del citizen.client.cookies[name]


TYPED = {"soort": "lamp", "verhaal": "Donker <b>.\nAl een week.", "datum__day": "31", "datum__month": "4"}


@pytest.mark.parametrize("cookies", [("grants",), ()])
def test_who_lost_the_cookie_reads_so_and_gets_back_what_was_typed(citizen, cookies):
    lose(citizen, *cookies)
    citizen.send(**TYPED, mail="jan peeters@")
    assert citizen.page.status_code == 403
    assert LOST in citizen.text
    assert '<h2 id="hulp">Hulp nodig?</h2>' in citizen.text
    assert "niet meer open. We bewaren" not in citizen.text
    assert REFUSED not in citizen.text
    for shown in ("Dit typte u net bij ‘Wat’", "Straatlamp", "Donker <b>.<br>Al een week.", "31 4", "jan peeters@"):
        assert shown in citizen.text.replace("&lt;", "<")
    assert "<b>.<br>" not in citizen.page.text


def test_nothing_of_the_old_draft_shows_or_changes_and_it_is_still_there(citizen):
    before = Draft.objects.values().get()
    lose(citizen)
    citizen.send(**TYPED)
    assert "Geheime Naam" not in citizen.text
    assert Draft.objects.values().get() == before


def test_begun_anew_the_answers_are_ready_and_the_old_ones_stay_out_of_reach(citizen):
    old = citizen.draft_id
    lose(citizen)
    citizen.send(**TYPED, datum__year="2026", mail="jan@voorbeeld.be")
    citizen.at = "/formulieren/adreswijziging/opnieuw/"
    citizen.send()
    assert citizen.step == "wie"
    assert citizen.draft_id != old
    assert "Geheime Naam" not in str(Draft.objects.exclude(pk=old).values().get())
    citizen.send(naam="Jonas")
    assert citizen.step == "wat"
    assert citizen.errors == []
    assert citizen.values["verhaal"][0].strip() == "Donker <b>.\nAl een week."
    assert citizen.values["soort"] == ["lamp"]
    assert citizen.send(datum__day="30").step == "controle"
    assert citizen.client.get(f"/formulieren/adreswijziging/{old}/wie/").status_code == 403
    assert citizen.send().step == "klaar"
    assert Submission.objects.get().answers["verhaal"] == "Donker <b>.\nAl een week."


def test_a_file_on_a_lost_page_is_not_kept_and_the_page_says_so(citizen):
    lose(citizen)
    citizen.send("add-item=bewijs", verhaal="x", bewijs=SimpleUploadedFile("a.pdf", b"%PDF-1.7\n"))
    assert "Uw bestand is er niet bij" in citizen.text
    assert StoredFile.objects.count() == 0


def test_a_form_that_closed_meanwhile_gives_back_what_was_typed_to_copy(citizen, form):
    form.unpublish()
    lose(citizen)
    citizen.send(**TYPED)
    assert "Straatlamp" in citizen.text
    assert "intussen gesloten" in citizen.text
    assert "Begin opnieuw" not in citizen.text


def test_refused_cookies_are_told_at_the_first_step(form):
    address = Client().post("/formulieren/adreswijziging/start/").url
    page = Client().get(address)
    assert page.status_code == 403
    assert REFUSED in page.text
    assert LOST not in page.text
    assert LOST in Client().post(address, {"naam": "Jonas"}).text  # a step that is sent was shown before


def test_after_a_minute_or_a_saved_step_a_missing_cookie_was_lost_not_refused(form):
    citizen = Citizen().start()
    Draft.objects.update(created_at=timezone.now() - timedelta(seconds=61))
    assert LOST in Client().get(citizen.at).text
    Draft.objects.update(created_at=timezone.now() - timedelta(seconds=59))
    assert REFUSED in Client().get(citizen.at).text
    citizen.send(naam="Jonas")
    assert LOST in Client().get(citizen.at).text


def test_beginning_anew_with_cookies_refused_says_so_and_still_holds_what_was_typed(citizen):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/formulieren/adreswijziging/opnieuw/", {"verhaal": "Donker"})
    assert page.status_code == 403
    assert REFUSED in page.text
    assert "Donker" in page.text
    strict.cookies["ander"] = "x"
    assert LOST in strict.post("/formulieren/adreswijziging/opnieuw/", {"verhaal": "Donker"}).text
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_begin_a_form_with_its_own_answers(form, site):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/formulieren/adreswijziging/opnieuw/", {"naam": "Vreemd"}, headers={"Sec-Fetch-Site": site})
    assert page.status_code == 403
    assert "Vreemd" not in page.text
    assert Draft.objects.count() == 0


def test_an_expired_draft_says_so_and_gives_back_what_was_typed(citizen):
    over = timezone.now() - timedelta(minutes=1)
    Draft.objects.update(expires_at=over)
    CapabilityLink.objects.update(expires_at=over)
    for purged in (False, True):
        citizen.page = citizen.client.get(citizen.at)
        assert citizen.page.status_code == 410
        assert EXPIRED in citizen.text
        answer = citizen.client.post(citizen.at, {"verhaal": "Donker", "datum.day": "3"})
        assert answer.status_code == 410
        assert "Donker" in answer.text
        assert "Begin opnieuw met deze antwoorden" in answer.text
        assert purge_expired() == (0 if purged else 1)


def test_one_second_before_its_end_a_draft_still_opens(citizen):
    Draft.objects.update(expires_at=timezone.now() + timedelta(seconds=5))
    assert citizen.client.get(citizen.at).status_code == 200


@pytest.mark.parametrize(("days", "hour"), [(30, 0), (30, 12), (30, 23), (60, 9)])
def test_a_draft_opens_until_the_last_minute_of_the_day_that_is_named(form, settings, monkeypatch, days, hour):
    settings.DRAFT_DAYS = days
    begun = datetime(2026, 9, 28, hour, 30, tzinfo=ZoneInfo("Europe/Brussels"))  # the clock goes back meanwhile
    moment = [begun]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    citizen = Citizen().start().send("save-for-later")
    last = begun.date() + timedelta(days=settings.DRAFT_DAYS)
    assert f"tot en met <strong>{long_date(last)}</strong>" in citizen.text
    end = datetime.combine(last, time(23, 59, 59), ZoneInfo("Europe/Brussels"))
    assert citizen.client.cookies["grants"]["max-age"] >= (end - begun).total_seconds()
    for moment[0], status in [(end, 200), (end + timedelta(seconds=1), 410)]:
        assert citizen.client.get(citizen.at).status_code == status


def test_what_is_told_of_a_lost_form_holds_for_a_report_too(citizen):
    lose(citizen)
    assert "we hebben het ontvangen" in citizen.client.get(citizen.at).text
    assert "uw aanvraag is bij ons" not in citizen.client.get(citizen.at).text


def test_the_address_to_save_under_is_given_back_too(citizen):
    citizen.send("save-for-later")
    lose(citizen)
    citizen.send(email="jonas@voorbeeld.be")
    assert "We hebben nog niets gemaild naar <strong>jonas@voorbeeld.be</strong>" in citizen.text
    drain_outbox()
    assert mail.outbox == []


def test_the_address_to_save_under_stays_on_a_page_that_is_too_old(form):
    citizen = Citizen(client=Client(enforce_csrf_checks=True)).start().send("save-for-later")
    assert citizen.step == "bewaren"
    lose(citizen, "csrftoken")
    citizen.send(email="jonas@voorbeeld.be")
    assert citizen.page.status_code == 403
    assert "U was te lang weg" in citizen.text
    assert citizen.values["email"] == ["jonas@voorbeeld.be"]
    drain_outbox()
    assert mail.outbox == []
    assert "We hebben u de link gemaild" in citizen.send().text


def test_the_mailed_link_of_an_expired_draft_says_that_it_is_over(citizen):
    link = url_of(link_for("draft", citizen.draft_id)).removeprefix("http://testserver")
    CapabilityLink.objects.update(expires_at=timezone.now() + timedelta(seconds=5))
    assert Client().get(link).status_code == 303
    CapabilityLink.objects.update(expires_at=timezone.now())
    page = Client().get(link)
    assert page.status_code == 410
    assert "Deze link is verlopen" in page.text
    assert "Wat u had ingevuld, bewaren we daarna niet meer" in page.text
    assert "/zaken/" not in page.text.split("<main")[1].split("</main")[0]


def test_sending_from_a_page_that_is_too_old_shows_all_again_and_sends_nothing(form):
    citizen = Citizen(client=Client(enforce_csrf_checks=True)).start().send(naam="Jonas")
    citizen.send(soort="weg", verhaal="Een put", datum__day="3", datum__month="4", datum__year="2026")
    assert citizen.step == "controle"
    lose(citizen, "csrftoken")
    citizen.send()
    assert citizen.page.status_code == 403
    assert "U was te lang weg" in citizen.text
    assert "Een put" in citizen.text
    assert Submission.objects.count() == 0
    assert citizen.send().step == "klaar"


def test_sending_without_any_cookie_says_that_it_was_lost(citizen):
    strict = Client(enforce_csrf_checks=True)
    assert LOST in strict.post(f"{citizen.address}controle/").text


@pytest.mark.parametrize(("label", "heading"), [("Uw naam", "Uw naam:"), ("Hoe heet u?", "Hoe heet u?")])
def test_a_label_gets_a_colon_before_its_answer_unless_it_asks(label, heading):
    assert Saved(label, []).heading == heading
