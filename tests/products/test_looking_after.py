"""Products are looked over and given away, one or many: the list says which, and each is changed for itself."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import GroupPagePermission

from people.roles import EDITOR, group_of
from products.actions import REVIEW_PERIOD, Care, look_after
from products.codelists import themes
from products.models import ProductPage
from products.queries import REVIEW_SOON
from records.models import AuditLine
from tests.cases.factories import acting, staff
from tests.factories import make_department
from tests.forms_editor.conftest import signed_in

pytestmark = pytest.mark.django_db
LIST, BULK = "/cms/producten/", "/cms/bulk/wagtailcore/page/look_after/"
DAY = timedelta(days=1)
THEME = themes()[0][0]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def editor(index):
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group_of(EDITOR), page=index.get_parent(), permission=permission)
    return staff("ria", EDITOR, make_department())


@pytest.fixture
def make(index):
    """Return what puts a product online."""

    def online(title, **values):
        page = index.add_child(
            instance=ProductPage(
                title=title,
                slug=title.lower().replace(" ", "-"),
                summary="Voor wie hier woont.",
                **{"department": make_department(), "themes": [THEME], **values},
            )
        )
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return online


def shown(user, **query):
    page = signed_in(user).get(LIST, query)
    assert page.status_code == 200
    return [str(each.title) for each in page.context["object_list"]]


def bulk(user, pages, **fields):
    address = f"{BULK}?{urlencode([*(('id', page.pk) for page in pages), ('next', LIST)])}"
    return signed_in(user).post(address, fields, follow=True)


def test_the_list_is_narrowed_by_department_theme_review_and_state(editor, make, today):
    other, second = make_department("wegen", "Wegen"), themes()[1][0]
    make("Te laat", review_by=today - DAY)
    make("Vandaag", review_by=today)
    make("Op tijd", review_by=today + REVIEW_SOON)
    make("Later", review_by=today + REVIEW_SOON + DAY)
    make("Van wegen", department=other, themes=[second])
    make("Concept").unpublish()
    assert shown(editor, review="late") == ["Te laat"]
    assert sorted(shown(editor, review="soon")) == ["Op tijd", "Vandaag"]
    assert sorted(shown(editor, review="none")) == ["Concept", "Van wegen"]
    assert shown(editor, department=other.pk) == shown(editor, theme=second) == ["Van wegen"]
    assert shown(editor, state="draft") == ["Concept"]
    assert len(shown(editor, state="live")) == 5
    assert len(shown(editor)) == 6


def test_who_looked_a_product_over_says_so_with_one_click_and_it_returns_in_a_year(editor, make, today):
    page = make("Fietslabel", review_by=today - DAY)
    answer = bulk(editor, [page], is_checked="on")
    page.refresh_from_db()
    assert (page.last_checked, page.review_by, page.live) == (today, today + REVIEW_PERIOD, True)
    assert not page.has_unpublished_changes
    assert "1 product is gewijzigd." in answer.text
    line = AuditLine.objects.get(action="product.looked_after")
    assert line.detail == {"fields": ["last_checked", "review_by"], "published": True}


def test_many_get_a_date_a_department_and_a_theme_and_keep_the_rest(editor, make, today):
    second, own = themes()[1][0], make_department("wegen", "Wegen")
    editor.departments.add(own)
    pages = [make("Fietslabel"), make("Terras", last_checked=today - DAY)]
    day = today + 40 * DAY
    bulk(editor, pages, review_by=day.isoformat(), department=own.pk, theme=second)
    for page in pages:
        page.refresh_from_db()
        assert (page.review_by, page.department, page.themes) == (day, own, [THEME, second])
    assert [page.last_checked for page in pages] == [None, today - DAY]


def test_a_second_time_changes_nothing(editor, make, today):
    page = make("Fietslabel")
    care = Care(is_checked=True, theme=THEME)
    assert look_after(acting(editor), editor, page, care) == "published"
    page.refresh_from_db()
    number = page.revisions.count()
    assert look_after(acting(editor), editor, page, care) == "present"
    assert page.revisions.count() == number
    assert AuditLine.objects.filter(action="product.looked_after").count() == 1


def test_a_text_that_somebody_is_writing_stays_a_draft_and_nothing_of_it_goes_online(editor, make, today):
    page = make("Fietslabel")
    draft = page.get_latest_revision_as_object()
    draft.summary = "Nog niet af."
    draft.save_revision()
    answer = bulk(editor, [page], is_checked="on")
    page.refresh_from_db()
    assert (page.summary, page.last_checked) == ("Voor wie hier woont.", None)
    newest = page.get_latest_revision_as_object()
    assert (newest.summary, newest.last_checked) == ("Nog niet af.", today)
    assert "1 daarvan wacht nog als concept." in answer.text


def test_with_four_eyes_it_waits_for_a_colleague(editor, make):
    department = make_department()
    type(department).objects.filter(pk=department.pk).update(needs_four_eyes=True)
    page = ProductPage.objects.get(pk=make("Fietslabel").pk)
    assert look_after(acting(editor), editor, page, Care(is_checked=True)) == "draft"


def test_nobody_changes_what_is_not_theirs_or_gives_away_to_who_is_not(editor, make):
    other = make_department("wegen", "Wegen")
    mine, theirs = make("Fietslabel"), make("Wegenwerken", department=other)
    for page, care in ((theirs, Care(is_checked=True)), (mine, Care(department=other))):
        with pytest.raises(PermissionDenied):
            look_after(acting(editor), editor, page, care)
    answer = bulk(editor, [mine, theirs], is_checked="on")
    assert "1 product is gewijzigd." in answer.text
    theirs.refresh_from_db()
    assert theirs.last_checked is None
    answer = bulk(editor, [mine], department=other.pk)
    assert "Selecteer een geldige keuze" in answer.text


def test_an_empty_form_and_a_day_that_has_passed_are_refused_in_words(editor, make, today):
    page = make("Fietslabel")
    assert "Vul minstens één veld in" in bulk(editor, [page]).text
    assert "Kies een dag na vandaag." in bulk(editor, [page], review_by=today.isoformat()).text
    bulk(editor, [page], review_by=(today + DAY).isoformat())
    page.refresh_from_db()
    assert page.review_by == today + DAY


def test_a_locked_product_stays_as_it_is(editor, make):
    page = make("Fietslabel")
    ProductPage.objects.filter(pk=page.pk).update(locked=True, locked_by=staff("ander", EDITOR))
    answer = bulk(editor, [page], is_checked="on")
    page.refresh_from_db()
    assert page.last_checked is None
    assert answer.status_code == 200


def test_the_products_own_screen_leads_there(editor, make):
    page = make("Fietslabel")
    assert f"{BULK}?id={page.pk}" in signed_in(editor).get(f"/cms/pages/{page.pk}/edit/").text


def test_the_list_takes_as_many_queries_for_many(editor, make, django_assert_max_num_queries):
    for number in range(3):
        make(f"Product {number}")
    browser = signed_in(editor)
    browser.get(LIST)
    with django_assert_max_num_queries(40) as few:
        browser.get(LIST)
    for number in range(3, 12):
        make(f"Product {number}")
    with django_assert_max_num_queries(len(few.captured_queries) + 2):
        browser.get(LIST)
