"""The editor's side of a product: what the edit form accepts, refuses and shows."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from people.models import Department, User
from people.roles import CHIEF_EDITOR
from products.blocks import EuroBlock
from products.models import ProductPage
from tests.factories import make_form, question, step

PASSWORD = "een-lang-wachtwoord"
PUBLISH = {"action-publish": "1"}
EMPTY_LINK = {"title": "", "url": "", "description": ""}


def empty_row():
    """Return an added row of an inline panel in which nothing was chosen yet."""
    return inline_formset([{"form": "", "label": "", "related": ""}])


@pytest.fixture
def editors(index):
    """Return the editors' group, with rights on the whole tree."""
    group = Group.objects.get(role__code=CHIEF_EDITOR)
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=index.get_parent(), permission=permission)
    return group


@pytest.fixture
def mobility(db):
    return Department.objects.create(code="mobiliteit", name="Mobiliteit")


def sign_in(group, *departments, name="lien"):
    user = User.objects.create_user(name, password=PASSWORD)
    user.groups.add(group)
    user.departments.add(*departments)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(editors, mobility):
    return sign_in(editors, mobility)


def form_data(**values):
    """Return what the editor's browser posts for a product without any block."""
    streams = ("conditions", "evidence", "procedures", "costs", "legal_basis", "more_information", "contact_points")
    empty = {
        "title": "Bewonerskaart",
        "slug": "bewonerskaart",
        "summary": "Parkeren in uw eigen straat.",
        **{name: streamfield([]) for name in streams},
        **{name: rich_text("") for name in ("description", "for_whom", "exceptions")},
        **{name: inline_formset([]) for name in ("form_links", "related_links", "comments")},
    }
    choices = {name: value for name, value in values.items() if isinstance(value, list)}
    blocks = {name: value for name, value in values.items() if name not in choices}
    return {**nested_form_data({**empty, **blocks}), **choices}


def add(client, index, **values):
    return client.post(
        reverse("wagtailadmin_pages:add", args=["products", "productpage", index.pk]), form_data(**values)
    )


def cost(amount, title=""):
    return streamfield([("cost", {"amount": amount, "title": title, "description": rich_text("")})])


def test_the_form_shows_the_fields_in_the_order_in_which_citizens_read(editor, index):
    text = editor.get(reverse("wagtailadmin_pages:add", args=["products", "productpage", index.pk])).text
    order = ["id_title", "id_summary", "id_description", "id_for_whom", "conditions", "evidence"]
    order += ["procedures", "id_is_free", "costs", "id_processing_time_value", "id_exceptions"]
    assert [name for name in order if f'id="{name}"' not in text] == []
    places = [text.index(f'id="{name}"') for name in order]
    assert places == sorted(places)
    assert "Wat de burger leest" in text
    assert "Bijvoorbeeld: Identiteitskaart aanvragen" in text


