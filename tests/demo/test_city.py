"""The demo city is whole: complete products over all themes, forms that publish, cases in every state; loaded once."""

import json
import re
from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_q.models import OrmQ
from wagtail.models import Site

from cases.models import Case, CaseEvent, CaseType
from cases.service import case_type_data
from counters.models import Place
from demo.files import data, files
from demo.loader import load
from demo.staff import ADMINISTRATOR, PASSWORD, SIGN_INS
from forms_app.definition.structure import from_json, to_json
from forms_app.models import Form, FormVersion, Submission
from forms_app.service import form_data
from front.models import ContentPage, HomePage
from ground.data_files import as_text
from ground.versions import digest
from people.models import User
from people.roles import ROLES
from products.codelists import code_list
from products.listings import theme_cards, top_tasks
from products.models import ProductPage, ThemePage
from records.models import OutboxMessage
from search.service import search

ALL = {each["code"] for each in data("departments")}
WORK = {
    "redacteur": ({"Hoofdredactie", "Formulierbouwer"}, ALL),
    "behandelaar": ({"Behandelaar"}, {"bevolking"}),
    "teamleider": ({"Teamleider"}, {"bevolking", "burgerzaken"}),
    "balie": ({"Balie"}, {"bevolking", "burgerzaken", "burgerlijke-stand"}),
    "buitenstaander": ({"Behandelaar"}, {"techniekhuis"}),
    "beheerder": (set(), set()),
}


@pytest.fixture(autouse=True)
def city(demo_city, db):
    return demo_city


