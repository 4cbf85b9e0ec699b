"""An editor settles what was changed here and at the source."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from people.models import Department, User
from products.admin.differences import words
from products.models import ImportedInstance, ProductPage

DATA = Path(__file__).parent.parent / "data"
IRI = "https://voorbeeldstad.example/id/product/fietslabel"


def import_text(path):
    call_command("import_products", str(path), stdout=StringIO(), stderr=StringIO())


@pytest.fixture
def imported(index, tmp_path):
    """Return an instance whose title was changed here and at the source."""
    import_text(DATA / "dirty.nt")
    draft = ProductPage.objects.get(ipdc_instance_id=IRI).get_latest_revision_as_object()
    draft.title = "Ons fietslabel"
    draft.save_revision()
    text = (DATA / "dirty.nt").read_text(encoding="utf-8").replace("Een fietslabel aanvragen", "<i>Label</i> halen")
    (tmp_path / "later.nt").write_text(text, encoding="utf-8")
    import_text(tmp_path / "later.nt")
    return ImportedInstance.objects.get(iri=IRI)


@pytest.fixture
def admin(db):
    client = Client()
    client.force_login(User.objects.create_superuser("els", password="een-lang-wachtwoord"))
    return client


def settle(client, imported, keep, field="title"):
    data = {"imported": imported.pk, "field": field, "keep": keep}
    return client.post(reverse("products_differences"), data, follow=True)


def latest(imported):
    return ProductPage.objects.get(pk=imported.page_id).get_latest_revision_as_object()


def test_both_texts_stand_side_by_side(admin, imported):
    text = admin.get(reverse("products_differences")).text
    assert "Ons fietslabel" in text
    assert "Label halen" in text
    assert "Neem deze tekst over" in text


def test_ours_is_kept_with_one_click(admin, imported):
    assert "Uw tekst blijft staan." in settle(admin, imported, "local").text
    assert latest(imported).title == "Ons fietslabel"
    imported.refresh_from_db()
    assert imported.incoming is None


def test_theirs_is_taken_as_a_draft_with_one_click(admin, imported):
    assert "staat in het concept" in settle(admin, imported, "incoming").text
    assert latest(imported).title == "Label halen"
    assert "Er zijn geen verschillen" in admin.get(reverse("products_differences")).text


def test_a_second_click_on_a_settled_field_does_no_harm(admin, imported):
    settle(admin, imported, "local")
    assert "wacht er geen andere tekst" in settle(admin, imported, "incoming").text
    assert latest(imported).title == "Ons fietslabel"


def test_the_products_own_screen_tells_of_it(admin, imported):
    page = admin.get(reverse("wagtailadmin_pages:edit", args=[imported.page_id]))
    assert "In IPDC is dit product ook gewijzigd" in page.text


def test_staff_without_rights_on_the_product_sees_and_settles_nothing(imported):
    from django.contrib.auth.models import Permission

    other = User.objects.create_user("tom", password="een-lang-wachtwoord")
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    other.departments.add(Department.objects.create(code="groen", name="Groen"))
    client = Client()
    client.force_login(other)
    assert "Ons fietslabel" not in client.get(reverse("products_differences")).text
    settle(client, imported, "incoming")
    assert latest(imported).title == "Ons fietslabel"


@pytest.mark.parametrize("field", ["", "password", "department"])
def test_only_a_field_that_waits_can_be_settled(admin, imported, field):
    assert "wacht er geen andere tekst" in settle(admin, imported, "incoming", field).text


def test_values_are_told_in_words(db):
    assert words("<p>Een</p><ul><li>twee</li><li>drie</li></ul>") == ["Een", "twee", "drie"]
    assert words([{"type": "cost", "value": {"amount": 1250, "title": "Per jaar", "description": ""}}]) == [
        "12,50 euro · Per jaar"
    ]
    assert words(True) == ["ja"]
    assert words(None) == words("") == words([]) == []
