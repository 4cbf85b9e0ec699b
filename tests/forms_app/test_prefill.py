"""What a product's link carries: an answer that goes without saying, shown and open to change."""

import pytest
from django.test import Client

from forms_app.filling.prefill import chosen_of
from forms_app.models import Draft
from products.models import ProductFormLink
from products.prefill import PrefillSelect
from tests.factories import make_form, question, step
from tests.forms_app.citizen import Citizen
from tests.trees import make_product

pytestmark = pytest.mark.django_db
KIDS = [{"key": "zelf", "label": "Voor mezelf"}, {"key": "kinderen", "label": "Kids-ID"}]
EXTRA = [{"key": "foto", "label": "Een foto"}, {"key": "pin", "label": "Een pincode"}]


@pytest.fixture
def form():
    return make_form(
        step("Voor wie?", question("radio", "wie", "Voor wie vraagt u?", choices=KIDS)),
        step("Wat nog?", question("checkboxes", "wat", "Wat hebt u nog nodig?", choices=EXTRA, required=False)),
        key="kaart",
    )


@pytest.fixture
def link(form):
    page = make_product("Kids-ID")
    page.form_links = [ProductFormLink(form=form, label="Begin", prefill="kaart/wie:kinderen")]
    page.save_revision().publish()
    return page.form_links.get()


def begin(client, address):
    """Press the button of a start page."""
    citizen = Citizen("kaart", client)
    page = client.get(address)
    data = {"product": [""], "answer": []}
    citizen.page = page
    data.update({name: values for name, values in citizen.values.items() if name in data})
    return citizen.open(client.post("/formulieren/kaart/start/", data).url)


def test_the_product_leads_to_its_form_with_the_answer_chosen(link, client):
    text = client.get("/producten/kids-id/").text
    assert f'href="/formulieren/kaart/?product={link.page_id}&amp;answer=wie:kinderen"' in text
    start = client.get(link.start_url).text
    assert "Dit vullen wij al voor u in" in start
    assert "<strong>Kids-ID</strong>" in start
    citizen = begin(client, link.start_url)
    assert citizen.values["wie"] == ["kinderen"]
    assert Draft.objects.get().context == {"product": str(link.page_id)}
    assert not citizen.errors
    assert citizen.send().step == "wat-nog"
    assert Draft.objects.get().answers == {"wie": "kinderen"}


def test_the_citizen_can_choose_otherwise(link, client):
    citizen = begin(client, link.start_url).send(wie="zelf")
    assert citizen.step == "wat-nog"
    assert Draft.objects.get().answers == {"wie": "zelf"}


def test_several_answers_of_one_question_only_where_it_takes_several(form, client):
    citizen = begin(client, "/formulieren/kaart/?answer=wat:foto&answer=wat:pin&answer=wie:zelf&answer=wie:kinderen")
    assert citizen.values["wie"] == ["zelf"]
    assert citizen.send().values["wat"] == ["foto", "pin"]


@pytest.mark.parametrize(
    "answer", ["", "wie", "wie:", "wie:iets", "wie:zelf:x", "iets:zelf", ":", "wat", "<b>", "wie:" + "9" * 5000, "²"]
)
def test_what_the_form_does_not_offer_is_left_aside(form, client, answer):
    start = client.get("/formulieren/kaart/", {"answer": answer})
    assert start.status_code == 200
    assert "Dit vullen wij al voor u in" not in start.text
    assert Client().post("/formulieren/kaart/start/", {"answer": answer}).status_code == 302
    assert Draft.objects.get().data == {}


def test_an_editor_picks_from_the_choices_of_published_forms(form):
    html = PrefillSelect().render("prefill", "kaart/wie:kinderen")
    assert '<optgroup label="Kaart: Voor wie vraagt u?">' in html
    assert '<option value="kaart/wie:kinderen" selected>Kids-ID</option>' in html
    assert '<option value="">Niets</option>' in html


def test_a_choice_that_its_form_no_longer_offers_stays_and_says_so(form):
    html = PrefillSelect().render("prefill", "kaart/wie:weg")
    assert '<option value="kaart/wie:weg" selected>kaart/wie:weg (biedt het formulier niet meer aan)</option>' in html


def test_an_answer_of_another_form_goes_along_with_none(form, link):
    link.form = make_form(step("Naam", question("text", "naam", "Hoe heet u?")), key="anders")
    assert link.start_url == f"/formulieren/anders/?product={link.page_id}"


def test_choices_are_found_in_the_forms_own_order(form):
    definition = form.current_version().definition
    assert [choice.code for choice in chosen_of(definition, ["wat:pin", "wie:zelf"])] == ["wie:zelf", "wat:pin"]
