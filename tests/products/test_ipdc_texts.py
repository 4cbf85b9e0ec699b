"""What is dirty comes out clean, and in the form that Wagtail's editor writes."""

import re

import pytest

from products.ipdc import contact
from products.ipdc.language import choose
from products.ipdc.texts import first_paragraph, link_text, plain, rich, web_address


@pytest.mark.parametrize(
    "raw", ["-", "<p>-</p>", " – ", "<p>&nbsp;</p>", "<p><br></p>", "", "n.v.t.", "<ul><li></li></ul>"]
)
def test_a_text_that_says_nothing_is_empty(raw: str) -> None:
    assert rich(raw).text == ""


def test_a_placeholder_is_reported_and_a_blank_is_not() -> None:
    assert rich("<p>-</p>").dirt == ("placeholder",)
    assert rich("<p> </p>").dirt == ()


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ('<p data-indentation-level="0" style="color:red">Tekst</p>', "<p>Tekst</p>"),
        ("<p>een\u00a0<strong>dik</strong>\u200b woord&nbsp;</p>", "<p>een <b>dik</b> woord</p>"),
        ("<p><b>vet </b>en <em> schuin</em></p>", "<p><b>vet</b> en <i>schuin</i></p>"),
        ("<h1>Kop</h1><h5>Lager</h5>", "<h3>Kop</h3><h4>Lager</h4>"),
        ("<ul><li><p>een</p><p>twee</p></li></ul>", "<ul><li>een<br/>twee</li></ul>"),
        ("<ul><li>een<ol><li>diep</li></ol></li></ul>", "<ul><li>een<ol><li>diep</li></ol></li></ul>"),
        ("<ul><li>een</li></ul><ul><li>twee</li></ul>", "<ul><li>een</li><li>twee</li></ul>"),
        ("los<div>blok</div>", "<p>los</p><p>blok</p>"),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "<p>a – b</p>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        (
            '<b><a href="https://a.example/?x=1&y=2">formulier</a></b>',
            '<p><a href="https://a.example/?x=1&amp;y=2"><b>formulier</b></a></p>',
        ),
    ],
)
def test_html_gets_the_form_of_the_editor(raw: str, clean: str) -> None:
    assert rich(raw).text == clean


@pytest.mark.parametrize("times", [1, 2])
def test_escaped_html_becomes_html_again(times: int) -> None:
    raw = "<p>Hoi &amp; dag</p>"
    for _ in range(times):
        raw = raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert rich(raw) == ("<p>Hoi &amp; dag</p>", ("double_escaped",))


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<p onclick="alert(1)">x</p>',
        '<a href="javascript:alert(1)">x</a>',
        "&lt;p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;",
        '<a href="java\nscript:alert(1)">x</a>',
        '<a href="https://x.example/&quot; onmouseover=&quot;alert(1)">x</a>',
    ],
)
def test_nothing_that_runs_survives(raw: str) -> None:
    text = rich(raw).text
    assert "<script" not in text
    assert "javascript" not in text
    assert " on" not in text.replace("%20on", "")
    assert 'onmouseover="' not in text


def test_a_relative_link_keeps_its_words_and_is_reported() -> None:
    assert rich('<p>Lees <a href="/nieuws">het nieuws</a>.</p>') == ("<p>Lees het nieuws.</p>", ("relative_url",))


def test_cleaning_twice_changes_nothing_more() -> None:
    once = rich(
        '<h2>A</h2>x <strong>b </strong><ul><li><p>c</p><ul><li>d</li></ul></li></ul><a href="www.e.example">e</a>'
    ).text
    assert rich(once).text == once


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Huwelijk &amp; meer", "Huwelijk & meer"),
        ("<b>A</b><br>B", "A B"),
        ("a\u200bb\u00a0c", "ab c"),
        ("-", ""),
        ("3 < 4", "3 < 4"),
    ],
)
def test_a_line_has_no_markup(raw: str, clean: str) -> None:
    assert plain(raw).text == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("www.a.example", "https://www.a.example"),
        (" https://a.example\u200b ", "https://a.example"),
        ("zie de site", ""),
        ("ftp://a.example", ""),
        ("https://[kapot", ""),
        (" ", ""),
    ],
)
def test_only_a_web_address_is_one(raw: str, clean: str) -> None:
    assert web_address(raw).text == clean


