"""Case types in the admin: drawn by labels, checked beside the block, frozen at each save, and kept by departments apart."""

import pytest
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cases.blocks import STANDARD
from cases.errors import InvalidWorkflow
from cases.models import CaseType, CaseTypeVersion
from cases.workflow import problems
from ground.content_changed import Change, followers
from people.roles import FORM_BUILDER, HANDLER, LEAD
from tests.cases.factories import WORKFLOW, case_type, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
LIST = "/cms/snippets/cases/casetype/"


@pytest.fixture
def department():
    return make_department()


@pytest.fixture
def client(department):
    client = Client()
    client.force_login(staff("teamleider", LEAD, department))
    return client


def status(label, waiting_for="city", *moves, code="", id_=None):
    """Return a posted status; moves are (id of the target's block, button)."""
    value = {
        "label": label,
        "code": code,
        "waiting_for": waiting_for,
        "act": "send" if waiting_for == "citizen" else "",
        "citizen_title": f"{label} voor u",
        "citizen_text": "Uitleg.",
        "moves": inline_moves(moves),
    }
    return "status", value, id_ or label


def inline_moves(moves):
    rows = {"count": str(len(moves))}
    for number, (target, button) in enumerate(moves):
        rows[str(number)] = {
            "value": {"target": target, "label": button, "message": ""},
            "deleted": "",
            "order": str(number),
            "type": "item",
            "id": "",
        }
    return rows


def posted(department, *statuses, **more):
    """Return a whole posted form."""
    rows = streamfield([(kind, value) for kind, value, _id in statuses])
    for number, (_kind, _value, id_) in enumerate(statuses):
        rows[f"{number}"]["id"] = id_
    return nested_form_data(
        {
            "name": "Parkeerkaart",
            "department": department.pk,
            "statuses": rows,
            "noun": "request",
            "place": "",
            "answer_term": "",
            "answer_unit": "working_days",
            "end_term": "10",
            "end_unit": "working_days",
            "retention_rule": "",
            "retention_years": "5",
            "retention_then": "destroy",
            **more,
        }
    )


GOOD = (
    status("Binnen", "city", ("Bezig", "Begin")),
    status("Bezig", "city", ("Klaar", "Rond af")),
    status("Klaar", "nobody"),
)


def test_a_new_case_type_starts_from_a_sound_workflow(client):
    assert problems(STANDARD) == []
    assert "Wacht op burger" in client.get(LIST + "add/").text


def test_codes_are_made_from_labels_and_a_version_is_frozen(client, department):
    answer = client.post(LIST + "add/", posted(department, *GOOD))
    assert answer.status_code == 302
    kind = CaseType.objects.get()
    assert kind.code == "parkeerkaart"
    workflow = kind.current_version().workflow
    assert [item.code for item in workflow.statuses] == ["binnen", "bezig", "klaar"]
    assert [(move.source, move.target, move.label) for move in workflow.transitions] == [
        ("binnen", "bezig", "Begin"),
        ("bezig", "klaar", "Rond af"),
    ]


def test_saving_unchanged_makes_no_version_and_a_change_makes_one(department):
    kind = case_type()
    kind.save()
    assert kind.versions.count() == 1
    kind.end_term = 3
    kind.save()
    assert [version.number for version in kind.versions.order_by("number")] == [1, 2]
    assert kind.current_version().end_term.amount == 3


def test_what_an_editor_opens_and_saves_again_is_the_same_version():
    kind = CaseType.objects.get(pk=case_type().pk)
    kind.save()
    assert CaseTypeVersion.objects.count() == 1
    assert kind.current_version().workflow == WORKFLOW


def test_renaming_a_status_keeps_its_code_and_the_steps_that_lead_to_it(client, department):
    client.post(LIST + "add/", posted(department, *GOOD))
    kind = CaseType.objects.get()
    renamed = (
        status("Binnen", "city", ("Bezig", "Begin"), code="binnen"),
        status("In behandeling", "city", ("Klaar", "Rond af"), code="bezig", id_="Bezig"),
        status("Klaar", "nobody", code="klaar"),
    )
    assert client.post(f"{LIST}edit/{kind.pk}/", posted(department, *renamed)).status_code == 302
    workflow = kind.current_version().workflow
    assert workflow.status("bezig").label == "In behandeling"
    assert workflow.transition("binnen", "bezig") is not None


