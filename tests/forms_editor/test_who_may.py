"""Each person on each address of the form editor; the library's own admin is for nobody."""

import pytest
from django.urls import get_resolver

from forms_app.models import Form
from people.models import User
from tests.factories import make_department, make_form, question, step
from tests.forms_editor.conftest import signed_in
from tests.forms_editor.posting import errors_of, posted, save, stored

pytestmark = pytest.mark.django_db

BASE = "/cms/snippets/forms_app/form/"
LIBRARY = [
    "/cms/wagtailstreamforms/form/",
    "/cms/wagtailstreamforms/form/create/",
    "/cms/wagtailstreamforms/1/submissions/",
    "/cms/wagtailstreamforms/1/copy/",
    "/cms/wagtailstreamforms-chooser/",
]


@pytest.fixture
def form():
    return make_form(step("Wie bent u?", question("text", "naam", "Hoe heet u?")))


def addresses(form):
    """Return every address of one form, from the URL patterns themselves."""
    revision = form.latest_revision_id
    fill = {"pk": form.pk, "revision_id": revision, "revision_id_a": revision, "revision_id_b": revision}
    fill |= {"action_name": "approve", "task_state_id": 1, "task_id": 1, "workflow_state_id": 1}
    addresses_of_form = []
    for namespace in ("wagtailsnippets_forms_app_form",):
        from django.urls import reverse

        _prefix, resolver = get_resolver().namespace_dict[namespace]
        for name in resolver.reverse_dict:
            if not isinstance(name, str):
                continue
            for pattern in resolver.reverse_dict.getlist(name):
                wanted = pattern[0][0][1]
                if wanted and set(wanted) <= set(fill):
                    addresses_of_form.append(reverse(f"{namespace}:{name}", kwargs={key: fill[key] for key in wanted}))
    return sorted(set(addresses_of_form))


def is_refused(answer):
    """Return whether an answer shows nothing of what was asked for."""
    return answer.status_code in (403, 404, 405) or (answer.status_code == 302 and answer.url.startswith("/cms/"))


def test_there_are_addresses_to_try(form):
    assert len(addresses(form)) >= 15


def test_an_editor_of_another_department_opens_no_address_of_the_form(outsider, form):
    opened = [
        at for at in addresses(form) if not is_refused(outsider.get(at)) or "Hoe heet u?" in outsider.get(at).text
    ]
    assert opened == []


def test_an_editor_of_another_department_changes_nothing(outsider, form):
    for address in addresses(form):
        outsider.post(address, {"action-publish": "1", "title": "Gekaapt"})
    before = form.title
    form.refresh_from_db()
    assert form.title == before
    assert form.live
    assert not form.locked


@pytest.mark.parametrize("person", ["outsider", "handler"])
def test_lists_choosers_exports_and_bulk_actions_leave_out_what_is_not_theirs(request, person, form):
    client = request.getfixturevalue(person)
    for address in (
        BASE,
        f"{BASE}results/",
        f"{BASE}?export=csv",
        f"{BASE}?q=Adres",
        "/cms/snippets/choose/forms_app/form/",
        "/cms/snippets/choose/forms_app/form/results/",
    ):
        answer = client.get(address, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"Adreswijziging" not in body, address
    client.post(f"/cms/bulk/forms_app/form/delete/?id={form.pk}&next=/cms/", {})
    assert Form.objects.filter(pk=form.pk).exists()


def test_a_case_handler_gets_nowhere_in_the_editor(handler, form):
    assert [at for at in [BASE, f"{BASE}add/", *addresses(form)] if not is_refused(handler.get(at))] == []


def test_the_editors_own_department_sees_and_opens_it(editor, form):
    assert "Adreswijziging" in editor.get(BASE).text
    assert "Adreswijziging" in editor.get("/cms/snippets/choose/forms_app/form/").text
    assert editor.get(f"{BASE}edit/{form.pk}/").status_code == 200
    assert editor.get(f"{BASE}history/{form.pk}/").status_code == 200
    assert editor.get(f"{BASE}usage/{form.pk}/").status_code == 200


def test_a_form_is_not_given_to_a_department_that_is_not_ones_own(editor, form):
    other = make_department("techniek", "Techniek")
    assert ("department",) in errors_of(save(editor, form, stored(form), department=other.pk))
    form.refresh_from_db()
    assert form.department.code == "bevolking"


def test_a_new_form_is_not_made_for_another_department(editor):
    other = make_department("techniek", "Techniek")
    steps = [step("Stap", question("text", "naam", "Naam?"))]
    editor.post(f"{BASE}add/", posted(steps, key="nieuw", department=other.pk, destination=""))
    assert not Form.objects.filter(key="nieuw").exists()


def test_an_administrator_may_choose_any_department(administrator, form):
    other = make_department("techniek", "Techniek")
    assert errors_of(save(administrator, form, stored(form), department=other.pk, publish=True)) == {}
    form.refresh_from_db()
    assert form.department == other


def test_what_citizens_have_seen_is_not_deleted(editor, administrator, form):
    for client in (editor, administrator):
        client.post(f"{BASE}delete/{form.pk}/")
        client.post(f"/cms/bulk/forms_app/form/delete/?id={form.pk}&next=/cms/", {})
        assert Form.objects.filter(pk=form.pk).exists()


def test_a_draft_that_nobody_has_seen_is_deleted(editor):
    draft = make_form(step("Stap", question("text", "naam", "Naam?")), key="proef", publish=False)
    editor.post(f"{BASE}delete/{draft.pk}/")
    assert not Form.objects.filter(pk=draft.pk).exists()


def test_a_locked_form_is_not_saved_by_a_colleague(editor, form):
    colleague = User.objects.create_user("collega", password="another long sentence")
    colleague.departments.add(form.department)
    form.locked, form.locked_by = True, colleague
    form.save()
    steps = stored(form)
    steps[0]["value"]["title"] = "Gewijzigd"
    save(editor, form, steps)
    assert form.get_latest_revision_as_object().steps[0].value["title"] == "Wie bent u?"


@pytest.mark.parametrize("address", LIBRARY)
@pytest.mark.parametrize("person", ["editor", "outsider", "handler", "administrator"])
def test_the_librarys_own_admin_is_closed_to_everyone(request, person, address):
    client = request.getfixturevalue(person)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_the_librarys_menu_is_gone(administrator):
    assert "wagtailstreamforms" not in administrator.get("/cms/").text


def test_anonymous_visitors_are_asked_to_sign_in(client, form):
    answers = [client.get(address) for address in addresses(form)]
    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.url.startswith("/cms/login/") for answer in answers)
    assert signed_in(User.objects.create_user("niemand")).get(BASE).status_code == 302
