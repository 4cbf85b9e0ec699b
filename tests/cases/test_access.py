"""Every persona on every address of cases: nobody sees or changes more than their role and department allow."""

import uuid

import pytest
from django.test import Client
from django.urls import get_resolver

from cases.models import Case
from people.roles import COUNTER, FORM_BUILDER, HANDLER, LEAD
from records.models import AuditLine, OutboxMessage, StoredFile
from tests.cases.factories import make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db

SECRETS = ("Jonas Peeters", "jonas@voorbeeld.be", "Adreswijziging")
SIGN_IN = 302
"""Wagtail leads who has no access to its sign-in or home page."""
REFUSED = (302, 303, 403, 404)
"""303: a post without a session is kept, and leads to the sign-in."""

PERSONAS = {
    "handler": (HANDLER, "bevolking"),
    "lead": (LEAD, "bevolking"),
    "clerk": (COUNTER, "bevolking"),
    "editor": (FORM_BUILDER, "bevolking"),
    "outsider": (HANDLER, "techniek"),
    "outside lead": (LEAD, "techniek"),
    "without role": (None, "bevolking"),
    "without department": (HANDLER, None),
}
SEES = {"handler", "lead", "clerk", "administrator"}
HANDLES = {"handler", "lead", "administrator"}
DRAWS = {"lead", "editor", "administrator"}


@pytest.fixture(scope="module", autouse=True)
def built(module_database):
    make_department("techniek", "Techniekhuis")
    return make_case().pk


@pytest.fixture
def case(built):
    return Case.objects.get(pk=built)


@pytest.fixture
def file(case):
    return StoredFile.objects.create(
        file="aa/missing", name="huurcontract.pdf", content_type="application/pdf", size=1, sha256="0",
        owner_kind="submission", owner_id=str(case.submission_id),
    )  # fmt: skip


def browser(persona):
    """Return a browser in which the persona has signed in; the citizen has not."""
    client = Client(raise_request_exception=True)
    if persona == "citizen":
        return client
    if persona == "administrator":
        client.force_login(staff("beheerder", None, is_superuser=True))
        return client
    role, code = PERSONAS[persona]
    departments = [make_department(code)] if code else []
    client.force_login(staff(persona.replace(" ", "-"), role, *departments))
    return client


def addresses(case, file):
    """Return (address, method, who may) of everything that cases shows or does in the admin."""
    base, types = "/cms/snippets/cases/case/", "/cms/snippets/cases/casetype/"
    page = f"{base}edit/{case.pk}/"
    kind = case.type_version.case_type_id
    mail = OutboxMessage.objects.get().pk
    return [
        (page, "get", SEES),
        (f"{page}stap/in_progress/", "get", HANDLES),
        (f"{page}stap/in_progress/", "post", HANDLES),
        (f"{page}bericht/", "get", HANDLES),
        (f"{page}bericht/", "post", HANDLES),
        (f"{page}toon/naam/", "post", SEES),
        (
            f"{base}taak/{uuid.uuid4()}/",
            "get",
            set(),
        ),  # a job of bulk actions opens for who asked it only (test_many_cases)
        (f"{page}nota/", "post", HANDLES),
        (f"{page}toewijzen/", "post", HANDLES),
        (f"{page}mail/{mail}/", "post", HANDLES),
        (f"{types}edit/{kind}/", "get", DRAWS),
        (f"{types}history/{kind}/", "get", DRAWS),
        (f"{types}usage/{kind}/", "get", DRAWS),
        (f"{types}delete/{kind}/", "get", {"administrator"}),
    ]


@pytest.mark.parametrize("persona", [*PERSONAS, "administrator", "citizen"])
def test_each_address_opens_for_exactly_who_may(case, file, persona):
    client = browser(persona)
    for address, method, who in addresses(case, file):
        before = state(case)
        answer = getattr(client, method)(
            address, {"message": "Dag", "text": "Dag", "lock_version": "-1"} if method == "post" else {}
        )
        if persona in who:
            assert answer.status_code in (200, 302), (persona, method, address)
            assert not str(answer.headers.get("Location", "")).startswith("/cms/login"), (persona, address)
        else:
            assert answer.status_code in REFUSED, (persona, method, address)
            assert state(case) == before, (persona, method, address)
            text = answer.text if answer.status_code not in (302, 303) else client.get(answer.url, follow=True).text
            if persona not in SEES | DRAWS:
                assert not [secret for secret in SECRETS if secret in text], (persona, method, address)


