"""The register of processing: a row for each form that citizens got, for data protection alone, and never a formula."""

import csv
import io

import pytest
from django.test import Client
from django.utils.html import escape
from wagtail.models import Site

from cases.models import CaseType
from forms_app.models import Form
from people.models import CitySettings
from people.roles import ADMINISTRATOR, AUDITOR, LEAD, PRIVACY
from records.models import AuditLine
from tests.cases.factories import case_type, form_for, staff
from tests.factories import make_department, make_form, question, step

pytestmark = pytest.mark.django_db
LIST = "/cms/verwerkingen/"


@pytest.fixture
def client():
    client = Client()
    client.force_login(staff("functionaris", PRIVACY, make_department("secretariaat")))
    return client


def marked_form(key, title, destination="adreswijziging"):
    case_type(destination)
    form = make_form(
        step(
            "Wie",
            question("text", "naam", "Hoe heet u?", personal_data=True),
            question("email", "mail", "=1+1", personal_data=True),
            question("yes_no", "huurt", "Huurt u?"),
        ),
        key=key,
        publish=False,
    )
    form.title, form.destination = title, destination
    form.save()
    form.save_revision().publish()
    form.refresh_from_db()
    return form


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_each_form_is_a_row_with_what_its_case_type_says(client):
    marked_form("verhuis", "Verhuis")
    CaseType.objects.update(
        purpose="om te noteren", legal_basis="Wet", receivers="Rijksregister\nPolitie", retention_rule="BS-12"
    )
    CitySettings.objects.update_or_create(site=Site.objects.get(), defaults={"city_name": "Teststad"})
    (row,) = rows_of(client.get(LIST + "?export=csv"))
    assert row == {
        "Formulier": "Verhuis",
        "Adres": "/formulieren/verhuis/",
        "Staat online": "ja",
        "Zaaktype": "Adreswijziging",
        "Dienst die behandelt": "Bevolking",
        "Verwerkingsverantwoordelijke": "Stad Teststad",
        "Doel": "om te noteren",
        "Rechtsgrond": "Wet",
        "Persoonsgegevens": "Hoe heet u?; =1+1",
        "Ontvangers buiten de stad": "Rijksregister; Politie",
        "Jaren bewaren na het einde": "5",
        "Selectieregel": "BS-12",
        "Daarna": "vernietigen",
    }
    line = AuditLine.objects.get(action="processing.exported")
    assert line.detail == {"format": "csv", "rows": 1}


def test_a_form_that_is_offline_stays_in_the_register_and_one_that_nobody_got_is_not_in_it(client):
    marked_form("verhuis", "Verhuis").unpublish()
    make_form(step("Wie", question("text", "naam", "Hoe heet u?")), key="ontwerp", publish=False)
    (row,) = rows_of(client.get(LIST + "?export=csv"))
    assert (row["Formulier"], row["Staat online"]) == ("Verhuis", "nee")


def test_a_form_whose_case_type_is_gone_is_a_row_with_the_code(client):
    form_for()
    Form.objects.first().versions.update(destination="weg")
    (row,) = rows_of(client.get(LIST + "?export=csv"))
    assert (row["Zaaktype"], row["Doel"]) == ("weg", "")


def test_no_cell_is_a_formula(client):
    marked_form("verhuis", "=HYPERLINK(1)")
    CaseType.objects.update(receivers="+32", purpose="@som", legal_basis="-1")
    (row,) = rows_of(client.get(LIST + "?export=csv"))
    assert row["Formulier"] == "'=HYPERLINK(1)"
    assert (row["Ontvangers buiten de stad"], row["Doel"], row["Rechtsgrond"]) == ("'+32", "'@som", "'-1")


def test_the_screen_says_what_is_not_filled_in_and_offers_the_export(client):
    marked_form("verhuis", "Verhuis")
    page = client.get(LIST)
    assert page.status_code == 200
    assert page.text.count("niet ingevuld") == 3
    assert escape("?export=csv") in page.text


def test_more_forms_cost_no_more_queries(client, django_assert_max_num_queries):
    for number in range(3):
        marked_form(f"formulier-{number}", f"Formulier {number}")
    client.get(LIST)
    with django_assert_max_num_queries(25) as few:
        client.get(LIST)
    for number in range(3, 12):
        marked_form(f"formulier-{number}", f"Formulier {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)
    with django_assert_max_num_queries(len(few)):
        assert len(rows_of(client.get(LIST + "?export=csv"))) == 12


@pytest.mark.parametrize("role", [LEAD, AUDITOR, ADMINISTRATOR])
def test_who_lacks_the_right_sees_no_register(role):
    client = Client()
    client.force_login(staff("collega", role, make_department()))
    assert client.get(LIST).status_code in (302, 403, 404)
    assert client.get(LIST + "?export=csv").status_code in (302, 403, 404)
    assert not AuditLine.objects.filter(action="processing.exported").exists()
