"""The statement on accessibility says what the newest audit found, and says plainly where nobody looked."""

import datetime
import html

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from front import page_tree
from front.models import AccessibilityAudit
from people.models import CitySettings
from people.roles import CHIEF_EDITOR, HANDLER
from tests.cases.factories import staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
PAGE = "/toegankelijkheid/"
GAP = {"what": "Kaarten zijn niet voor te lezen.", "reason": "Dat kan nog niet.", "alternative": "Bel ons."}


@pytest.fixture
def tree():
    home = page_tree.sync(with_start_texts=True)
    city = {"city_name": "Teststad", "phone": "02 345 67 89", "email": "info@teststad.be", "complaints": "/klacht/"}
    CitySettings.objects.update_or_create(site=home.get_site(), defaults=city)


def make_audit(**fields):
    values = {"date": datetime.date(2026, 11, 2), "auditor": "de webredactie", "method": "met een programma"}
    audit = AccessibilityAudit(**{**values, "gaps": [{"type": "gap", "value": GAP}], **fields})
    audit.full_clean()
    audit.save()
    return audit


def statement():
    return " ".join(html.unescape(Client().get(PAGE).text).split())


def test_without_an_audit_the_statement_says_that_nobody_looked_and_whom_to_tell(tree):
    text = statement()
    assert "Niemand keek deze site al helemaal na." in text
    assert "02 345 67 89" in text
    assert '<a href="/klacht/">Dien een klacht in</a>' in text


def test_the_newest_audit_is_shown_with_its_gaps_and_another_page_shows_none(tree):
    make_audit(date=datetime.date(2025, 1, 1), result="none", gaps=[])
    make_audit()
    text = statement()
    assert "Op 2 november 2026 is deze site nagekeken volgens WCAG 2.2, niveau AA." in text
    assert "<strong>voldoet voor een deel</strong>" in text
    for words in ("de webredactie", "met een programma", *GAP.values()):
        assert words in text
    assert "Niemand keek" not in text
    assert "nagekeken volgens" not in Client().get("/privacy/").text


def test_a_city_without_an_address_for_complaints_promises_none(tree):
    CitySettings.objects.update(complaints="")
    assert "klacht in</a>" not in statement()


def test_what_cannot_be_so_is_refused():
    tomorrow = datetime.date.today() + datetime.timedelta(days=2)
    with pytest.raises(ValidationError, match="Deze dag moet nog komen"):
        make_audit(date=tomorrow)
    with pytest.raises(ValidationError, match="iets nog niet werkt"):
        make_audit(result="full")
    make_audit(result="full", gaps=[])


@pytest.mark.parametrize(("address", "is_good"), [("/klacht/", True), ("https://ombuds.be/", True), ("klacht", False)])
def test_where_to_complain_is_an_address(address, is_good):
    city = CitySettings(site_id=1, city_name="Teststad", complaints=address)
    if is_good:
        return city.full_clean()
    with pytest.raises(ValidationError, match="Begin met /"):
        city.full_clean()


def test_the_chief_editor_writes_audits_and_a_handler_none(tree):
    chief, handler = Client(), Client()
    chief.force_login(staff("hoofd", CHIEF_EDITOR, make_department()))
    handler.force_login(staff("behandelaar", HANDLER, make_department()))
    address = "/cms/snippets/front/accessibilityaudit/"
    data = {
        "date": "02-11-2026",
        "auditor": "de webredactie",
        "method": "met de hand",
        "standard": "WCAG 2.2, niveau AA",
        "result": "full",
        "gaps-count": "0",
    }
    assert handler.get(address).status_code in (302, 403, 404)
    assert chief.post(address + "add/", data).status_code == 302
    assert "<strong>voldoet helemaal</strong>" in statement()
    assert chief.get(address).status_code == 200