def state(case):
    """Return everything that an action would change."""
    return (
        Case.objects.values_list("lock_version", "status", "handler").get(pk=case.pk),
        case.notes.count(),
        case.events.count(),
        AuditLine.objects.exclude(action="case.viewed").count(),
    )


@pytest.mark.parametrize("persona", [*sorted(set(PERSONAS) - SEES), "citizen"])
def test_no_list_search_export_or_home_page_shows_a_case_to_who_may_not_see_it(case, persona):
    client = browser(persona)
    base = "/cms/snippets/cases/case/"
    for address in (
        base,
        f"{base}results/",
        f"{base}?q={case.reference}",
        f"{base}results/?q=jonas",
        f"{base}?show=all&ordering=reference",
        f"{base}?export=csv",
        f"/cms/bulk/cases/case/claim/?id={case.pk}",
        "/cms/bulk/cases/case/claim/?id=all",
        "/cms/",
        "/cms/reports/site-history/",
        "/cms/pages/search/?q=jonas",
    ):
        answer = client.get(address, follow=True)
        text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.text
        shown = case.reference in text.replace(f"q={case.reference}", "").replace(f'value="{case.reference}"', "")
        assert not shown, (persona, address)
        assert "Jonas Peeters" not in text, (persona, address)


@pytest.mark.parametrize("persona", [*PERSONAS, "administrator", "citizen"])
def test_files_go_only_to_who_may_see_the_case(case, persona):
    from django.core.files.base import ContentFile

    stored = StoredFile.objects.create(
        file=ContentFile(b"geheim", name="x"), name="geheim.pdf", content_type="application/pdf", size=6, sha256="0",
        owner_kind="submission", owner_id=str(case.submission_id),
    )  # fmt: skip
    answer = browser(persona).get(f"/cms/snippets/cases/case/edit/{case.pk}/bestand/{stored.pk}/")
    assert (answer.status_code == 200) is (persona in SEES), persona
    if persona in SEES:
        assert b"".join(answer.streaming_content) == b"geheim"
    else:
        assert answer.status_code in REFUSED
        assert AuditLine.objects.filter(action="case.file_opened").count() == 0


@pytest.mark.parametrize("persona", ["outsider", "editor", "without role", "administrator", "citizen"])
def test_wagtails_own_api_never_shows_a_case(case, persona):
    client = browser(persona)
    for address in (
        "snippets/",
        "snippets/cases.Case/",
        f"snippets/cases.Case/{case.pk}/",
        "schema/",
        "pages/?search=jonas",
    ):
        answer = client.get(f"/api/wagtail/v3/{address}")
        assert case.reference not in answer.text
        assert "Jonas" not in answer.text


def test_no_address_of_cases_has_been_forgotten_here():
    """A new address must be tried above before this list grows."""
    names = {
        pattern.name
        for prefix in get_resolver("portal.urls").url_patterns
        if str(prefix.pattern) == "cms/"
        for namespace, (_path, resolver) in prefix.namespace_dict.items()
        if namespace == "wagtailsnippets_cases_case"
        for pattern in resolver.url_patterns
    }
    assert names == {
        "list", "list_results", "edit", "action", "action_on", "file", "bulk_job",
    }  # fmt: skip


@pytest.mark.parametrize("persona", ["citizen", "outsider", "editor"])
def test_the_citizens_page_opens_for_no_member_of_staff_without_the_link(case, persona):
    answer = browser(persona).get(f"/zaken/{case.reference}/")
    assert answer.status_code == 404
    assert "Jonas" not in answer.text


@pytest.mark.parametrize("persona", ["handler", "outsider", "clerk", "without role"])
def test_case_types_are_listed_only_to_who_draws_them(case, persona):
    answer = browser(persona).get("/cms/snippets/cases/casetype/")
    assert answer.status_code in REFUSED
