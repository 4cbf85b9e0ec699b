import math
import time

import pytest

from search.asking.highlighter import Highlighter
from search.asking.plan import Correction
from search.asking.planner import MAX_WORDS, UNDERSTOOD, QueryPlanner
from search.asking.scorer import Candidate, rerank
from search.indexing.documents import DocumentKey, analyse
from search.language.analysis import Analyzer
from search.language.compounds import CompoundSplitter
from search.language.synonyms import SynonymTable, built_in
from search.language.vocabulary import Entry, Vocabulary
from tests.search.catalogue import document, documents, planner, vocabulary


def ways(text, mode="search", planner=planner()):  # noqa: B008  # made once: it holds no state
    """Return (kind, terms) of each alternative of the first slot."""
    plan = planner.plan(text, "nl", mode)
    return [(way.kind, " ".join(term.text for term in way.terms)) for way in plan.slots[0].alternatives]


def titles_of(text):
    """Return the titles in the order of the shared re-rank."""
    candidates = []
    titles = {}
    for item in documents():
        analysed = analyse(item, Analyzer("nl"))
        titles[item.key] = item.title
        candidates.append(Candidate(item.key, analysed.weights, frozenset(analysed.tokens["title"])))
    return [titles[candidate.key] for candidate in rerank(planner().plan(text, "nl"), candidates)]


def test_popularity_adds_fifteen_percent_at_most():
    analysed = analyse(document("1"), Analyzer("nl"))
    candidate = Candidate(document("1").key, analysed.weights, frozenset(analysed.tokens["title"]))
    (plain,) = rerank(planner().plan("rijbewijs", "nl"), [candidate])
    (lifted,) = rerank(planner().plan("rijbewijs", "nl"), [candidate], {candidate.key: 1.0})
    assert lifted.score == pytest.approx(1.15 * plain.score)
    assert lifted.certainty == plain.certainty


def test_a_known_word_is_looked_up_as_it_is():
    assert ways("Rijbewijs") == [("word", "rijbewijs")]


def test_another_form_of_a_known_word_is_found_by_its_stem():
    assert ways("premies") == [("stem", "premie")]


def test_a_known_word_is_never_corrected():
    assert planner().plan("kaart", "nl").corrections == ()


def test_a_word_stands_for_the_compounds_that_hold_it():
    term = planner().plan("akte", "nl").slots[0].alternatives[0].terms[0]
    assert set(term.within) == {"geboorteakt", "huwelijksakt"}


def test_an_unknown_compound_is_split_into_words_of_the_catalogue():
    assert ("split", "vergunn kampvur") in [
        (k, " ".join(sorted(t.split(), reverse=True))) for k, t in ways("kampvuurvergunning")
    ]


def test_neighbours_that_are_one_word_in_the_catalogue_are_joined():
    plan = planner().plan("rij bewijs", "nl")
    assert [slot.text for slot in plan.slots] == ["rij bewijs"]
    assert plan.slots[0].alternatives[0].kind == "join"


def test_a_misspelt_word_is_read_as_the_nearest_one_and_said_so():
    plan = planner().plan("Identiteidskaart", "nl")
    assert plan.slots[0].alternatives[0].kind == "fuzzy"
    assert plan.corrections == (Correction("Identiteidskaart", "identiteitskaart"),)
    assert plan.corrected_text == "identiteitskaart"


def test_two_errors_in_a_long_word_do_not_make_it_a_part_of_itself():
    assert {kind for kind, _ in ways("idetiteidskaart")} == {"fuzzy"}


def test_a_vowel_too_few_is_a_typing_error_and_said_so():
    assert planner().plan("identiteitskart", "nl").corrections == (Correction("identiteitskart", "identiteitskaart"),)


def test_a_number_is_not_corrected_into_another():
    assert planner().plan("9100", "nl").corrections == ()


def test_only_the_last_word_may_be_unfinished_and_only_while_typing():
    assert ("prefix", "bewonerskaart") in ways("bewon", "suggest")
    assert all(way.weight < 0.5 for way in planner().plan("bewon", "nl").slots[0].alternatives)


def test_a_synonym_finds_what_it_means():
    table = SynonymTable.of([("dak met planten", ("groendak",))], Analyzer("nl"))
    assert ("synonym", "groendak") in ways("een dak met planten", planner=QueryPlanner(vocabulary(), table))


def test_stop_words_count_only_when_there_is_nothing_else():
    assert [slot.text for slot in planner().plan("hoe krijg ik een rijbewijs", "nl").slots] == ["rijbewijs"]
    assert [slot.text for slot in planner().plan("voor wie", "nl").slots] == ["voor", "wie"]


