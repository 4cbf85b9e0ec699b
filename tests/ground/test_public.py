"""What is public now: the same answer for a queryset, for a row in hand and from the statement in SQL."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from wagtail.models import Page, PageViewRestriction

from forms_app.models import Form
from front.models import ContentPage
from ground import public
from tests.factories import make_department
from tests.trees import make_home

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TIMES = [None, NOON - SECOND, NOON, NOON + SECOND]
CASES = [
    (live, go_live_at, expire_at, is_live and has_come and has_not_gone)
    for (live, is_live), (go_live_at, has_come), (expire_at, has_not_gone) in product(
        [(True, True), (False, False)],
        zip(TIMES, [True, True, True, False], strict=True),
        zip(TIMES, [True, False, False, True], strict=True),
    )
]


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(public.timezone, "now", lambda: NOON)


@pytest.fixture
def fair(noon):
    return make_home().add_child(instance=ContentPage(title="Kermis", slug="kermis"))


def by_sql(page):
    sql, params = public.public_page_sql()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM wagtailcore_page WHERE id = %s AND {sql}", [page.pk, *params])  # noqa: S608  # a statement of our own; what people typed travels as a parameter
        return cursor.fetchone() is not None


def test_a_page_is_public_while_it_is_live_and_from_and_until_the_second_it_says(fair):
    for live, go_live_at, expire_at, is_public in CASES:
        ContentPage.objects.update(live=live, go_live_at=go_live_at, expire_at=expire_at)
        fair.refresh_from_db()
        answers = public.is_published_now(fair), public.public_now(ContentPage.objects.all()).exists(), by_sql(fair)
        assert answers == (is_public,) * 3, (live, go_live_at, expire_at)


def test_a_form_is_public_likewise_and_nothing_restricts_it(fair):
    PageViewRestriction.objects.create(page=fair, restriction_type="login")
    form = Form.objects.create(title="Kermis", key="kermis", department=make_department())
    for live, go_live_at, expire_at, is_public in CASES:
        Form.objects.update(live=live, go_live_at=go_live_at, expire_at=expire_at)
        form.refresh_from_db()
        answers = public.is_published_now(form), public.public_now(Form.objects.all()).exists()
        assert answers == (is_public, is_public), (live, go_live_at, expire_at)


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_restriction_on_a_page_or_above_it_closes_it_off_and_one_beside_it_does_not(fair, steps):
    restriction = PageViewRestriction(restriction_type="login")
    restriction.page = Page.objects.get(path=fair.path[: len(fair.path) - steps * Page.steplen])
    restriction.save()
    assert (public.public_now(ContentPage.objects.all()).exists(), by_sql(fair)) == (False, False)
    restriction.page = fair.add_sibling(instance=ContentPage(title="Markt", slug="markt"))
    restriction.save()
    assert ([each.slug for each in public.public_now(ContentPage.objects.all())], by_sql(fair)) == (["kermis"], True)


def test_what_is_public_takes_one_query(fair, django_assert_num_queries):
    PageViewRestriction.objects.create(page=fair, restriction_type="login")
    with django_assert_num_queries(1):
        assert list(public.public_now(ContentPage.objects.all())) == []