def test_the_first_paragraph_is_the_summary_and_is_not_said_twice() -> None:
    assert first_paragraph("<p>Kort.</p><p>Rest.</p>") == ("Kort.", "<p>Rest.</p>")


def test_a_long_first_paragraph_gives_whole_sentences_and_stays() -> None:
    text = "<p>" + "Een zin van twintig. " * 30 + "</p>"
    summary, rest = first_paragraph(text)
    assert len(summary) <= 300
    assert summary.endswith("twintig.")
    assert rest == text


@pytest.mark.parametrize(
    "raw",
    ["+3237783000", "003237783000", "0032 (0) 3 778 30 00", "+32 (0)3 778 30 00", "03 778 30 00\u200b", "037783000"],
)
def test_six_ways_to_write_a_telephone_number_become_one(raw: str) -> None:
    assert contact.phones(raw) == (("03 778 30 00",), ())


def test_a_foreign_number_keeps_its_country() -> None:
    assert contact.phones("+31 20 624 1111").texts == ("+31 20 624 1111",)


@pytest.mark.parametrize("raw", ["bel ons", "03 77"])
def test_a_number_that_cannot_be_dialled_is_reported(raw: str) -> None:
    assert contact.phones(raw).dirt == ("invalid_phone",)


@pytest.mark.parametrize(
    "raw",
    [
        "03 778 30 00 / 0475 12 34 56",
        "tel. 03 778 30 00; gsm 0475/12.34.56",
        "03 778 30 00 of 0475 12 34 56",
        "037783000 0475123456",
    ],
)
def test_two_telephone_numbers_in_one_field_are_two(raw: str) -> None:
    assert contact.phones(raw) == (("03 778 30 00", "0475 12 34 56"), ("several_phones",))


@pytest.mark.parametrize("raw", ["03 778 30 00 (voormiddag)", "03 778 30 00 toestel 12", "1700"])
def test_what_stands_beside_a_number_is_kept(raw: str) -> None:
    assert contact.phones(raw).texts == (raw,)


@pytest.mark.parametrize(("length", "dirt"), [(40, ()), (41, ("cut",))])
def test_a_number_with_too_many_words_is_cut_and_says_so(length: int, dirt: tuple[str, ...]) -> None:
    parsed = contact.phones("03 778 30 00 ".ljust(length, "x"))
    assert (len(parsed.texts[0]), parsed.dirt) == (40, dirt)


@pytest.mark.parametrize(
    ("raw", "clean", "dirt"),
    [
        ("bevolking@stad", (), ("invalid_email",)),
        (" Info@Stad.example ", ("Info@stad.example",), ()),
        ("mailto:a@b.example", ("a@b.example",), ()),
        ("a@b.example; c@d.example", ("a@b.example", "c@d.example"), ("several_emails",)),
        ("a@b.example of c@d.example", ("a@b.example", "c@d.example"), ("several_emails",)),
        ("a@b.example a@b.example", ("a@b.example",), ()),
        ("jan janssens@stad.example", (), ("invalid_email",)),
        ("info @stad.example", (), ("invalid_email",)),
        (" ", (), ()),
    ],
)
def test_an_address_of_mail_is_whole_or_reported(raw: str, clean: tuple[str, ...], dirt: tuple[str, ...]) -> None:
    assert contact.emails(raw) == (clean, dirt)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("25 m<sup>2</sup>", "25 m²"),
        ("CO<sub>2</sub>-uitstoot", "CO₂-uitstoot"),
        ("m² en CO₂", "m² en CO₂"),
        ("10<sup>-3</sup>", "10⁻³"),
        ("de 14<sup>de</sup> dag", "de 14de dag"),
    ],
)
def test_raised_and_lowered_figures_keep_what_they_say(raw: str, clean: str) -> None:
    assert plain(raw).text == clean
    assert rich(f"<p>{raw}</p>").text == f"<p>{clean}</p>"


