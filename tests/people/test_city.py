"""Whose counter this is stands in the database: no city in the code, and one that was there goes on as it was."""

import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.models import Site

from cases.models import Case
from cases.reference import check_character, normalise, occurs_in
from people.city import NO_PREFIX, describe_city, reference_prefix
from people.models import CitySettings, User
from tests.cases.factories import case_type, make_case
from tests.trees import make_city, make_home

ROOT = Path(__file__).resolve().parents[2]
CSS = re.compile(r"(?<![A-Za-z])sn-(?=[a-z_{])")
"""The prefix of our classes is no city."""
OF_THE_DEMO = ("site/demo/", "/migrations/", "site/portal/settings/demo.py", "site/portal/settings/development.py")


def source_files():
    for folder in ("site", "products", "forms_app", "search", "templates"):
        for path in (ROOT / folder).rglob("*"):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in (".py", ".html", ".txt", ".json", ".js", ".css", ".svg") and not any(
                each in f"{name}" for each in OF_THE_DEMO
            ):
                yield name, path.read_text(encoding="utf-8")


def test_no_city_stands_in_code_or_templates():
    named = {
        name for name, text in source_files() if re.search("sint[- ]niklaas", text, re.I) or "SN-" in CSS.sub("", text)
    }
    assert named == set()


@pytest.mark.django_db
def test_pages_of_a_city_that_nobody_described_name_none_and_have_no_empty_telephone(client):
    make_home()
    case_type("melding")
    for address in ("/", "/plaatsen/", "/zaken/", "/zoeken/?q=ruimteschip", "/bestaat-niet/"):
        page = client.get(address).text
        assert "De stad" in page, address
        assert "Stad </" not in page, address
        assert "tel:" not in page, address


@pytest.mark.django_db
def test_what_is_empty_is_filled_in_and_what_somebody_wrote_stays():
    site = Site.objects.get()
    CitySettings.for_site(site)  # a visit of the admin makes an empty one
    city, is_new = describe_city(site, "Teststad", phone="02 345 67 89")
    assert (is_new, city.city_name, city.phone, city.reference_prefix) == (True, "Teststad", "02 345 67 89", "TE")
    CitySettings.objects.update(reference_prefix="")
    city, is_new = describe_city(site, "Anderstad", phone="1", email="info@teststad.be")
    assert (is_new, city.city_name, city.phone, city.email) == (False, "Teststad", "02 345 67 89", "info@teststad.be")
    assert city.reference_prefix == ""  # somebody emptied it


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "kept"), [("vb", "VB"), ("VBS", "VBS"), ("", "")])
def test_the_letters_of_numbers_are_capitals(typed, kept):
    city = CitySettings(site=Site.objects.get(), city_name="Voorbeeld", reference_prefix=typed)
    city.full_clean()
    assert city.reference_prefix == kept


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["V", "VBST", "V1", "É1", "V-", "VB\n"])
def test_other_letters_are_refused(typed):
    with pytest.raises(ValidationError):
        CitySettings(site=Site.objects.get(), city_name="Voorbeeld", reference_prefix=typed).full_clean()


@pytest.mark.django_db
def test_a_new_case_has_the_letters_of_the_city_and_an_old_number_is_still_found():
    old = make_case()
    assert old.reference.startswith(f"{NO_PREFIX}-")
    make_city(city_name="Voorbeeld", reference_prefix="VBS")
    new = make_case()
    assert new.reference.startswith("VBS-")
    for case in (old, new):
        assert list(Case.objects.matching(case.reference.lower().replace("-", " "))) == [case]


@pytest.mark.django_db
def test_the_letters_are_read_once_a_generation(django_assert_num_queries):
    make_city(reference_prefix="VB")
    with django_assert_num_queries(1):  # in a transaction, as each test is, the database itself is asked
        assert reference_prefix() == "VB"


def test_numbers_with_other_letters_stay_numbers_when_they_are_right():
    right = f"7K4M-92QX-{check_character('7K4M92QX')}"
    for letters in ("SN", "vbs"):
        assert normalise(f"{letters}-{right}", "VB") == f"{letters.upper()}-{right}"
        assert occurs_in(f"waar is {letters}{right.replace('-', '')} nu")
    assert normalise(right, "VB") == f"VB-{right}"
    for wrong in (f"V-{right}", f"VBST-{right}", "VB-7K4M-92QX-Z"):
        assert normalise(wrong, "VB") is None


def keep_what_is_said():
    migration = importlib.import_module("people.migrations.0005_no_city_of_its_own")
    migration.keep_what_is_said(apps, connection.schema_editor())


@pytest.mark.django_db
def test_an_installation_at_work_that_never_described_its_city_goes_on_saying_the_same():
    keep_what_is_said()
    assert not CitySettings.objects.exists()  # empty: a new installation
    User.objects.create_user("an", "an@stad.example", "wachtwoord")
    keep_what_is_said()
    city = CitySettings.objects.get()
    assert (city.phone, city.reference_prefix) == ("03 778 30 00", "SN")
    assert city.city_name == "Sint-Niklaas"


@pytest.mark.django_db
def test_an_installation_that_described_its_city_keeps_that_and_its_numbers():
    make_city(city_name="Temse", phone="")
    User.objects.create_user("an", "an@stad.example", "wachtwoord")
    keep_what_is_said()
    city = CitySettings.objects.get()
    assert (city.city_name, city.phone, city.reference_prefix) == ("Temse", "", "SN")
