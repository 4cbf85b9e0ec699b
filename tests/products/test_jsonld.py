"""A product for search engines."""

import json

import pytest
from django.test import Client

from forms_app.models import Form
from people.models import CitySettings
from products import page_values
from products.jsonld import government_service
from products.models import Authority, ProductFormLink, ProductPage
from tests.factories import make_form, question, step


@pytest.fixture
def product(index):
    page = ProductPage(title="Fietslabel", slug="fietslabel", summary="Een sticker op uw fiets.", product_number="1234")
    page.alternative_titles = "Fietssticker\nFietsgravure\n"
    page.keywords = "fiets\ndiefstal"
    page.themes, page.audiences, page.product_type = ["MobiliteitOpenbareWerken"], ["Burger"], "Voorwerp"
    page.processing_time_value, page.processing_time_unit = 2, "weeks"
    link = {"title": "Reglement", "url": "https://stad.example/reglement", "description": ""}
    page_values.write(
        page,
        {
            "costs": [{"type": "cost", "value": {"amount": 250, "title": "Per fiets", "description": ""}}],
            "legal_basis": [{"type": "link", "value": link}],
            "valid_from": "2026-01-01",
        },
    )
    return index.add_child(instance=page)


def test_a_product_is_a_government_service(product):
    data = government_service(product, CitySettings(city_name="Sint-Niklaas"))
    assert (data["@type"], data["name"], data["description"]) == (
        "GovernmentService",
        "Fietslabel",
        "Een sticker op uw fiets.",
    )
    assert data["url"] == product.full_url
    assert data["alternateName"] == ["Fietssticker", "Fietsgravure"]
    assert data["serviceType"] == ["Voorwerp"]
    assert data["category"] == ["Mobiliteit en Openbare Werken"]
    assert data["audience"] == [{"@type": "Audience", "audienceType": "Burger"}]
    assert data["offers"] == [
        {
            "@type": "Offer",
            "name": "Per fiets",
            "price": "2.50",
            "priceCurrency": "EUR",
            "validFrom": "2026-01-01",
        }
    ]
    assert data["identifier"][0]["value"] == "1234"
    assert data["subjectOf"][0]["url"] == "https://stad.example/reglement"
    assert data["provider"][0]["name"] == "Stad Sint-Niklaas"
    assert data["mainEntityOfPage"]["keywords"] == "fiets, diefstal"
    assert json.loads(json.dumps(data)) == data


def test_what_is_free_costs_nothing(product):
    product.is_free = True
    assert government_service(product, CitySettings())["offers"][0]["price"] == "0.00"


def test_the_city_keeps_its_contact_data_beside_the_competent_authorities_that_have_a_name(product):
    authorities = {
        "De Staat": "https://o.example/1",
        "": "https://o.example/OVO027227",
        "Stad Sint-Niklaas": "https://o.example/3",
    }
    product.competent_authorities = [Authority.objects.create(iri=iri, name=name) for name, iri in authorities.items()]
    contact = {"name": "Mobiliteit", "email": "m@stad.example", "phone": "03 778 30 00", "url": ""}
    block = ProductPage._meta.get_field("contact_points").stream_block
    product.contact_points = block.to_python([{"type": "contact", "value": {**contact, "opening_hours": "9-12"}}])
    product.save()
    data = government_service(
        product, CitySettings(city_name="Sint-Niklaas", phone="03 778 30 00", email="stad@stad.example")
    )
    city, state = data["provider"]
    assert state == {"@type": "GovernmentOrganization", "@id": "https://o.example/1", "name": "De Staat"}
    assert (city["@id"], city["name"], city["telephone"]) == (
        "https://o.example/3",
        "Stad Sint-Niklaas",
        "03 778 30 00",
    )
    assert city["contactPoint"] == [
        {
            "@type": "ContactPoint",
            "name": "Mobiliteit",
            "telephone": "03 778 30 00",
            "email": "m@stad.example",
            "hoursAvailable": "9-12",
        }
    ]
    assert "OVO027227" not in json.dumps(data)


def test_a_published_form_is_a_channel_and_a_draft_is_none(product):
    steps = step("Uw fiets", question("text", "merk", "Welk merk?"))
    live, draft = make_form(steps, key="fietslabel"), make_form(steps, key="later", publish=False)
    Form.objects.filter(pk=draft.pk).update(live=False)
    product.form_links = [ProductFormLink(form=live), ProductFormLink(form=draft)]
    product.save()
    [channel] = government_service(product, CitySettings())["availableChannel"]
    assert channel["serviceUrl"].endswith("/formulieren/fietslabel/")
    assert channel["processingTime"] == "P2W"


def test_an_empty_product_has_no_empty_properties(index):
    data = government_service(index.add_child(instance=ProductPage(title="Leeg", slug="leeg")), CitySettings())
    assert "offers" not in data
    assert "availableChannel" not in data
    assert "" not in data.values()


def test_no_text_can_end_the_script_element_of_the_page(product):
    product.title = product.summary = "</script><script>alert(1)</script>"
    product.save_revision().publish()
    text = Client().get("/producten/fietslabel/").text
    assert "<script>alert" not in text
    assert '"@type": "GovernmentService"' in text


def test_it_takes_few_queries(product, django_assert_max_num_queries):
    page = ProductPage.objects.get(pk=product.pk)
    with django_assert_max_num_queries(5):
        government_service(page, CitySettings())
