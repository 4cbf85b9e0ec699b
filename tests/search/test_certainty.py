"""Search says that it is sure only where judged queries bear it out."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.asking.certainty import BASE, SURE, WEIGHTS, Evidence, certainty, is_sure
from search.asking.scorer import Ranked
from search.evaluation.reliability import Sample, fitted, reliability
from search.indexing.documents import DocumentKey


def places(*scores, understood=1.0, title=1.0):
    """Return results with these scores, the first of which answers so much."""
    ranked = [Ranked(DocumentKey("product", str(at)), score, 1.0, 1.0, 0.5) for at, score in enumerate(scores)]
    return [replace(ranked[0], certainty=understood, title=title), *ranked[1:]]


def test_what_is_far_ahead_and_says_all_is_sure():
    assert is_sure(places(10, 3, 2, 1))
    assert is_sure(places(10))


@pytest.mark.parametrize(
    "doubtful",
    [
        places(10, 9.9, 9.8, 9.7, title=0.2),
        places(10, understood=0.3),
        places(10, 9, 8, 7, understood=0.3),
    ],
    ids=["many that answer as well", "one that answers a guess", "a guess with others"],
)
def test_what_others_answer_as_well_and_what_was_guessed_is_not_sure(doubtful):
    assert 0 < certainty(doubtful) < SURE


def test_each_kind_of_evidence_makes_it_surer():
    before = certainty(places(10, 8, 7, 6, understood=0.6, title=0.3))
    assert certainty(places(10, 8, 7, 6, understood=0.9, title=0.3)) > before
    assert certainty(places(10, 8, 7, 6, understood=0.6, title=0.9)) > before
    assert certainty(places(10, 6, 6, 6, understood=0.6, title=0.3)) > before
    assert certainty(places(10, 8, 7, 2, understood=0.6, title=0.3)) > before


def test_nothing_and_a_guess_by_meaning_are_no_answer_and_what_an_editor_put_first_is_one():
    assert certainty([]) == 0
    assert certainty([Ranked(DocumentKey("product", "1"), 0.0, 0.0, nearness=0.9)]) == 0
    assert certainty([Ranked(DocumentKey("product", "1"), 0.0, 0.0, is_pinned=True), *places(9, 8)]) == 1


def samples():
    """Return what queries of many products found: nearly all of the clear ones right, half of the others."""
    clear, doubtful = Evidence(1.0, 1.0, 0.9, 0.9), Evidence(0.4, 0.1, 0.1, 0.1)
    right = [Sample(str(at), clear, at % 100 != 7, at % 100 != 7, 0.2) for at in range(400)]
    return right + [Sample(f"other {at}", doubtful, False, at % 2 == 0, 0.95) for at in range(100)]


def test_the_curve_gives_the_shares_that_it_was_fitted_on():
    curve = fitted(samples())
    clear, doubtful = samples()[0], samples()[-1]
    assert curve.of(clear) == pytest.approx(0.98, abs=0.015)
    assert curve.of(doubtful) == pytest.approx(0.5, abs=0.05)
    assert curve.of(doubtful) < curve.sure <= curve.of(clear)


def test_each_query_is_tried_on_a_curve_that_was_fitted_without_its_product():
    report = reliability(samples(), SURE)
    assert sum(band.queries for band in report.bands) == 500
    assert report.bands[-1].label == "sure"
    assert report.bands[-1].among == pytest.approx(396 / 400)
    assert report.without == 0.2


@pytest.mark.django_db
def test_the_command_needs_a_catalogue_for_it(tmp_path):
    with pytest.raises(CommandError, match="needs --corpus"):
        call_command("evaluate_search", tmp_path / "queries.tsv", "--reliability")


@pytest.mark.shared_data
@pytest.mark.django_db
def test_where_it_is_sure_the_right_one_is_among_three_in_95_of_100_held_out_queries(shared_data):
    """What docs/search.md and search/asking/certainty.py say is what the command says."""
    out = StringIO()
    names = [shared_data / "search" / name for name in ("everyday-queries.tsv", "judgements.tsv")]
    call_command(
        "evaluate_search", *names, corpus=shared_data / "lpdc" / "catalogue.jsonl", reliability=True, stdout=out
    )
    lines = out.getvalue().splitlines()
    _label, queries, _mean, among, _first = (cell.strip() for cell in lines[6].strip("|").split("|"))
    assert int(queries) >= 450
    assert float(among) >= 0.95
    assert lines[8:11] == [
        f"WEIGHTS = Evidence({', '.join(f'{weight:.2f}' for weight in WEIGHTS)})",
        f"BASE = {BASE:.2f}",
        f"SURE = {SURE:.2f}",
    ]


@pytest.mark.django_db
def test_municipalities_are_counted_once_for_a_town_and_its_social_service(tmp_path):
    rows = [("a", "lokeren_ocmw"), ("a", "lokeren_gemeente"), ("a", "aalst_gemeente"), ("", "aalst_gemeente")]
    file = tmp_path / "instances.jsonl"
    file.write_text("\n".join(json.dumps({"concept": c, "authority": a}) for c, a in rows), encoding="utf-8")
    out = StringIO()
    call_command("count_offered", file, stdout=out)
    assert out.getvalue() == "concept,municipalities\na,2\n"
    with pytest.raises(CommandError, match="Not readable"):
        call_command("count_offered", tmp_path / "nothing.jsonl")