def test_confidence_falls_with_each_guess():
    sure, guessed, lost = (planner().plan(text, "nl").confidence for text in ("rijbewijs", "rijbewjs", "qqqqqq"))
    assert sure == 1 > guessed > lost == 0


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\x00", "☎☎", "*" * 10_000])
def test_what_holds_no_words_gives_an_empty_plan(text):
    assert planner().plan(text, "nl").slots == ()


def test_a_pasted_page_is_cut():
    assert len(planner().plan("rijbewijs en akte " * 500, "nl").slots) <= MAX_WORDS


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rijbewijs", "Rijbewijs vernieuwen"),
        ("akte geboorte", "Geboorteakte aanvragen"),
        ("parkeerkaart bewoners", "Bewonerskaart"),
        ("premie dak", "Premie voor een groendak"),
        ("cafe", "Café openen: drankvergunning"),
        ("kampvuurvergunning", "Toelating voor een kampvuur"),
        ("idetiteitskaart", "Identiteitskaart"),
    ],
)
def test_the_right_product_comes_first(text, first):
    assert titles_of(text)[0] == first


def test_what_answers_nothing_is_no_result():
    assert titles_of("zwembad") == []


def marked(text, query, **options):
    pieces = Highlighter(planner().plan(query, "nl"), Analyzer("nl")).snippet(text, **options)
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in pieces)


def test_the_snippet_marks_each_form_of_the_words():
    assert (
        marked("Aktes en een geboorteakte, dus: de akte.", "akte") == "[Aktes] en een [geboorteakte], dus: de [akte]."
    )


def test_the_snippet_sets_a_title_off_from_the_line_below_it():
    text = "U komt zelf\nBreng uw oude rijbewijs mee.\n\nHet kost 20 euro."
    assert marked(text, "rijbewijs") == "U komt zelf – Breng uw oude [rijbewijs] mee. Het kost 20 euro."


def test_the_snippet_begins_near_the_first_match():
    text = "lang verhaal " * 40 + "dan het rijbewijs en nog wat " + "na dit " * 40
    snippet = marked(text, "rijbewijs", length=120)
    assert snippet.startswith("… ")
    assert "[rijbewijs]" in snippet
    assert len(snippet) < 130


def test_html_in_a_text_stays_text():
    assert marked("<b>rijbewijs</b>", "rijbewijs") == "<b>[rijbewijs]</b>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("vernieuwd", "vernieuw"), ("aangevraagd", "aanvrag"), ("kampvuurke", "kampvur"), ("kaartje", "kaart")],
)
def test_other_forms_of_a_word_are_found(text, expected):
    assert expected in [terms for _kind, terms in ways(text)]


SYNONYMS = SynonymTable.of([("reispas", ("rijbewijs",)), ("vlam", ("kampvuur",))], Analyzer("nl"))


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("reispaz", "fuzzy", "rijbewijs"),
        ("reis pas", "synonym", "rijbewijs"),
        ("vlamvergunning", "split", "kampvur vergunn"),
        ("premie reispas", "word", "premie"),
    ],
)
def test_synonyms_count_when_misspelt_split_or_part_of_a_compound(text, kind, expected):
    assert (kind, expected) in ways(text, planner=QueryPlanner(vocabulary(), SYNONYMS))


def test_an_s_before_ch_belongs_to_what_follows():
    splitter = CompoundSplitter.of(["ruimte", "chip", "school", "bus", "chauffeur"])
    assert splitter.split("ruimteschip") == ()
    assert splitter.split("buschauffeur") == ("bus", "chauffeur")


def test_a_word_that_looks_like_nothing_exactly_is_found_by_its_letters_and_hardly_trusted():
    plan = planner().plan("drankverstrekking", "nl")
    assert plan.slots[0].alternatives
    assert plan.confidence < 0.6


def test_what_only_looks_alike_is_not_looked_for_beside_a_word_that_was_understood():
    alone, beside = (planner().plan(text, "nl").slots[-1] for text in ("rijschool", "kaart rijschool"))
    assert "trigram" in {way.kind for way in alone.alternatives}
    assert "trigram" not in {way.kind for way in beside.alternatives}


@pytest.mark.parametrize("text", ["ruimteschip", "kwantumtheorie", "olifant"])
def test_what_a_town_has_not_is_not_trusted(text):
    assert planner().plan(text, "nl").confidence < 0.5


