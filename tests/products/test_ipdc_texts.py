"""What is dirty comes out clean, and in the form that Wagtail's editor writes."""

import pytest

from products.ipdc import contact
from products.ipdc.language import choose
from products.ipdc.texts import first_paragraph, plain, rich, web_address


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
            '<b><a href="https://a.example/?x=1&y=2">link</a></b>',
            '<p><a href="https://a.example/?x=1&amp;y=2"><b>link</b></a></p>',
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
    assert contact.phone(raw) == ("03 778 30 00", ())


def test_a_foreign_number_keeps_its_country() -> None:
    assert contact.phone("+31 20 624 1111").text == "+31 20 624 1111"


@pytest.mark.parametrize("raw", ["bel ons", "03 77"])
def test_a_number_that_cannot_be_dialled_is_reported(raw: str) -> None:
    assert contact.phone(raw).dirt == ("invalid_phone",)


@pytest.mark.parametrize(
    ("raw", "clean", "dirt"),
    [
        ("bevolking@stad", "", ("invalid_email",)),
        (" Info@Stad.example ", "Info@stad.example", ()),
        ("mailto:a@b.example", "a@b.example", ()),
        (" ", "", ()),
    ],
)
def test_an_address_of_mail_is_whole_or_reported(raw: str, clean: str, dirt: tuple[str, ...]) -> None:
    assert contact.email(raw) == (clean, dirt)


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