def test_a_product_is_made_and_published_by_the_form(editor, index):
    response = add(
        editor,
        index,
        costs=cost("12,50", "Per jaar"),
        themes=["MobiliteitOpenbareWerken"],
        **PUBLISH,
    )
    assert response.status_code == 302, response.context["form"].errors
    page = ProductPage.objects.get()
    assert page.live
    assert page.costs[0].value["amount"] == 1250
    assert page.themes == ["MobiliteitOpenbareWerken"]
    assert "12,50" in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"costs": cost("")}, "costs", "of verwijder dit blok"),
        ({"costs": cost("5,00"), "is_free": "on"}, "is_free", "Kies één van de twee"),
        ({"valid_from": "2026-05-01", "valid_until": "2026-04-30"}, "valid_until", "valt voor de eerste dag"),
        ({"last_checked": "2026-05-01", "review_by": "2026-04-30"}, "review_by", "valt voor de dag"),
        ({"processing_time_value": "5"}, "processing_time_unit", "dagen, weken of maanden"),
        ({"processing_time_unit": "weeks"}, "processing_time_value", "Vul ook een getal in"),
        ({"form_links": empty_row()}, None, "Dit is een verplicht veld"),
        ({"related_links": empty_row()}, None, "Dit is een verplicht veld"),
        ({"more_information": streamfield([("link", EMPTY_LINK)])}, "more_information", "Dit is een verplicht veld"),
    ],
)
def test_what_lacks_or_contradicts_itself_is_kept_in_a_draft_and_refused_when_published(
    editor, index, values, field, message
):
    refused = add(editor, index, **values, **PUBLISH)
    assert refused.status_code == 200
    assert field is None or field in refused.context["form"].errors
    assert message in refused.text
    assert not ProductPage.objects.exists()
    kept = add(editor, index, **values)
    assert kept.status_code == 302, kept.context["form"].errors
    page = ProductPage.objects.get()
    assert not page.live
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert page.make_preview_request().status_code == 200


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"costs": cost("-1")}, "costs", "lager zijn dan 0 euro"),
        ({"costs": cost("1000001")}, "costs", "te hoog"),
        ({"costs": cost("gratis")}, "costs", "is geen bedrag. Vul een bedrag in zoals 12,50"),
        ({"costs": cost("1,2345")}, "costs", "hoogstens twee cijfers"),
        ({"costs": cost("1.250")}, "costs", "kan 1250 euro zijn, of 1,25 euro"),
        ({"themes": ["Ruimtevaart"]}, "themes", "Ruimtevaart"),
    ],
)
@pytest.mark.parametrize("door", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
def test_what_cannot_be_read_is_refused_in_plain_words_and_stays_as_it_was_typed(
    editor, index, values, field, message, door
):
    response = add(editor, index, **values, **door)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert message in response.text
    assert not ProductPage.objects.exists()
    typed = values.get("costs", {}) if isinstance(values.get("costs"), dict) else {}
    assert all(str(block["value"]["amount"]) in response.text for block in _blocks(typed))


def _blocks(stream):
    return [value for key, value in stream.items() if key.isdigit()]


EVERYTHING_WRONG = {
    "summary": "x" * 401,
    "conditions": streamfield([("condition", {"title": "", "description": rich_text("")})]),
    "evidence": streamfield([("evidence", {"title": "", "description": rich_text("")})]),
    "procedures": streamfield(
        [("procedure", {"channel": "", "title": "", "description": rich_text(""), "links": streamfield([])})]
    ),
    "costs": streamfield([("cost", {"amount": "", "title": "", "description": rich_text("")})]),
    "more_information": streamfield([("link", {"title": "", "url": "geen adres", "description": ""})]),
    "contact_points": streamfield(
        [
            (
                "contact",
                {"name": "", "email": "geen", "phone": "", "url": "geen", "opening_hours": "", "address": ""},
            )
        ]
    ),
    "is_free": "on",
    "processing_time_value": "5",
    "valid_from": "2026-05-01",
    "valid_until": "2026-04-30",
    "last_checked": "2026-05-01",
    "review_by": "2026-04-30",
}


def test_publishing_names_all_that_is_wrong_at_once(editor, index):
    rows = {"form_links": empty_row(), "related_links": empty_row()}
    form = add(editor, index, **EVERYTHING_WRONG, **rows, **PUBLISH).context["form"]
    assert set(form.errors) == {
        "summary",
        "conditions",
        "evidence",
        "procedures",
        "costs",
        "more_information",
        "contact_points",
        "processing_time_unit",
        "valid_until",
        "review_by",
    }
    assert {name for name, formset in form.formsets.items() if any(formset.errors)} == {"form_links", "related_links"}
    link = form.errors.as_data()["more_information"][0].block_errors[0].block_errors
    assert set(link) == {"title", "url"}


def test_an_incomplete_draft_is_saved_by_itself_and_a_second_time_without_a_change(editor, index):
    rows = {
        "form_links": empty_row(),
        "conditions": EVERYTHING_WRONG["conditions"],
        "more_information": streamfield([("link", EMPTY_LINK)]),
        "processing_time_value": "5",
    }
    add(editor, index)
    page = ProductPage.objects.get()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def autosave():
        answer = editor.post(address, form_data(**rows), headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()["success"]) == (200, True)
        saved = ProductPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        return saved.processing_time_value, saved.conditions.get_prep_value(), len(saved.form_links.all())

    first, second = autosave(), autosave()
    assert first[0] == 5
    assert len(first[1]) == 1
    assert first[2] == 1
    assert [block["value"] for block in second[1]] == [block["value"] for block in first[1]]


def test_an_incomplete_draft_of_a_public_product_leaves_the_public_page_as_it_is(editor, index):
    add(editor, index, **PUBLISH)
    page = ProductPage.objects.get()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.post(address, form_data(form_links=empty_row(), summary="Nog niet klaar")).status_code == 302
    page.refresh_from_db()
    assert (page.live, page.summary, page.form_links.count()) == (True, "Parkeren in uw eigen straat.", 0)


def test_a_refused_publish_does_not_say_that_nothing_is_kept(editor, index):
    """The draft is kept by itself right after it, and the indicator says so."""
    text = add(editor, index, is_free="on", costs=cost("5,00"), **PUBLISH).text
    assert "Er staat nog een fout in de velden. Verbeter wat rood is" in text
    said = re.sub(r'data-[a-z-]+="[^"]*"', "", text)  # what the keeping script may have to say is in its attributes
    assert "niet bewaard" not in said
    assert "niet worden opgeslagen" not in said
    assert "Ga naar eerste fout" in text


def test_meteen_needs_no_number(editor, index):
    assert add(editor, index, processing_time_unit="at_once").status_code == 302


def test_an_amount_is_typed_in_euro_and_kept_in_cents():
    block = EuroBlock(required=False)
    assert block.clean(block.value_from_form("12,50")) == 1250
    assert block.clean(block.value_from_form("12")) == 1200
    assert block.value_from_form("") is None
    assert block.value_from_form(None) is None
    assert str(block.value_for_form(1250)) == "12.50"
    assert block.value_for_form(None) is None


def test_an_editor_of_another_department_cannot_touch_a_product(editors, editor, index, mobility):
    page = index.add_child(instance=ProductPage(title="Bewonerskaart", slug="bewonerskaart", department=mobility))
    outsider = sign_in(editors, Department.objects.create(code="groen", name="Groen"), name="tom")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.get(address).status_code == 200
    assert outsider.get(address).status_code == 302  # back to the front page of the admin, with a message
    assert outsider.post(address, form_data(title="Gekaapt", **PUBLISH)).status_code == 302
    assert outsider.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk])).status_code == 302
    assert outsider.post(reverse("wagtailadmin_pages:delete", args=[page.pk])).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.live) == ("Bewonerskaart", True)


