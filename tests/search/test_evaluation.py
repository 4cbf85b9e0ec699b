import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search.evaluation.figures import JudgedQuery, evaluate
from search.models import Generation, IndexedDocument, Synonym


def test_figures_count_the_place_of_the_first_right_answer():
    answers = {"a": ["1", "2"], "b": ["2", "1"], "c": []}
    queries = [JudgedQuery(text, "kind", frozenset({"1"})) for text in answers]
    figures = evaluate(queries, lambda text: answers[text])["all"]
    assert (figures.queries, figures.s1, figures.s3) == (3, pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert figures.mrr == pytest.approx(0.5)
    assert figures.zero == pytest.approx(1 / 3)
    assert figures.ndcg10 == pytest.approx((1 + 0.6309) / 3, abs=1e-3)


def test_figures_are_given_per_kind_and_nothing_for_nothing():
    queries = [JudgedQuery("a", "one", frozenset("1")), JudgedQuery("b", "two", frozenset("1"))]
    assert list(evaluate(queries, lambda _text: ["1"])) == ["one", "two", "all"]
    assert evaluate([], lambda _text: []) == {}


@pytest.fixture
def files(tmp_path):
    records = [
        {
            "id": "x1",
            "productId": "7",
            "concept": "c1",
            "title": {"nl": "Rijbewijs"},
            "description": {"nl": "<p>Auto</p>"},
        },
        {"id": "x2", "productId": "8", "concept": "c2", "title": {"nl": "Paspoort"}, "keywords": {"nl": ["reizen"]}},
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    rows = ["product\tipdc_productId\tkind\tquery", "Rijbewijs\t7\tplain\trijbewijs", "Weg\t99\tplain\tweg"]
    (tmp_path / "everyday.tsv").write_text("\n".join([*rows, "Paspoort\t\tkeyword\treizen"]), encoding="utf-8")
    (tmp_path / "judged.tsv").write_text("query\tconcept\npaspoort\tc2\n", encoding="utf-8")
    return tmp_path


@pytest.mark.django_db
def test_the_command_reads_both_shapes_and_leaves_no_trace(files):
    out = StringIO()
    names = [files / "everyday.tsv", files / "judged.tsv"]
    call_command("evaluate_search", *names, corpus=files / "corpus.jsonl", format="json", stdout=out)
    report = json.loads(out.getvalue())
    assert report["everyday.tsv"]["skipped"] == 1
    assert report["everyday.tsv"]["all"]["s1"] == 1
    assert report["judged.tsv"]["judgement"]["s1"] == 1
    assert not IndexedDocument.objects.exists()
    assert not Generation.objects.exists()


@pytest.mark.django_db
def test_the_keywords_can_be_left_out(files):
    out = StringIO()
    call_command(
        "evaluate_search",
        files / "everyday.tsv",
        corpus=files / "corpus.jsonl",
        without_keywords=True,
        format="json",
        stdout=out,
    )
    assert json.loads(out.getvalue())["everyday.tsv"]["keyword"]["zero"] == 1


@pytest.mark.django_db
def test_a_file_that_is_no_catalogue_is_refused(files):
    with pytest.raises(CommandError, match="Not readable"):
        call_command("evaluate_search", files / "judged.tsv", corpus=files / "everyday.tsv")


@pytest.mark.shared_data
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("without_synonyms", "s1", "s3", "ndcg10", "zero"),
    [(True, 0.51, 0.63, 0.59, 0.06), (False, 0.60, 0.77, 0.72, 0.01)],
)
def test_everyday_queries_on_a_real_catalogue_reach_what_was_promised(
    shared_data, without_synonyms, s1, s3, ndcg10, zero
):
    """Without editors' keywords: the words of the catalogue alone (SEARCH.md: 0.49 and 0.64), then with the synonyms."""
    out = StringIO()
    call_command(
        "evaluate_search",
        shared_data / "search" / "everyday-queries.tsv",
        corpus=shared_data / "lpdc" / "catalogue.jsonl",
        without_keywords=True,
        without_synonyms=without_synonyms,
        format="json",
        stdout=out,
    )
    figures = json.loads(out.getvalue())["everyday-queries.tsv"]["all"]
    assert figures["queries"] > 400
    assert figures["s1"] >= s1
    assert figures["s3"] >= s3
    assert figures["ndcg10"] >= ndcg10
    assert figures["zero"] <= zero


@pytest.mark.django_db
def test_without_a_corpus_the_index_in_use_is_measured_with_the_rules_in_use(files, publish_product):
    publish_product("Rijbewijs", product_number="7")
    publish_product("Paspoort")
    Synonym.objects.create(phrase="reizen", meanings="paspoort")
    out = StringIO()
    call_command("evaluate_search", files / "everyday.tsv", format="json", stdout=out)
    report = json.loads(out.getvalue())["everyday.tsv"]
    assert (report["skipped"], report["all"]["queries"], report["all"]["s1"]) == (1, 2, 1)
    out = StringIO()
    call_command("evaluate_search", files / "everyday.tsv", "--without-synonyms", format="json", stdout=out)
    assert json.loads(out.getvalue())["everyday.tsv"]["all"]["zero"] == 0.5


@pytest.mark.django_db
def test_the_index_in_use_cannot_be_measured_without_its_keywords(files):
    with pytest.raises(CommandError, match="needs --corpus"):
        call_command("evaluate_search", files / "everyday.tsv", "--without-keywords")
