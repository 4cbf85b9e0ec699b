"""What somebody types in a date of the admin stays as it is typed, and is read or refused by the server."""

import datetime

import pytest

from people.models import ClosingDay
from tests.cases.factories import staff
from tests.e2e.conftest import sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
ADD = "/cms/snippets/people/closingday/add/"


@pytest.fixture
def desk(page, live_server):
    """The browser of an administrator who adds a closing day."""
    sign_in(page, live_server.url, staff("beheerder", None, is_superuser=True, is_staff=True))
    page.goto(live_server.url + ADD)
    return page


def typed(desk, text):
    """Type a date, leave the field, and return what then stands there."""
    field = desk.locator("input[name=date]")
    field.click()
    field.press_sequentially(text)
    field.press("Tab")
    return field.input_value()


@pytest.mark.parametrize("text", ["2026-12-09", "09-12-2026", "9/12/2026"])
def test_each_way_of_writing_a_day_means_that_day(desk, text):
    assert typed(desk, text) == text
    desk.fill("input[name=reason]", "Brugdag")
    desk.locator("button[type=submit]").last.click()
    desk.wait_for_url("**/closingday/**")
    desk.locator(".messages .success").wait_for()
    assert ClosingDay.objects.get().date == datetime.date(2026, 12, 9)


def test_what_is_no_day_stays_and_is_said(desk):
    assert typed(desk, "morgen") == "morgen"
    desk.locator("button[type=submit]").last.click()
    desk.locator(".error-message").first.wait_for()
    assert desk.locator("input[name=date]").input_value() == "morgen"
    assert not ClosingDay.objects.exists()