def test_certainty_falls_where_the_best_result_only_answers_a_guess():
    analysed = analyse(documents()[6], Analyzer("nl"))
    candidate = Candidate(documents()[6].key, analysed.weights, frozenset(analysed.tokens["title"]))
    sure, unsure = (
        rerank(planner().plan(text, "nl"), [candidate])[0].certainty for text in ("kampvuur", "kampvuurtocht")
    )
    assert sure > 0.8
    assert unsure < 0.5


def certainty(text, **changes):
    """Return how certain document 7 is of answering a text, with parts of it changed."""
    analysed = analyse(document("7", **changes), Analyzer("nl"))
    candidate = Candidate(analysed.document.key, analysed.weights, frozenset(analysed.tokens["title"]))
    return rerank(planner().plan(text, "nl"), [candidate])[0].certainty


def test_certainty_falls_where_the_text_only_mentions_it():
    body = " ".join(["straat"] * 150)
    assert certainty("premie", body=f"premie {body}") < 0.5
    assert certainty("premie", summary="Over de premie.") > 0.9


def test_certainty_counts_a_word_that_was_guessed_for_as_much_as_the_rarest():
    assert certainty("kampvuur") > 0.9
    assert certainty("vergunning ruimteveer") < 0.5
    assert certainty("vergunning kompvuer") < certainty("vergunning kampvuur") - 0.2


def test_a_phrase_tells_no_more_than_the_word_it_stands_for():
    lines = [("kampvuur", ("sterke drank", "drankvergunning openen"))]
    table = SynonymTable.of(lines, Analyzer("nl"))
    slot = QueryPlanner(vocabulary(), table).plan("kampvuur", "nl").slots[0]
    word, *phrases = slot.alternatives
    assert [len(way.terms) for way in phrases] == [2, 2]
    assert all(way.rarity == pytest.approx(word.rarity) for way in phrases)
    assert slot.value == word.value


def test_a_meaning_of_several_words_tells_by_the_root_of_their_number():
    table = SynonymTable.of([("gloeischaal", ("toelating kampvuur",))], Analyzer("nl"))
    (slot,) = QueryPlanner(vocabulary(), table).plan("gloeischaal", "nl").slots
    (way,) = slot.alternatives
    assert way.rarity == pytest.approx(sum(term.rarity for term in way.terms) / math.sqrt(2))
    assert slot.value == pytest.approx(way.weight * way.rarity)


def test_a_phrase_of_which_no_document_holds_the_meaning_is_found_by_its_words():
    table = SynonymTable.of([("kaart straat", ("geboorte dak",))], Analyzer("nl"))
    (slot,) = QueryPlanner(vocabulary(), table).plan("kaart straat", "nl").slots
    weights = {tuple(term.text for term in way.terms): way.weight for way in slot.alternatives}
    assert weights["geboort", "dak"] > weights["kaart", "strat"] > weights["kaart",] == weights["strat",]


def test_the_words_of_a_phrase_whose_meaning_the_catalogue_does_not_have_are_a_guess():
    """Who says "oud papier" means nothing old: where nobody takes it in, a page about parents is no answer."""
    lines = [("kaart straat", ("zwembad",)), ("kaart", ("rijbewijs",))]
    plan = QueryPlanner(vocabulary(), SynonymTable.of(lines, Analyzer("nl"))).plan("kaart straat", "nl")
    (slot,) = plan.slots
    assert {way.kind for way in slot.alternatives} == {"word", "split"}
    assert all(way.weight < UNDERSTOOD for way in slot.alternatives)
    assert plan.confidence < UNDERSTOOD


def test_a_title_that_a_synonym_says_is_answered_whole():
    table = SynonymTable.of([("fuif", ("toelating", "kampvuur"))], Analyzer("nl"))
    plan = QueryPlanner(vocabulary(), table).plan("fuif", "nl")
    half, whole = (
        Candidate(documents()[6].key, {"toelat": 6.0, "kampvur": 6.0}, frozenset(title))
        for title in (["toelat", "café"], ["toelat", "kampvur"])
    )
    assert rerank(plan, [whole])[0].score > rerank(plan, [half])[0].score


@pytest.mark.parametrize("text", ["abcdefghijklmnopqrstuvwxyz" * 8, "gemeentelijkestratenplanvergunningen " * 6])
def test_rubbish_is_planned_at_once(text):
    planner_ = planner()
    start = time.process_time()
    planner_.plan(text[:200], "nl")
    assert time.process_time() - start < 0.2


