"""Vinden: one search box above the menu, over all kinds, for each what they may open."""

import pytest
from django.core.management import call_command

from people.roles import ADMINISTRATOR, AUDITOR, FORM_BUILDER, HANDLER, READER
from people.service import finders
from portal.admin.finding.views import MAX_HITS
from records.models import AuditLine
from tests.cases.factories import make_case, staff
from tests.factories import make_department, make_form, question, step
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db
FIND = "/cms/vinden/"


@pytest.fixture
def own():
    return make_department()


def shown(user, words):
    """Return the titles that are found, by kind."""
    page = signed_in(user).get(FIND, {"q": words})
    assert page.status_code == 200
    return {group.label: [hit.title for hit in group.hits] for group in page.context["groups"]}


def test_a_case_is_found_by_its_number_and_opens(own):
    case = make_case("Jonas Peeters")
    user = staff("han", HANDLER, own)
    for words in (case.reference, case.reference.lower().replace("-", " "), "peeters"):
        assert shown(user, words) == {"Zaken": [f"{case.reference} {case.title}"]}, words
    (group,) = signed_in(user).get(FIND, {"q": case.reference}).context["groups"]
    assert signed_in(user).get(group.hits[0].address).status_code == 200


def test_nobody_finds_what_they_may_not_open(own):
    case = make_case("Jonas Peeters")
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?")), key="geheim")
    for role, departments in ((HANDLER, [make_department("ocmw")]), (AUDITOR, []), (ADMINISTRATOR, [])):
        user = staff(f"wie-{role}", role, *departments)
        assert not {"Zaken", "Formulieren"} & set(shown(user, case.reference))
        assert "Formulieren" not in shown(user, "geheim")


def test_forms_and_colleagues_are_found_by_who_works_with_them(own):
    make_form(step("Wie?", question("text", "naam", "Hoe heet u?")), key="bewonerskaart")
    call_command("update_index", verbosity=0)
    builder, reader = staff("wie-bouwt", FORM_BUILDER, own), staff("wie-leest", READER, own)
    assert shown(builder, "bewonerskaart") == {"Formulieren": ["Bewonerskaart"]}
    (group,) = signed_in(builder).get(FIND, {"q": "bewoners"}).context["groups"]
    assert signed_in(builder).get(group.hits[0].address).status_code == 200
    assert shown(reader, "bewonerskaart") == {}
    assert shown(staff("bea", ADMINISTRATOR), "wie-leest") == {"Collega’s": ["wie-leest"]}


def test_a_search_for_a_case_is_written_down_without_its_words(own):
    make_case("Jonas Peeters")
    user = staff("han", HANDLER, own)
    signed_in(user).get(FIND, {"q": "peeters"})
    line = AuditLine.objects.get(action="case.searched")
    assert (line.actor_id, line.detail) == (str(user.pk), {"fields": ["q"], "hits": 1})


def test_many_hits_lead_to_the_list_with_the_same_words(own):
    for number in range(MAX_HITS + 1):
        make_case(f"Jonas Peeters {number}")
    (group,) = signed_in(staff("han", HANDLER, own)).get(FIND, {"q": "jonas peeters"}).context["groups"]
    assert len(group.hits) == MAX_HITS
    assert group.more == "/cms/snippets/cases/case/?q=jonas+peeters"


@pytest.mark.parametrize("words", ["", " ", "\x00", "?", "'", '"', "%", "x" * 5000, "🐶", "\u202e", "xyzzy " * 800])
def test_whatever_is_typed_is_answered(words, own):
    make_case("Jonas Peeters")
    superuser = staff("baas", None, is_superuser=True)
    assert shown(superuser, words) == {}


def test_the_box_above_the_menu_asks_it_and_the_page_takes_few_queries(own, django_assert_max_num_queries):
    make_case("Jonas Peeters")
    browser = signed_in(staff("baas", None, is_superuser=True))
    assert '"/cms/vinden/"' in browser.get("/cms/").text
    with django_assert_max_num_queries(12 + 3 * len(list(finders))):
        browser.get(FIND, {"q": "jonas"})


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(FIND, {"q": "jonas"}).status_code == 302
