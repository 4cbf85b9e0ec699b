"""A new form begun with the ready step "Wie bent u?", by an editor in a browser."""

import pytest
from playwright.sync_api import expect

from forms_app.models import Form
from tests.e2e.accessibility import WCAG, axe, in_words, overflow
from tests.factories import make_department

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ADD = "/cms/snippets/forms_app/form/add/"


def test_one_click_brings_the_questions_and_the_draft_keeps_them(desk):
    make_department()
    desk.goto(desk.address + ADD)
    desk.get_by_role("link", name="Wie bent u?", exact=True).press("Enter")
    expect(desk.get_by_role("link", name="Wie bent u?", exact=True)).to_have_attribute("aria-current", "true")
    expect(desk.get_by_text("Uw familienaam").first).to_be_visible()
    for width in (390, 1280):
        desk.set_viewport_size({"width": width, "height": 900})
        assert in_words(axe(desk, *WCAG)) == []
        assert overflow(desk) == 0
    desk.locator("#id_title").fill("Bewonerskaart")
    desk.locator("#id_department").select_option(index=1)
    desk.get_by_role("button", name="Bewaar concept").click()
    desk.wait_for_url("**/edit/**")
    steps = Form.objects.get().get_latest_revision_as_object().steps
    names = [question.value["name"] for step in steps for question in step.value["questions"]]
    assert names == ["voornaam", "familienaam", "email", "telefoon", "adres"]
