"""A message is kept as content and rendered at delivery: text and HTML say the same, and no row holds a working link."""

import html
import json
import re

import pytest
from django.core import mail
from django.utils.html import strip_tags

from records.models import OutboxMessage
from records.service import (
    Contact,
    MessageContent,
    Paragraph,
    drain_outbox,
    link_for,
    queue_mail,
    render_mail,
    resolve_token,
    token_of,
    url_of,
)
from tests.trees import make_city

pytestmark = pytest.mark.django_db

FULL = MessageContent(
    subject="Nieuws over <uw> zaak",
    greeting="Dag,",
    paragraphs=(Paragraph("Een regel.\nNog een regel met <b> & ‘tekens’."), Paragraph("Doe dit.", is_important=True)),
    button="Volg uw zaak",
    small_print=(Paragraph("Geef de link niet door."),),
    contact=Contact("Bevolking", "03 778 30 01", "bevolking@voorbeeld.be", "SN-7K4M-92QX-A"),
)
BARE = MessageContent("Dag", (Paragraph("Tekst"),))


def words(text):
    return re.sub(r"\s+", " ", text).strip()


def words_of_html(source):
    body = source.partition("<body")[2].partition(">")[2]
    shown = re.sub(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', r"\2: \1", body)
    return words(html.unescape(strip_tags(re.sub(r"<br>|</p>|</td>", r" \g<0>", shown))))


@pytest.mark.parametrize("content", [FULL, BARE])
def test_text_and_html_say_the_same_in_the_same_order(content):
    rendered = render_mail(content, "https://voorbeeld.be/t/x/")
    assert words_of_html(rendered.html) == words(rendered.text)
    assert "\n\n\n" not in rendered.text


@pytest.mark.parametrize("content", [FULL, BARE])
def test_content_comes_back_from_json_as_it_was(content):
    assert MessageContent.from_json(json.loads(json.dumps(content.to_json()))) == content


def test_html_escapes_what_people_typed_and_text_does_not():
    rendered = render_mail(FULL, "https://voorbeeld.be/t/x/")
    assert "met &lt;b&gt; &amp; ‘tekens’" in rendered.html
    assert "met <b> & ‘tekens’" in rendered.text


def test_no_number_of_a_case_breaks_over_two_lines_in_html():
    content = MessageContent("Dag", (Paragraph("Uw <b> (SN-2222-3333-4):\nlees."),), contact=FULL.contact)
    rendered = render_mail(content, "")
    for number in ("SN-2222-3333-4", "SN-7K4M-92QX-A"):
        assert f'<span style="white-space:nowrap">{number}</span>' in rendered.html
        assert f" {number}" in rendered.text or f"({number})" in rendered.text
    assert "Uw &lt;b&gt; (<span" in rendered.html


def test_html_that_says_it_has_dark_colours_has_them():
    source = render_mail(FULL, "").html
    assert 'content="light dark"' in source
    dark = source.partition("prefers-color-scheme: dark")[2].partition("</style>")[0]
    for name in ("page", "card", "button", "foot"):
        assert f".{name} {{" in dark
        assert re.search(rf'class="([a-z ]* )?{name}( [a-z]*)?"', source)


@pytest.mark.parametrize("content", [FULL, BARE])
def test_html_has_a_shape_that_every_mail_reader_keeps_and_asks_nothing_of_the_network(content):
    """Tables and styles on elements, 600 px wide where max-width is not known; a picture from afar would tell who reads when."""
    source = render_mail(content, "https://voorbeeld.be/t/x/").html
    assert 'width="600"' in source
    assert not re.search(r"<(script|link|img|form|iframe|svg)\b|url\(|@import|@font-face", source)
    assert set(re.findall(r'(?:src|href)="([^"]*)"', source)) <= {"https://voorbeeld.be/t/x/"}
    tables = re.findall(r"<table [^>]*>", source)
    assert tables
    assert all('role="presentation"' in table for table in tables)


def test_the_address_behind_the_button_stands_in_the_text():
    assert "Volg uw zaak:\nhttps://voorbeeld.be/t/x/\n" in render_mail(FULL, "https://voorbeeld.be/t/x/").text


def test_a_contact_without_phone_or_mail_of_its_own_gets_the_citys():
    make_city(phone="03 778 30 00")
    content = MessageContent("Dag", (), contact=Contact("Bevolking"))
    assert "Bel: 03 778 30 00" in render_mail(content, "").text


def test_the_button_leads_to_what_the_message_is_about_by_a_link_made_at_delivery():
    queue_mail("event:1", "jonas@voorbeeld.be", FULL, target=("case", 42))
    drain_outbox()
    link = link_for("case", 42)
    assert f"Volg uw zaak:\n{url_of(link)}\n" in mail.outbox[0].body
    assert resolve_token(re.search(r"/t/(\S+)/", mail.outbox[0].body)[1]) == link


def test_no_row_of_the_outbox_holds_a_working_link_before_or_after_it_is_sent():
    token = token_of(link_for("case", 42))
    queue_mail("event:1", "jonas@voorbeeld.be", FULL, target=("case", 42))
    for _moment in ("queued", "sent"):
        assert token not in json.dumps(list(OutboxMessage.objects.values("payload", "key", "error")))
        drain_outbox()


def test_a_message_without_a_button_makes_no_link():
    queue_mail("event:1", "jonas@voorbeeld.be", BARE, target=("case", 42))
    drain_outbox()
    assert "/t/" not in mail.outbox[0].body