def rows():
    """Return how many rows each table has."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.managed}


def test_the_city_has_what_was_promised(city):
    assert city.products >= 30
    assert city.forms >= 3
    assert city.places >= 4
    assert city.cases >= 30


def test_loading_again_changes_nothing():
    before = rows()
    assert load() is None
    assert rows() == before


def test_every_theme_has_two_products_or_more():
    collected = Counter(theme for page in ProductPage.objects.live() for theme in page.themes)
    assert set(collected) == set(code_list("themes"))
    assert min(collected.values()) >= 2


def test_every_theme_has_its_page_with_an_introduction():
    assert {page.theme for page in ThemePage.objects.live() if page.introduction} == set(data("pages")["themes"])


@pytest.mark.parametrize("slug", data("products"))
def test_a_product_misses_no_essential_field(slug):
    page = ProductPage.objects.live().get(slug=slug)
    essential = (
        "summary description for_whom evidence procedures contact_points keywords alternative_titles themes audiences"
        " product_type department last_checked review_by processing_time_unit competent_levels executing_levels"
    )
    assert [name for name in essential.split() if not getattr(page, name)] == []
    assert page.is_free != bool(page.costs)
    assert page.processing_time_value or page.processing_time_unit == "at_once"
    assert page.places.exists()
    assert page.related_links.exists()
    assert {block.value["channel"] for block in page.procedures} & {"phone", "counter"}
    assert timezone.localdate() - page.last_checked < timedelta(days=365)
    page.full_clean()


def test_the_codes_of_products_stand_in_their_lists():
    for field, name in (("themes", "themes"), ("audiences", "audiences"), ("life_events", "life_events")):
        used = {code for page in ProductPage.objects.all() for code in getattr(page, field)}
        assert used <= set(code_list(name)), field
    assert {page.product_type for page in ProductPage.objects.all()} <= set(code_list("types"))


@pytest.mark.parametrize("path", files("forms"), ids=lambda path: path.stem)
def test_a_form_is_published_as_its_first_version(path):
    form = Form.objects.get(key=path.stem)
    version = FormVersion.objects.get(form=form)
    data = json.loads(path.read_text())
    assert form.live
    assert version.number == 1
    assert version.destination == data["destination"]
    assert list(version.definition.questions) == list(from_json(data).questions)


@pytest.mark.parametrize("path", files("forms"), ids=lambda path: path.stem)
def test_a_form_freezes_to_what_its_file_says(path):
    form, said = Form.objects.get(key=path.stem), to_json(from_json(json.loads(path.read_text())))
    assert FormVersion.objects.get(form=form).hash == digest([said, form.destination])
    assert as_text(form_data(form)) == path.read_text()


@pytest.mark.parametrize("path", files("case_types"), ids=lambda path: path.stem)
def test_a_case_type_is_what_its_file_says(path):
    assert as_text(case_type_data(CaseType.objects.get(code=path.stem))) == path.read_text()


def test_a_form_that_is_about_a_product_is_reached_from_it():
    linked = {link.form.key for page in ProductPage.objects.live() for link in page.form_links.all()}
    assert linked == {path.stem for path in files("forms")}


def test_preparing_an_identity_card_takes_four_steps_or_more_with_conditions():
    definition = FormVersion.objects.get(form__key="identiteitskaart-voorbereiden").definition
    assert len(definition.steps) >= 4
    assert any(step.show_if for step in definition.steps)
    assert sum(1 for question in definition.questions.values() if question.show_if) >= 5


def test_cases_are_in_every_state_of_their_types():
    for case_type in CaseType.objects.all():
        states = {status.code for status in case_type.current_version().workflow.statuses}
        used = set(Case.objects.filter(type_version__case_type=case_type).values_list("status", flat=True))
        assert used == states, case_type


def test_cases_were_submitted_and_moved_in_the_past_in_order():
    assert Submission.objects.count() == Case.objects.count()
    now = timezone.now()
    for case in Case.objects.all():
        moments = list(CaseEvent.objects.filter(case=case).order_by("id").values_list("at", flat=True))
        assert moments[0] == case.received_at
        assert moments == sorted(moments)
        assert moments[-1] <= now
    assert Case.objects.filter(received_at__lt=now - timedelta(days=30)).exists()


def test_some_cases_are_late_and_some_wait_for_the_citizen():
    assert Case.objects.filter(due__lt=timezone.localdate()).exists()
    assert Case.objects.filter(waiting_for="citizen", due=None).exists()


def test_mail_of_the_past_waits_no_longer_and_one_failed():
    states = Counter(OutboxMessage.objects.values_list("state", flat=True))
    assert states["failed"] == 1
    assert OutboxMessage.objects.get(state="failed").tried_at is not None
    assert states["sent"] > states["queued"]


def test_the_queue_gets_one_nudge_and_none_of_wagtails_tasks():
    tasks = [task.func() for task in OrmQ.objects.all()]
    assert tasks.count("records.outbox.drain_outbox") == 1
    assert [name for name in tasks if not name.startswith(("records.", "cases."))] == []


@pytest.mark.parametrize("username", SIGN_INS)
def test_a_sign_in_works_with_its_role_and_departments(username):
    user = authenticate(username=username, password=PASSWORD)
    assert user == User.objects.get(username=username)
    roles, departments = WORK[username]
    assert set(user.groups.values_list("name", flat=True)) == roles <= {str(role.name) for role in ROLES.values()}
    assert set(user.departments.values_list("code", flat=True)) == departments
    assert user.is_superuser == (username == ADMINISTRATOR["username"])


def test_editors_may_write_and_publish_pages():
    user = User.objects.get(username="redacteur")
    permissions = ProductPage.objects.first().permissions_for_user(user)
    assert permissions.can_edit()
    assert permissions.can_publish()


def test_parkstraat_is_open_on_thursday_evening_by_appointment_but_not_in_summer():
    evening = Place.objects.get(slug="parkstraat").opening_rules.get(weekday=3, by_appointment=True)
    assert evening.not_in_months == [7, 8]
    assert f"{evening.opens:%H.%M}-{evening.closes:%H.%M}" == "16.00-19.30"


def test_the_site_starts_at_the_home_page_with_top_tasks():
    home = HomePage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert len(home.top_tasks) == 8
    assert all(block.value.live for block in home.top_tasks)


def test_the_statement_of_accessibility_is_honest():
    page = ContentPage.objects.live().get(slug="toegankelijkheid")
    assert "onafhankelijke partij heeft de site nog niet nagekeken" in str(page.body)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("verhuisd", "Adreswijziging"),
        ("nieuw adres doorgeven", "Adreswijziging"),
        ("ik ga verhuizen naar een appartement", "Adreswijziging"),
        ("terras", "Terras bij een horecazaak"),
        ("identity card child", "Identiteitskaart"),
        ("mijn aanvraag volgen", "Hoe volg ik mijn aanvraag of dossier?"),
    ],
)
def test_a_citizen_finds_first_what_is_meant(query, title):
    assert search(query).results[0].title == title


@pytest.mark.parametrize("query", ["belg worden", "vreemdeling inschrijven", "zwembad", "playground"])
def test_what_the_city_does_not_offer_has_no_sure_answer(query):
    assert not search(query).is_sure


def test_no_public_page_of_the_city_links_to_nowhere():
    client, seen, waiting, broken = Client(), set(), ["/"], {}
    while waiting:
        address = waiting.pop()
        page = client.get(address)
        if page.status_code >= 400:
            broken[address] = page.status_code
        elif page["Content-Type"].startswith("text/html"):
            collected = {urlsplit(link).path for link in re.findall(r'href="(/[^"/][^"]*|/)"', page.text)}
            new = {link for link in collected if link not in seen and not link.startswith(("/static/", "/cms/"))}
            seen |= new
            waiting += sorted(new)
    assert broken == {}
    assert len(seen) > len(data("products")) + len(data("pages")["themes"])


def test_outside_a_demo_it_refuses(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="no demo city"):
        call_command("load_demo")


@pytest.mark.parametrize(
    ("slug", "label"),
    [
        ("kids-id", "Voor een of meer kinderen jonger dan 12 jaar (Kids-ID)"),
        ("gezinssamenstelling", "Attest van gezinssamenstelling"),
        ("bewijs-hoofdverblijfplaats", "Attest van hoofdverblijfplaats"),
        ("akte-van-geboorte", "Akte van geboorte"),
    ],
)
def test_a_product_leads_to_its_form_with_its_own_answer_chosen(slug, label):
    link = ProductPage.objects.get(slug=slug).form_links.get()
    assert f"<strong>{label}</strong>" in Client().get(link.start_url).text


def test_the_products_of_the_front_page_have_icons_of_their_own():
    icons = [card.icon for card in top_tasks()]
    assert len(icons) == len(set(icons))


def test_no_two_products_share_an_icon_nor_have_that_of_a_theme():
    icons = list(ProductPage.objects.values_list("icon", flat=True))
    assert len(icons) == len(set(icons) - {card.icon for card in theme_cards()}) == 43
