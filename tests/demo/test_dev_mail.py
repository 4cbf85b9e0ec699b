"""/dev/mail/ shows what the demo mails, and does not exist elsewhere."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail(settings, tmp_path):
    """Return a function that mails into a file as the demo does."""
    settings.EMAIL_FILE_PATH = str(tmp_path)

    def send(subject, text="Dag", html=""):
        message = EmailMultiAlternatives(subject, text, "stad@voorbeeld.be", ["an@voorbeeld.be"])
        if html:
            message.attach_alternative(html, "text/html")
        backend = EmailBackend(file_path=str(tmp_path))
        backend.send_messages([message])
        backend.close()

    return send


def only_letter(client):
    (letter,) = client.get("/dev/mail/").context["letters"]
    return letter


def test_a_mail_is_listed_and_read_with_its_links_to_follow(client, mail):
    mail("Uw aanvraag SN-1 is ontvangen – dank u", "Volg uw aanvraag: http://127.0.0.1:8000/t/abc/\nTot straks")
    assert "Uw aanvraag SN-1 is ontvangen – dank u" in client.get("/dev/mail/").text
    page = client.get(f"/dev/mail/{only_letter(client).id}/")
    assert 'href="http://127.0.0.1:8000/t/abc/"' in page.text
    assert "an@voorbeeld.be" in page.text


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Mon, 30 Nov 2026 21:08:00 -0000", "30 november 2026, 22.08 uur"),
        ("Wed, 01 Jul 2026 22:30:00 -0000", "2 juli 2026, 00.30 uur"),
        ("Wed, 01 Jul 2026 22:30:00 +0200", "1 juli 2026, 22.30 uur"),
    ],
)
def test_a_mail_shows_the_hour_at_which_it_was_sent_in_the_city(client, tmp_path, sent, shown):
    (tmp_path / "1.log").write_text(f"Subject: Dag\nTo: an@voorbeeld.be\nDate: {sent}\n\nDag\n")
    assert shown in client.get("/dev/mail/").text
    assert shown in client.get(f"/dev/mail/{only_letter(client).id}/").text


def test_several_mails_are_listed_newest_first(client, mail):
    for number in range(3):
        mail(f"Mail {number}")
    assert len(client.get("/dev/mail/").context["letters"]) == 3


def test_the_formatted_version_runs_no_script(client, mail):
    mail("Opgemaakt", html="<p>Dag</p><script>alert(1)</script>")
    answer = client.get(f"/dev/mail/{only_letter(client).id}/html/")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_html_in_a_mails_text_is_shown_and_not_run(client, mail):
    mail("<b>Vet</b>", "<script>alert(1)</script>")
    page = client.get(f"/dev/mail/{only_letter(client).id}/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_nothing_mailed_yet_is_said(client):
    assert "nog niets verzonden" in client.get("/dev/mail/").text


def test_outside_a_demo_and_for_an_unknown_mail_it_is_not_there(client, mail, settings):
    mail("Dag")
    letter = only_letter(client)
    assert client.get("/dev/mail/onbekend/").status_code == 404
    settings.DEMO = False
    for address in ("/dev/mail/", f"/dev/mail/{letter.id}/", f"/dev/mail/{letter.id}/html/"):
        assert client.get(address).status_code == 404
