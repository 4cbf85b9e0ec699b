import pytest

from search.language.analysis import MAX_WORD_LENGTH, Analyzer, fold, sound
from search.language.compounds import CompoundSplitter

dutch = Analyzer("nl-be")


def folded(text: str) -> list[str]:
    return [word.folded for word in dutch.words(text)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Financiële", "financiele"), ("CAFÉ", "cafe"), ("ĳs", "ijs"), ("œuvre", "oeuvre"), ("Straße", "strasse")],
)
def test_folding_leaves_small_letters_without_accents(text, plain):
    assert fold(text) == plain


def test_a_hyphenated_word_is_its_parts_and_the_whole():
    assert folded("id-kaart") == ["id", "kaart", "idkaart"]


def test_letters_of_other_scripts_are_words_and_signs_are_not():
    assert folded("паспорт ☎ 2de 'x' <b>") == ["паспорт", "2de", "x", "b"]


def test_a_sign_that_stands_for_several_words_is_one_word_of_letters():
    assert all(word.isalnum() for word in folded("ﷺ ⑴ ½"))
    assert len(folded("ﷺ")) == 1


def test_a_pasted_word_without_end_is_cut():
    assert folded("a" * 500) == ["a" * MAX_WORD_LENGTH]


def test_forms_of_a_word_share_a_stem():
    assert dutch.stem("vergunning") == dutch.stem("vergunningen")


def test_a_word_as_it_stands_in_a_text_has_the_stems_of_its_parts_and_a_stop_word_none():
    assert dutch.stems("ID-kaarten") == ("id", "kaart", "idkaart")
    assert dutch.stems("het") == ()


def test_words_of_an_unknown_language_are_not_stemmed():
    assert Analyzer("ja").stem("vergunningen") == "vergunningen"


def test_what_tells_something_is_not_a_stop_word():
    assert dutch.is_stop_word("de")
    assert not dutch.is_stop_word("geen")


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("kollumbarium", "columbarium"), ("paspoord", "paspoort"), ("rijbeweis", "rijbewijs"), ("afspraack", "afspraak")],
)
def test_spellings_that_sound_alike_share_a_sound(typed, heard):
    assert sound(typed) == sound(heard)


def test_other_words_sound_otherwise():
    assert sound("straat") != sound("staart")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("geboorteakte", ("geboorte", "akte")),
        ("huwelijksakte", ("huwelijk", "akte")),
        ("boekenbeurs", ("boek", "beurs")),
        ("geboorteaktebeurs", ("geboorteakte", "beurs")),
        ("akte", ()),
        ("geboortexyz", ()),
    ],
)
def test_a_compound_falls_apart_into_the_fewest_known_words(word, parts):
    lexicon = ["geboorte", "akte", "huwelijk", "boek", "beurs", "geboorteakte"]
    assert CompoundSplitter.of(lexicon).split(word) == parts
