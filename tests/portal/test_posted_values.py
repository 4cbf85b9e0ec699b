"""What only a tampered post holds is refused as a bad request, wherever a chooser or an editor of texts stands."""

import json

import pytest
from django.core.exceptions import BadRequest
from django.test import Client
from wagtail.blocks import CharBlock, ListBlock

from people.roles import CHIEF_EDITOR
from products.models import FrequentQuestion
from tests.cases.factories import staff
from tests.factories import make_department
from tests.trees import make_product

pytestmark = pytest.mark.django_db
ADD = "/cms/snippets/products/frequentquestion/add/"
TEXT = {
    "blocks": [{"key": "a", "type": "unstyled", "depth": 0, "text": "Ja.", "inlineStyleRanges": [], "entityRanges": []}]
}
ANSWER = json.dumps({**TEXT, "entityMap": {}})


@pytest.fixture
def editor():
    client = Client(raise_request_exception=False)
    client.force_login(staff("redacteur", CHIEF_EDITOR, make_department()))
    return client


def post(editor, **values):
    given = {
        "question": "Hoe laat?",
        "slug": "laat",
        "answer": ANSWER,
        "department": make_department().pk,
        "product": "",
    }
    return editor.post(ADD, {**given, **values, "action-publish": ""})


def test_what_the_editor_itself_sends_is_taken(editor):
    assert post(editor, product=make_product().pk).status_code == 302
    assert FrequentQuestion.objects.get().product is not None


@pytest.mark.parametrize("product", ["abc", "9" * 30, "9" * 5000, "²", "-1", "1,2"])
def test_an_id_that_is_none_is_a_bad_request(editor, product):
    assert post(editor, product=product).status_code == 400
    assert not FrequentQuestion.objects.exists()


@pytest.mark.parametrize("answer", ["{", "geen json", "[]", "1", '{"blocks": 3}'])
def test_a_text_that_no_editor_wrote_is_a_bad_request(editor, answer):
    assert post(editor, answer=answer).status_code == 400
    assert not FrequentQuestion.objects.exists()


def test_a_product_that_does_not_exist_is_said_beside_the_field(editor):
    page = post(editor, product="987654")
    assert page.status_code == 200
    assert not FrequentQuestion.objects.exists()


@pytest.mark.parametrize(
    "frame",
    [{"count": said} for said in ("", "abc", "²", "-1", "9" * 30, "999999")]
    + [{"0-order": said} for said in ("", "abc", "²", "-1")]
    + [{"0-order": "1"}],
)
def test_blocks_without_a_number_or_an_order_are_a_bad_request(frame):
    rows = {
        "count": "2",
        **{f"{at}-{name}": said for at in (0, 1) for name, said in (("deleted", ""), ("order", str(at)))},
    }
    data = {f"rows-{name}": said for name, said in {**rows, **frame}.items()} | {
        "rows-0-value": "a",
        "rows-1-value": "b",
    }
    with pytest.raises(BadRequest):
        ListBlock(CharBlock()).value_from_datadict(data, {}, "rows")


def test_blocks_keep_the_order_that_the_editor_gave_them():
    data = {"rows-count": "3", "rows-0-deleted": "", "rows-0-order": "1", "rows-0-value": "twee", "rows-1-deleted": "1"}
    data |= {
        "rows-1-order": "1",
        "rows-1-value": "weg",
        "rows-2-deleted": "",
        "rows-2-order": "0",
        "rows-2-value": "een",
    }
    assert list(ListBlock(CharBlock()).value_from_datadict(data, {}, "rows")) == ["een", "twee"]