@pytest.mark.parametrize(
    ("raw", "levels"),
    [
        ("<h1>A</h1><p>a</p><h2>B</h2><p>b</p><h4>C</h4><p>c</p>", "344"),
        ("<h4>A</h4><p>a</p><h5>B</h5><p>b</p>", "34"),
        ("<h5>A</h5><p>a</p>", "3"),
        ("<h4>A</h4><p>a</p><h2>B</h2><p>b</p><h4>C</h4><p>c</p>", "334"),
        ("<h3>A</h3><p>a</p><h4>B</h4><p>b</p>", "34"),
    ],
)
def test_headings_begin_on_the_first_level_and_skip_none(raw: str, levels: str) -> None:
    assert "".join(re.findall(r"<h(\d)>", rich(raw).text)) == levels


@pytest.mark.parametrize(
    ("text", "href", "expected"),
    [
        ("hier", "https://www.ibz.be/kids", "hier (ibz.be)"),
        ("Klik hier", "https://ibz.be", "Klik hier (ibz.be)"),
        ("deze website", "https://ibz.be", "deze website (ibz.be)"),
        ("Meer informatie", "https://ibz.be", "Meer informatie (ibz.be)"),
        ("https://www.ibz.be/nl/kids?x=1", "https://www.ibz.be/nl/kids?x=1", "ibz.be"),
        ("www.ibz.be", "https://www.ibz.be", "www.ibz.be"),
        ("hier", "mailto:info@ibz.be", "hier (info@ibz.be)"),
        ("Omgevingsloket", "https://omgevingsloket.be", "Omgevingsloket"),
        ("Meer informatie over legalisatie", "https://ibz.be", "Meer informatie over legalisatie"),
    ],
)
def test_a_link_says_where_it_goes(text: str, href: str, expected: str) -> None:
    assert link_text(text, href) == expected
    assert rich(f'<p>Kijk <a href="{href}"><b>{text}</b></a>.</p>').text == (
        f'<p>Kijk <a href="{href}"><b>{expected}</b></a>.</p>'
    )


def test_an_address_one_sign_from_a_much_used_one_is_probably_mistyped() -> None:
    used = ["economie@stad.example"] * 6 + ["ecenomie@stad.example", "economie@sta.example", "info@stad.example"]
    assert contact.mistyped(used) == {
        "ecenomie@stad.example": "economie@stad.example",
        "economie@sta.example": "economie@stad.example",
    }


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [("ab", "ba", True), ("abc", "abd", True), ("a", "ab", True), ("ab", "cd", False), ("abc", "a", False)],
)
def test_one_edit(a: str, b: str, near: bool) -> None:
    assert contact.one_edit(a, b) is near


def test_opening_hours_that_are_an_address_become_a_link() -> None:
    assert contact.opening_hours("https://stad.example/uren") == (
        "",
        "https://stad.example/uren",
        ("opening_hours_are_url",),
    )
    assert contact.opening_hours(" ") == ("", "", ())


VARIANTS = {
    "nl": "n",
    "nl-BE-x-formal": "f",
    "nl-be-x-generated-formal": "gf",
    "nl-be-x-INFORMAL": "i",
    "nl-be-x-generated-informal": "gi",
    "en": "e",
}


def test_formal_falls_back_on_generated_formal_and_then_on_dutch() -> None:
    left = dict(VARIANTS)
    assert choose(left)[0] == "f"
    del left["nl-BE-x-formal"]
    assert choose(left)[0] == "gf"
    del left["nl-be-x-generated-formal"]
    assert choose(left)[0] == "n"


def test_informal_falls_back_on_generated_informal_and_then_on_dutch() -> None:
    left = dict(VARIANTS)
    assert choose(left, "informal")[0] == "i"
    del left["nl-be-x-INFORMAL"]
    assert choose(left, "informal")[0] == "gi"
    del left["nl-be-x-generated-informal"]
    assert choose(left, "informal")[0] == "n"


def test_the_other_tone_is_better_than_nothing_and_is_reported() -> None:
    assert choose({"nl-be-x-informal": "je"}) == ("je", ("informal_text",))
    assert choose({"en": "you"}) == ("", ("no_dutch",))
    assert choose({}) == ("", ())
