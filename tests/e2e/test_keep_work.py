"""A save that fails loses nothing: the editor says so, keeps the work in the browser, tries again and offers it."""

import re

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from forms_app.models import Form
from people.models import User
from products.models import ProductPage
from tests.e2e.conftest import PASSWORD
from tests.e2e.test_editor import open_editor, rent_form
from tests.factories import make_department

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

DAY_MS = 24 * 60 * 60 * 1000


def broken(desk, *, only_autosave=True):
    """Let every save answer 500 until the returned function is called."""

    def answer(route):
        is_autosave = "json" in route.request.headers.get("accept", "")
        if route.request.method == "POST" and (is_autosave or not only_autosave):
            route.fulfill(status=500, content_type="text/html", body="<h1>Er ging iets mis</h1>")
        else:
            route.fallback()

    where = re.compile(r"/cms/.*/edit/.*")
    desk.route(where, answer)
    return lambda: desk.unroute(where)


def kept(desk):
    return desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('sn-kept '))")


def nothing_is_kept(desk):
    """Wait until it is gone: the page with the form as it was saved lets go of it when it is there."""
    desk.wait_for_function("() => !Object.keys(localStorage).some((key) => key.startsWith('sn-kept '))", timeout=10_000)


def ready(desk):
    """Wait until Wagtail has taken the form as it stands: what is typed before that is no change to it."""
    desk.wait_for_function(
        """() => {
          const form = document.querySelector("form[data-edit-form]");
          return window.wagtail?.app.getControllerForElementAndIdentifier(form, "w-unsaved")?.initialFormData;
        }"""
    )


def type_a_label(editor, text):
    ready(editor.page)
    question = editor.question(0, 0)
    editor.open(question)
    question.locator("[data-contentpath=label] input").first.fill(text)


def leave_broken(desk, form, text="Huurt u deze woning?"):
    """Type where autosave fails, and reload the page when the server is well again."""
    desk.on("dialog", lambda dialog: dialog.accept())
    mend = broken(desk)
    type_a_label(open_editor(desk, form), text)
    expect(desk.locator(".sn-kept").first).to_contain_text("Nog niet bewaard op de server", timeout=20_000)
    mend()
    return open_editor(desk, form)


def test_work_that_met_a_500_is_put_back_after_a_reload(desk):
    form = rent_form(publish=False)
    leave_broken(desk, form)
    offer = desk.locator(".sn-kept:not([hidden])")
    expect(offer).to_contain_text("dat niet bewaard raakte")
    offer.get_by_role("button", name="Terugzetten en bewaren").click()
    expect(desk.locator(".messages li.success")).to_be_visible()
    latest = Form.objects.get(pk=form.pk).get_latest_revision_as_object()
    assert latest.steps[0].value["questions"][0].value["label"] == "Huurt u deze woning?"
    nothing_is_kept(desk)
    open_editor(desk, form)
    expect(desk.locator(".sn-kept:not([hidden])")).to_have_count(0)


def test_a_failure_is_told_once_and_without_a_word_of_servers(desk):
    form = rent_form(publish=False)
    mend = broken(desk)
    type_a_label(open_editor(desk, form), "Huurt u al?")
    expect(desk.locator(".sn-kept").first).to_contain_text("Nog niet bewaard op de server", timeout=20_000)
    wagtails = desk.locator(".footer__container[data-controller~=w-messages]")
    expect(wagtails).to_contain_text("niet vanzelf bewaard")
    expect(wagtails).not_to_be_visible()
    expect(desk.get_by_text("serverfout")).to_have_count(0)
    mend()
    expect(desk.locator(".sn-kept:not([hidden])")).to_have_count(0, timeout=20_000)  # the first try comes after 5 s
    expect(wagtails).not_to_contain_text("niet vanzelf bewaard")


def test_work_can_be_thrown_away(desk):
    form = rent_form(publish=False)
    leave_broken(desk, form)
    desk.get_by_role("button", name="Weggooien").click()
    expect(desk.locator(".sn-kept:not([hidden])")).to_have_count(0)
    nothing_is_kept(desk)


def test_the_editor_tries_again_by_itself_and_then_says_nothing_more(desk):
    form = rent_form(publish=False)
    mend = broken(desk)
    type_a_label(open_editor(desk, form), "Huurt u nog?")
    expect(desk.locator(".sn-kept").first).to_be_visible()
    mend()
    expect(desk.locator(".sn-kept:not([hidden])")).to_have_count(0, timeout=20_000)  # the first try comes after 5 s
    latest = Form.objects.get(pk=form.pk).get_latest_revision_as_object()
    assert latest.steps[0].value["questions"][0].value["label"] == "Huurt u nog?"
    nothing_is_kept(desk)


