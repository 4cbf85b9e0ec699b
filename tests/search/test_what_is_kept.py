"""Which queries are counted, and which are answered and forgotten."""

import pytest

from cases.reference import ALPHABET, check_character
from search.usage.keeping import countable

REFERENCE = "SN-7K4M-92QX-" + (check_character("7K4M92QX") or "")
WORDY = next(
    f"SN-{body[:4]}-{body[4:]}-{check}" for last in ALPHABET if (check := check_character(body := f"BCDFGHJ{last}"))
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("  Rijbewijs   VERLENGEN? ", "rijbewijs verlengen"),
        ("“Financiële steun”", "financiële steun"),
        ("parkeren 9100", "parkeren 9100"),
        ("kosten paspoort 2026", "kosten paspoort 2026"),
        ("c++", "c"),
        ("bus 21 centrum", "bus 21 centrum"),
        ("kaart van 100 jaar", "kaart van 100 jaar"),
        ("a.s.o. school", "a.s.o. school"),
        ("id-kaart", "id-kaart"),
        ("een of twee kinderen van zes tot twaalf", "een of twee kinderen van zes tot twaalf"),
        ("’s nachts", "s nachts"),
    ],
)
def test_a_query_is_kept_as_its_words_in_small_letters(text, query):
    assert countable(text) == query


@pytest.mark.parametrize("text", ["", "   ", "?!…", "🙂", "___", "\x00\x07", "\u200b\u202e"])
def test_a_query_without_words_is_not_kept(text):
    assert countable(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        # national numbers
        "85.07.30-033.28",
        "85073003328",
        "85 07 30 033 28",
        "rijksregisternummer 850730 033 28 opvragen",
        "８５０７３００３３２８",
        "①②③④⑤⑥⑦⑧⑨①②",
        "vijfentachtig nul zeven dertig nul drie drie",
        "mijn nummer nul vier zeven nul een twee drie",
        "٨٥٠٧٣٠٠٣٣٢٨",
        "85\u200b0730\u200b03328",
        # dates of birth
        "geboren 30/07/1985",
        "geboren op 30 juli 1985",
        # e-mail
        "jan@voorbeeld.be",
        "Jan.Peeters+x@gmail.com kwijt",
        "jan＠voorbeeld.be",
        "jan(at)voorbeeld.be",
        "jan [at] voorbeeld punt be",
        "jan at voorbeeld.be",
        "jan AT voorbeeld dot com",
        "jan%40voorbeeld.be",
        "jan apenstaartje voorbeeld",
        # phones
        "0470 12 34 56",
        "+32 470 12 34 56",
        "0032470123456",
        "03/778.30.00",
        "(03) 778 30 00",
        # accounts and cards
        "BE68 5390 0754 7034",
        "be68539007547034",
        "BE68-5390-0754-7034",
        "NL91 ABNA 0417",
        "4111 1111 1111 1111",
        "6703-4444-4444-4449",
        # documents, plates and references
        "kaart 592-1234567-89",
        "paspoort EJ123456",
        "1-ABC-123",
        "1abc123",
        "ABC-123",
        REFERENCE,
        REFERENCE.lower(),
        REFERENCE.replace("-", " "),
        REFERENCE.replace("-", ""),
        REFERENCE.removeprefix("SN-"),
        f"waar is {REFERENCE} gebleven",
        WORDY,
        "SN-7K4M-92QX-Z",
        # links, tokens and stories
        "https://stad.example/t/abcdef",
        "www.stad.example",
        "stad.example/t/abcdef/",
        "eyJhbGciOiJIUzIxNiIsInR5cCI6IkpXVCJ9abcdefghijklmnop",
        "mijn buurvrouw en ik hebben al twee jaar ruzie over de haag tussen onze tuinen en wat moeten wij nu eigenlijk doen",
    ],
)
def test_what_may_be_about_a_person_is_not_kept(text):
    assert countable(text) == ""
