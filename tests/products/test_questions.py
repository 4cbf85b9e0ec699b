"""Frequently asked questions: where citizens read them, and who may write them."""

import datetime
import json
import re

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from people.models import Department, User
from people.roles import CHIEF_EDITOR
from products.models import FrequentQuestion
from tests.factories import make_department
from tests.trees import make_home, make_product

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def ask(question="Mag mijn zus mijn kaart afhalen?", slug="zus", **fields):
    values = {"answer": "<p>Ja, met een volmacht.</p>", "department": make_department(), **fields}
    return FrequentQuestion.objects.create(question=question, slug=slug, **values)


def test_a_question_stands_on_the_page_of_its_product(client):
    ask(product=make_product("Rijbewijs"))
    page = client.get("/producten/rijbewijs/")
    assert 'id="vraag-zus"' in page.text
    assert "Mag mijn zus mijn kaart afhalen?" in page.text
    answer = client.get("/vragen/zus/")
    assert (answer.status_code, answer["Location"]) == (302, "/producten/rijbewijs/#vraag-zus")


def test_a_question_without_a_product_has_a_page_of_its_own(client):
    make_home()
    ask()
    page = client.get("/vragen/zus/")
    assert page.status_code == 200
    assert "Ja, met een volmacht." in page.text


def test_all_questions_are_listed_each_at_its_own_address(client):
    make_home()
    ask(product=make_product("Rijbewijs"))
    ask("Hoe laat?", "laat", theme="BouwenWonen")
    page = client.get("/vragen/").text
    assert ' href="/producten/rijbewijs/#vraag-zus">Mag mijn zus mijn kaart afhalen?</a>' in page
    assert ' href="/vragen/laat/">Hoe laat?</a>' in page
    answer = client.get("/vragen/laat/").text
    assert '<a href="/vragen/">Veelgestelde vragen</a>' in answer
    assert '<a href="/thema/BouwenWonen/">Bouwen en wonen</a>' in answer


def test_only_questions_with_a_page_of_their_own_are_in_the_sitemap(client):
    make_home()
    ask(product=make_product("Rijbewijs"))
    ask("Hoe laat?", "laat")
    ask("Waar?", "waar", live=False)
    text = client.get("/sitemap.xml").text
    assert "/vragen/</loc>" in text
    assert "/vragen/laat/</loc>" in text
    assert "/vragen/waar/" not in text
    assert "vraag-zus" not in text


@pytest.mark.parametrize("at", ["/producten/rijbewijs/", "/vragen/laat/"])
def test_search_engines_read_questions_with_their_answers(client, at):
    make_home()
    ask(product=make_product("Rijbewijs"), answer="<p>Ja, met een <b>volmacht</b>.</p><script>x</script>")
    ask("Hoe laat?", "laat", answer="<p>Ja, met een <b>volmacht</b>.</p>")
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(at).text)
    data = next(each for each in map(json.loads, blocks) if each["@type"] == "FAQPage")
    [question] = data["mainEntity"]
    assert question["name"] in ("Mag mijn zus mijn kaart afhalen?", "Hoe laat?")
    assert question["acceptedAnswer"]["text"].startswith("Ja, met een volmacht")


@pytest.mark.parametrize("hidden", [{"live": False}, {"expire_at": timezone.now() - HOUR}])
def test_a_question_that_is_not_public_is_nowhere(client, hidden):
    ask(product=make_product("Rijbewijs"), **hidden)
    ask("Hoe laat?", "laat", **hidden)
    assert "vraag-zus" not in client.get("/producten/rijbewijs/").text
    assert client.get("/vragen/zus/").status_code == 404
    assert client.get("/vragen/laat/").status_code == 404


def test_a_question_of_an_unpublished_product_has_no_address(client):
    page = make_product("Rijbewijs")
    ask(product=page)
    page.unpublish()
    assert client.get("/vragen/zus/").status_code == 404


@pytest.fixture
def editor(client):
    user = User.objects.create_user("redacteur", password="geheim-woord-12")
    user.groups.add(Group.objects.get(role__code=CHIEF_EDITOR))
    user.departments.add(make_department())
    client.force_login(user)
    return user


def test_an_editor_writes_and_publishes_a_question(client, editor):
    make_home()
    address = "/cms/snippets/products/frequentquestion/add/"
    values = {
        "question": "Hoe laat bent u open?",
        "slug": "hoe-laat",
        "answer": '{"blocks": [{"key": "a", "text": "Om 8.15 uur.", "type": "unstyled"}], "entityMap": {}}',
        "department": make_department().pk,
        "product": "",
        "theme": "",
        "action-publish": "1",
    }
    assert client.get(address).status_code == 200
    assert client.post(address, values).status_code == 302
    assert FrequentQuestion.objects.get(slug="hoe-laat").live
    assert "Om 8.15 uur." in client.get("/vragen/hoe-laat/").text


def test_an_editor_does_not_reach_a_question_of_another_department(client, editor):
    other = Department.objects.create(code="elders", name="Elders")
    theirs = ask(department=other)
    mine = ask("Hoe laat?", "laat")
    base = "/cms/snippets/products/frequentquestion"
    assert client.get(f"{base}/edit/{theirs.pk}/").status_code == 404
    assert client.get(f"{base}/edit/{mine.pk}/").status_code == 200
    listing = client.get(f"{base}/").text
    assert "Hoe laat?" in listing
    assert "Mag mijn zus" not in listing


QUESTION = {"question": "Hoe laat?", "slug": "hoe-laat", "answer": "null", "product": "", "theme": ""}


def test_a_draft_may_lack_its_answer_and_publishing_asks_for_it(client, editor):
    make_home()
    address = "/cms/snippets/products/frequentquestion/add/"
    values = {**QUESTION, "department": make_department().pk}
    refused = client.post(address, {**values, "action-publish": "1"})
    assert "answer" in refused.context["form"].errors
    assert client.post(address, values).status_code == 302
    assert not FrequentQuestion.objects.get().live


def test_a_question_is_not_given_to_a_department_of_others(client, editor):
    make_home()
    other = Department.objects.create(code="elders", name="Elders")
    address = "/cms/snippets/products/frequentquestion/add/"
    assert "Elders" not in client.get(address).text
    assert "department" in client.post(address, {**QUESTION, "department": other.pk}).context["form"].errors
    assert not FrequentQuestion.objects.exists()