def test_the_built_in_synonyms_are_readable_and_lead_nowhere_twice():
    table = built_in("nl")
    assert len(table.meanings) > 500
    assert all(meanings for meanings in table.meanings.values())
    assert built_in("xx").meanings == {}


def test_a_vocabulary_after_changes_is_the_one_that_would_be_made_anew():
    before = vocabulary()
    assert before.splitter.split("geboorteakte") == ("geboorte", "akte")
    changes = [
        Entry("akte", "akte", "akt", 0),
        Entry("wijs", "wijs", "wijs", 1, 1),
        Entry("kaart", "kaart", "kaart", 5),
    ]
    after = before.with_changes(changes, 9)
    fresh = Vocabulary(after.entries.values(), 9)
    for word in [*fresh.entries, "bewonerskaart", "rijbewijs", "aktekaart"]:
        assert after.splitter.split(word) == fresh.splitter.split(word)
        assert after.compounds(word) == fresh.compounds(word)
    assert after.splitter.split("geboorteakte") == ()
    assert list(after.speller) == list(fresh.speller)
    assert after.with_changes([], 9).speller is after.speller


def test_a_right_word_for_what_is_not_here_is_no_misspelling_of_another():
    synonyms = SynonymTable.of([("minister", ("premier",))], Analyzer("nl"))
    assert planner().plan("premier", "nl").corrections == (Correction("premier", "premie"),)
    plan = QueryPlanner(planner().vocabulary, synonyms).plan("premier", "nl")
    assert plan.corrections == ()
    assert not any(way.kind == "fuzzy" for way in plan.slots[0].alternatives)


def test_a_far_spelling_is_looked_up_and_not_offered():
    plan = planner().plan("vergennong", "nl")
    assert [way.kind for way in plan.slots[0].alternatives][:1] == ["fuzzy"]
    assert plan.corrections == ()


@pytest.mark.parametrize("text", ["aan vragen", "geboorte akte aan vragen", "op enen", "om gevingsvergunning"])
def test_a_word_that_was_split_at_a_stop_word_is_put_together(text):
    entries = [
        *vocabulary().entries.values(),
        Entry("omgevingsvergunning", "omgevingsvergunning", "omgevingsvergunn", 2, 1),
    ]
    plan = QueryPlanner(Vocabulary(entries, 9)).plan(text, "nl")
    assert plan.slots[-1].text in {"aanvragen", "openen", "omgevingsvergunning"}
    assert plan.confidence == 1


def test_three_pieces_with_a_stop_word_are_one_word_and_two_words_beside_each_other_are_not():
    entries = [
        *vocabulary().entries.values(),
        Entry("omgevingsvergunning", "omgevingsvergunning", "omgevingsvergunn", 2, 1),
    ]
    whole = QueryPlanner(Vocabulary(entries, 9))
    assert [slot.text for slot in whole.plan("om gevings vergunning", "nl").slots] == ["omgevingsvergunning"]
    assert [slot.text for slot in whole.plan("een kaart voor mijn straat", "nl").slots] == ["kaart", "straat"]


def test_the_form_of_a_verb_does_not_hide_a_typing_error():
    entries = [
        Entry("erkennen", "erkennen", "erkenn", 1, 1),
        Entry("erkend", "erkend", "erkend", 3),
        Entry("erkent", "erkent", "erkent", 2),
    ]
    verbs = QueryPlanner(Vocabulary(entries, 9))
    misspelt = verbs.plan("erkenen", "nl")
    assert misspelt.corrections == (Correction("erkenen", "erkennen"),)
    assert "erkenn" in misspelt.terms
    assert planner().plan("vernieuwd", "nl").corrections == ()


def test_a_sound_of_one_letter_is_no_word():
    entries = [*vocabulary().entries.values(), Entry("s", "s", "s", 5)]
    assert QueryPlanner(Vocabulary(entries, 9)).plan("zzzz", "nl").corrections == ()


def test_a_word_in_a_title_goes_before_a_synonym_in_a_text():
    table = SynonymTable.of([("kaart", ("kampvuur",))], Analyzer("nl"))
    plan = QueryPlanner(vocabulary(), table).plan("kaart", "nl")
    said = Candidate(DocumentKey("product", "said"), {"kaart": 6.0}, frozenset({"kaart", "straat", "stad"}))
    meant = Candidate(DocumentKey("product", "meant"), {"kampvur": 3.9}, frozenset({"iets", "anders"}))
    assert [place.key.id for place in rerank(plan, [meant, said])] == ["said", "meant"]
