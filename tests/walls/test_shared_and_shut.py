"""What is shared among editors, and what stays a department's own; each refusal beside the same by one who may."""

import pytest
from django.test import Client

from forms_app.editing.viewsets import FormViewSet

# Wagtail's own pictures leave a spooled file to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]


def browser(world, persona):
    client = Client()
    client.force_login(world.people[persona])
    return client


def test_the_chooser_answers_only_with_forms_of_ones_own(world):
    other, own = world.ids["form"]
    editor, base = browser(world, "editor"), "/cms/snippets/choose/forms_app/form/"
    assert "Eigenformulier" in editor.get(f"{base}chosen/{own}/").text
    assert editor.get(f"{base}chosen/{other}/").status_code == 404
    both = editor.get(f"{base}chosen-multiple/?id={own}&id={other}").text
    assert "Eigenformulier" in both
    assert "Sluis" not in both
    assert browser(world, "handler").get(f"{base}chosen/{own}/").status_code == 302


def test_api_clients_have_no_chooser(world):
    for who in ("handler", "administrator"):
        assert browser(world, who).get("/cms/snippets/choose/api/apiclient/").status_code in (302, 404)


def test_a_bulk_page_names_what_one_may_do_and_not_the_rest(world):
    other, own = world.ids["casetype"]
    address = f"/cms/bulk/cases/casetype/delete/?id={other}&id={own}"
    shown = browser(world, "lead").get(address).text
    assert "Eigenzaaktype" in shown  # as one that a lead may not delete
    assert "Sluiszaaktype" not in shown
    assert "Sluiszaaktype" in browser(world, "administrator").get(address).text
    assert browser(world, "handler").get(address).status_code == 404
    assert browser(world, "editor").get(f"/cms/bulk/cases/casetype/delete/?id={other}").status_code == 404


def test_a_bulk_page_of_an_id_that_is_none_is_not_found(world):
    assert browser(world, "administrator").get("/cms/bulk/forms_app/form/delete/?id=x").status_code == 404


def test_the_page_that_confirms_a_move_opens_only_for_who_may_move(world):
    other, own, _home, index = world.ids["page"]
    editor = browser(world, "editor")
    assert editor.get(f"/cms/pages/{own}/move/{index}/confirm/").status_code == 200
    assert editor.get(f"/cms/pages/{other}/move/{index}/confirm/").status_code == 302
    assert browser(world, "handler").get(f"/cms/pages/{own}/move/{index}/confirm/").status_code == 302


def test_the_catalogue_is_read_by_all_editors_and_edited_by_its_department(world):
    other, own, *_ = world.ids["page"]
    editor = browser(world, "editor")
    for address in ("/cms/producten/", "/cms/reports/site-history/"):
        assert "Sluisconcept" in editor.get(address).text
    assert editor.get(f"/cms/api/main/pages/{other}/").status_code == 200
    assert editor.get(f"/cms/pages/{own}/edit/").status_code == 200
    assert editor.get(f"/cms/pages/{other}/edit/").status_code == 302


@pytest.mark.parametrize("persona", ["handler", "clerk", "lead"])
@pytest.mark.parametrize(
    "address",
    ["producten/", "producten/verschillen/", "reports/site-history/", "choose-page/", "api/main/pages/",
     "api/main/images/", "api/main/documents/", "images/chooser/", "snippets/choose/counters/place/"],
)  # fmt: skip
def test_rooms_of_editors_stay_shut_for_who_edits_nothing(world, persona, address):
    assert browser(world, persona).get(f"/cms/{address}").status_code == 302
    assert browser(world, "editor").get(f"/cms/{address}").status_code == 200


def test_reports_show_forms_and_case_types_of_ones_own(world):
    editor = browser(world, "editor")
    history, workflows = editor.get("/cms/reports/site-history/").text, editor.get("/cms/reports/workflow/").text
    assert "Eigenformulier" in history
    assert "Eigenformulier" in workflows
    assert "Sluisformulier" not in history + workflows
    administrator = browser(world, "administrator")
    assert "Sluisformulier" in administrator.get("/cms/reports/workflow/").text


def test_only_forms_of_ones_own_wait_for_ones_approval(world):
    editor = browser(world, "editor").get("/cms/").text
    assert "Eigenformulier" in editor
    assert "Sluisconcept" in editor  # a page: all editors read it
    assert "Sluisformulier" not in editor
    of_no_department = browser(world, "without department").get("/cms/").text
    assert "Eigenformulier" not in of_no_department
    assert "Sluisformulier" not in of_no_department
    assert "Sluisformulier" in browser(world, "administrator").get("/cms/").text


def test_a_form_goes_to_a_case_type_of_its_editors_department(world):
    form_class = FormViewSet().get_form_class()

    def offered(persona):
        return {code for code, _label in form_class(for_user=world.people[persona]).fields["destination"].choices}

    assert "eigenzaaktype" in offered("editor")
    assert "sluiszaaktype" not in offered("editor")
    assert offered("administrator") >= {"eigenzaaktype", "sluiszaaktype"}
