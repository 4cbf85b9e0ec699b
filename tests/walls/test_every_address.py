"""Every address under /cms/, Wagtail's own too, tried by each kind of colleague: nothing of another department shows."""

import pytest
from django.db import connection, transaction
from django.test import Client

from cases.models import Case, CaseExclusion
from people.models import Team
from tests.packing import ASKS_PACKED, body_of, flaw_of
from tests.walls.routes import addresses

# Wagtail's own pictures leave a spooled file to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.walk,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

CATALOGUE = {"sluisproduct", "sluisconcept", "eigenconcept", "sluisbeeld", "sluisdocument"}
"""What all editors read, and nobody else (docs/decisions/011). The live titles of products are public."""
CASES = {"eigenaars", "eigennota"}
FORMS = {"eigenformulier"}
TYPES = {"eigenzaaktype"}
EVERYTHING = CATALOGUE | CASES | FORMS | TYPES
EVERYTHING |= {"sluisformulier", "sluiszaaktype", "sluismans", "sluis@", "sluisnota", "sluissysteem", "sluisteam"}
SEES = {
    "editor": CATALOGUE | FORMS | TYPES,
    "lead": CASES
    | TYPES
    | FORMS,  # who sees what handlers and clerks see, draws case types, takes out answers of forms
    "without department": CATALOGUE,
    "without role": set(),
    "anonymous": set(),
}
OF_EVERYBODY = ("/cms/logout", "/cms/account", "/cms/dismissibles")


def browser(world, persona):
    client = Client(raise_request_exception=False)
    if persona != "anonymous":
        client.force_login(world.people[persona])
    return client


def text_of(answer):
    return body_of(answer).decode(errors="replace").lower()


@pytest.mark.parametrize("persona", SEES)
def test_no_address_shows_more_than_is_ones_own(world, persona):
    leaks, flawed = walk(world, browser(world, persona), EVERYTHING - SEES[persona])
    assert not leaks
    assert not flawed


@pytest.mark.parametrize("persona", ["lead", "administrator"])
def test_no_address_shows_a_case_to_who_is_excluded_from_it(world, persona):
    """The administrator is in no team: any exclusion is enough without the role."""
    case = Case.objects.get(pk=world.ids["case"][1])
    team = Team.objects.create(department=case.department, name="Uitgesloten")
    team.members.set([world.people["lead"]])
    CaseExclusion.objects.create(case=case, team=team)
    leaks, flawed = walk(world, browser(world, persona), CASES | {"eigen@", case.reference.lower()})
    assert not leaks
    assert not flawed


def walk(world, client, hidden):
    """Return (address, mark) of all that shows what is hidden, and (address, why) of answers that fail, are text and not packed,
    or do not say who may keep them."""
    leaks, flawed = [], []
    for address in addresses(world):
        if address.startswith("/cms/logout"):
            continue
        answer = client.get(address, headers=ASKS_PACKED)
        body = body_of(answer)
        text = body.decode(errors="replace").lower()
        leaks += [(address, mark) for mark in hidden if mark in text]
        flaw = "fails" if answer.status_code >= 500 else flaw_of(answer, body)
        flawed += [(address, flaw)] if flaw else []
    return leaks, flawed


def test_the_walk_could_have_found_it_all(world):
    client = browser(world, "administrator")
    case, form = world.ids["case"][0], world.ids["form"][0]
    seen = "".join(
        text_of(client.get(f"/cms/{address}"))
        for address in ("producten/", "reports/site-history/?p=1", "images/", "documents/", "snippets/cases/case/",
                        "snippets/cases/casetype/", "snippets/api/apiclient/", "snippets/people/team/",
                        f"snippets/cases/case/edit/{case}/",
                        f"snippets/forms_app/form/history/{form}/", "snippets/forms_app/form/",
                        f"snippets/cases/case/edit/{world.ids['case'][1]}/", "choose-page/search/?q=sluis",
                        f"choose-page/{world.ids['page'][3]}/")
    )  # fmt: skip
    assert {mark for mark in EVERYTHING if mark in seen} == EVERYTHING


class Writes:
    """Collects the tables that are written to."""

    def __init__(self):
        self.tables = set()

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.tables.add(sql.split('"')[1])
        return execute(sql, params, many, context)


def written(client, address):
    """Return what an empty POST writes to, but for the books of who was here; nothing of it stays."""
    writes = Writes()
    point = transaction.savepoint()
    with connection.execute_wrapper(writes):
        client.post(address)
    transaction.savepoint_rollback(point)
    return {each for each in writes.tables if not each.startswith(("django_session", "wagtailadmin_", "records_"))}


def test_what_an_empty_post_of_the_administrator_changes_no_post_of_a_stranger_does(world):
    """Deleting, unpublishing, locking, revoking, taking, approving: all that asks no more than a confirmation."""
    administrator = browser(world, "administrator")
    tried = [each for each in addresses(world) if not each.startswith(OF_EVERYBODY)]
    works = [each for each in tried if written(administrator, each)]
    assert len(works) > 15
    own_case = f"/cms/snippets/cases/case/edit/{world.ids['case'][0]}/"
    for persona in ("outsider", "clerk", "without role", "anonymous"):
        client = browser(world, persona)
        for address in works:
            if persona == "outsider" and (address.startswith(own_case) or "/case/claim/" in address):
                continue
            assert not written(client, address), (persona, address)