def test_a_plain_save_that_met_a_500_is_offered_too(desk):
    form = rent_form(publish=False)
    desk.on("dialog", lambda dialog: dialog.accept())
    mend = broken(desk, only_autosave=False)
    editor = open_editor(desk, form)
    type_a_label(editor, "Huurt u hier?")
    editor.save()
    expect(desk.get_by_role("heading", name="Er ging iets mis")).to_be_visible()
    mend()
    open_editor(desk, form)
    desk.get_by_role("button", name="Terugzetten en bewaren").first.click()
    expect(desk.locator(".messages li.success")).to_be_visible()
    latest = Form.objects.get(pk=form.pk).get_latest_revision_as_object()
    assert latest.steps[0].value["questions"][0].value["label"] == "Huurt u hier?"


def test_a_save_that_went_through_is_not_offered_again(desk):
    form = rent_form(publish=False)
    editor = open_editor(desk, form)
    type_a_label(editor, "Huurt u?!")
    editor.save()
    nothing_is_kept(desk)
    expect(desk.locator(".sn-kept:not([hidden])")).to_have_count(0)


def test_who_saved_meanwhile_is_named_before_their_version_is_replaced(desk):
    form = rent_form(publish=False)
    desk.on("dialog", lambda dialog: dialog.accept())
    mend = broken(desk)
    type_a_label(open_editor(desk, form), "Van mij")
    expect(desk.locator(".sn-kept").first).to_be_visible()
    mend()
    Form.objects.get(pk=form.pk).save_revision()
    open_editor(desk, form)
    expect(desk.locator(".sn-kept:not([hidden])")).to_contain_text("Intussen is een andere versie bewaard")


def test_a_products_page_keeps_work_by_the_same_script(desk):
    User.objects.filter(username="redacteur").update(is_superuser=True)
    page = ProductPage(title="Rijbewijs", slug="rijbewijs", department=make_department(), live=False)
    Page.objects.get(depth=1).add_child(instance=page)
    desk.on("dialog", lambda dialog: dialog.accept())
    mend = broken(desk)
    desk.goto(f"{desk.address}/cms/pages/{page.pk}/edit/")
    ready(desk)
    desk.locator("#id_title").press("End")
    desk.locator("#id_title").press_sequentially(
        " vernieuwen", delay=400
    )  # Wagtail takes the form again a moment later
    expect(desk.locator(".sn-kept").first).to_contain_text("Nog niet bewaard op de server", timeout=20_000)
    mend()
    desk.goto(f"{desk.address}/cms/pages/{page.pk}/edit/")
    desk.get_by_role("button", name="Terugzetten en bewaren").click()
    expect(desk.locator("#id_title")).to_have_value("Rijbewijs vernieuwen")
    nothing_is_kept(desk)


@pytest.mark.parametrize(("age", "offers"), [(7 * DAY_MS - 60_000, 1), (7 * DAY_MS + 60_000, 0)])
def test_work_is_offered_for_seven_days(desk, age, offers):
    form = rent_form(publish=False)
    open_editor(desk, form)
    put(desk, form, age)
    open_editor(desk, form)
    expect(desk.locator(".sn-kept:not([hidden])")).to_have_count(offers)
    assert len(kept(desk)) == offers


def test_signing_out_forgets_it_and_an_ended_session_does_not(desk):
    form = rent_form(publish=False)
    open_editor(desk, form)
    put(desk, form, 0)
    desk.context.clear_cookies()
    desk.goto(f"{desk.address}/cms/snippets/forms_app/form/edit/{form.pk}/")
    assert "/login/" in desk.url
    assert len(kept(desk)) == 1
    desk.fill("[name=username]", "redacteur")
    desk.fill("[name=password]", PASSWORD)
    desk.click("button[type=submit]")
    expect(desk.locator(".sn-kept:not([hidden])")).to_have_count(1)
    desk.locator("#wagtail-sidebar .sidebar-footer button").first.click()
    desk.get_by_role("button", name=re.compile("Afmelden|Uitloggen|Log uit")).click()
    desk.wait_for_url("**/cms/login/")
    nothing_is_kept(desk)


def test_another_person_at_the_same_computer_finds_nothing(desk):
    form = rent_form(publish=False)
    open_editor(desk, form)
    put(desk, form, 0, user=0)
    desk.goto(f"{desk.address}/cms/")
    nothing_is_kept(desk)


def put(desk, form, age, user=None):
    """Leave kept work in the browser, as old as `age` milliseconds."""
    user = User.objects.get(username="redacteur").pk if user is None else user
    key = f"sn-kept {user} /cms/snippets/forms_app/form/edit/{form.pk}/ 1"
    desk.evaluate(
        "([key, age]) => localStorage.setItem(key, JSON.stringify({at: Date.now() - age, revision: '', fields: []}))",
        [key, age],
    )