def test_a_product_without_a_department_is_every_editors(editor, index):
    page = index.add_child(instance=ProductPage(title="Van niemand", slug="van-niemand"))
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_a_product_cannot_be_given_to_a_department_of_others(editor, index):
    other = Department.objects.create(code="groen", name="Groen")
    response = add(editor, index, department=str(other.pk))
    assert "department" in response.context["form"].errors
    assert not ProductPage.objects.exists()


@pytest.mark.parametrize(("mode", "text"), [("", "Parkeren in uw eigen straat."), ("card", "in de zoekresultaten")])
def test_each_preview_shows_the_product(index, mode, text):
    page = ProductPage(title="Bewonerskaart", slug="bewonerskaart", summary="Parkeren in uw eigen straat.")
    index.add_child(instance=page)
    response = page.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    response.render()
    assert text in response.text


def test_the_form_opens_in_few_queries_whatever_the_product_holds(editor, index, django_assert_max_num_queries):
    page = index.add_child(
        instance=ProductPage(title="Bewonerskaart", slug="bewonerskaart", last_checked=date(2026, 1, 1))
    )
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    editor.get(address)
    with django_assert_max_num_queries(74):
        assert editor.get(address).status_code == 200


def test_an_answer_of_another_form_is_kept_in_a_draft_and_refused_at_publishing(editor, index):
    form = make_form(step("Naam", question("text", "naam", "Hoe heet u?")), key="vergunning")
    row = {"form": form.pk, "label": "", "prefill": "anders/wie:zelf"}
    refused = add(editor, index, form_links=inline_formset([row]), **PUBLISH)
    assert "Dit antwoord hoort bij een ander formulier." in refused.text
    assert not ProductPage.objects.exists()
    assert add(editor, index, form_links=inline_formset([row])).status_code == 302
    draft = ProductPage.objects.get().get_latest_revision_as_object()
    assert draft.form_links.get().prefill == "anders/wie:zelf"