def test_a_duplicated_status_gets_a_code_of_its_own(client, department):
    twice = (
        status("Binnen", "city", ("Bezig", "Begin"), ("b2", "Begin anders"), code="binnen"),
        status("Bezig", "city", ("Klaar", "Rond af"), code="bezig"),
        status("Bezig bis", "city", ("Klaar", "Rond af"), code="bezig", id_="b2"),
        status("Klaar", "nobody", code="klaar"),
    )
    assert client.post(LIST + "add/", posted(department, *twice)).status_code == 302
    codes = [item.code for item in CaseType.objects.get().current_version().workflow.statuses]
    assert codes == ["binnen", "bezig", "bezig_bis", "klaar"]


def texts(error):
    """Return every message in a tree of block errors."""
    sentences = [str(item) for item in error.messages] if not hasattr(error, "block_errors") else []
    below = getattr(error, "block_errors", None) or {}
    for child in below.values() if isinstance(below, dict) else below:
        sentences += texts(child) if child else []
    return sentences


@pytest.mark.parametrize(
    ("statuses", "message"),
    [
        ((GOOD[0], GOOD[1]), "Deze stap wijst naar een status die er niet meer is."),
        ((*GOOD, status("Vergeten", "city", ("Klaar", "Rond af"))), "Geen enkele zaak kan “Vergeten” bereiken."),
        ((GOOD[0], status("Bezig"), GOOD[2]), "Vanuit “Binnen” raakt een zaak nooit klaar."),
        ((*GOOD, status("binnen", "nobody", id_="b")), "Er zijn twee statussen met de naam “binnen”."),
        ((GOOD[0], status("Bezig", "nobody", ("Klaar", "Rond af")), GOOD[2]), "“Bezig” is een einde"),
    ],
)
def test_what_is_wrong_stands_beside_its_block_and_saves_nothing(client, department, statuses, message):
    page = client.post(LIST + "add/", posted(department, *statuses))
    assert page.status_code == 200
    assert any(message in text for text in texts(page.context["form"].errors.as_data()["statuses"][0]))
    assert CaseType.objects.count() == 0


def test_terms_are_between_a_day_and_two_years(client, department):
    for wrong in ("0", "731", "-1", "tien"):
        assert client.post(LIST + "add/", posted(department, *GOOD, end_term=wrong)).status_code == 200
    assert CaseType.objects.count() == 0


def test_code_cannot_save_an_unsound_workflow_either():
    kind = case_type()
    kind.statuses = [kind.statuses.raw_data[0]]
    with pytest.raises(InvalidWorkflow):
        kind.save()
    assert CaseTypeVersion.objects.count() == 1


def test_a_lead_neither_sees_nor_changes_nor_gives_away_to_another_department(client, department):
    other = make_department("ocmw", "Sociale dienst")
    secret = case_type("leefloon", other)
    assert "Leefloon" not in client.get(LIST).text
    for address in (f"edit/{secret.pk}/", f"delete/{secret.pk}/", f"history/{secret.pk}/", f"usage/{secret.pk}/"):
        assert client.get(LIST + address).status_code == 404
    assert client.post(f"{LIST}edit/{secret.pk}/", posted(other, *GOOD)).status_code == 404
    assert "Sociale dienst" not in client.get(LIST + "add/").text
    client.post(LIST + "add/", posted(other, *GOOD))
    assert CaseType.objects.count() == 1


@pytest.mark.parametrize(("role", "may"), [(FORM_BUILDER, True), (LEAD, True), (HANDLER, False)])
def test_editors_and_leads_draw_case_types_and_handlers_do_not(department, role, may):
    client = Client()
    client.force_login(staff("iemand", role, department))
    assert (client.get(LIST + "add/").status_code == 200) is may


def test_whoever_follows_public_content_hears_of_a_saved_and_of_a_removed_case_type(department):
    heard = []
    with followers.temporarily("listener", heard.append):
        kind = case_type()
        number = str(kind.pk)
        CaseTypeVersion.objects.all().delete()
        kind.delete()
    assert heard == [Change("case_type", number), Change("case_type", number, "removed")]
