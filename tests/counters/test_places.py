"""Places as editors write them: rules from rows, words for citizens, and what is refused."""

import datetime
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from counters.models import OpeningException, OpeningRule, Place
from counters.opening import BRUSSELS, Day, Hours, OpeningRules, WeeklyRule
from counters.rules import closed_days, rules_of
from counters.service import belgian_holidays, is_open
from counters.words import day_words, opening_words
from people.models import CitySettings, ClosingDay
from people.service import closing_days
from tests.listening import heard
from tests.trees import make_city, make_place


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(year, month, day, hour, minute, tzinfo=BRUSSELS)


@pytest.fixture
def changes():
    with heard() as seen:
        yield seen


# --- rules from rows ---------------------------------------------------------------------------------------------------


def test_belgian_holidays_have_dutch_names() -> None:
    assert belgian_holidays([2026])[date(2026, 12, 25)] == "Kerstmis"
    assert date(2026, 7, 11) not in belgian_holidays([2026])


@pytest.mark.django_db
def test_a_place_is_closed_on_holidays_and_on_closing_days_of_the_city():
    ClosingDay.objects.create(date=date(2026, 5, 15), reason="Brugdag na Hemelvaart")
    rules = rules_of(make_place(), closed_days(at(2026, 5, 1, 9)))
    assert not is_open(rules, at(2026, 5, 14, 9))
    assert not is_open(rules, at(2026, 5, 15, 9))
    assert is_open(rules, at(2026, 5, 13, 9))
    assert closing_days() == {date(2026, 5, 15)}


@pytest.mark.django_db
def test_a_place_that_stays_open_on_holidays_is_open_on_one():
    rules = rules_of(make_place(closed_on_holidays=False))
    assert is_open(rules, at(2026, 12, 25, 9))


@pytest.mark.django_db
def test_months_and_appointments_of_a_row_come_through():
    place = make_place()
    place.opening_rules.create(
        weekday=3, opens=time(16), closes=time(19, 30), by_appointment=True, not_in_months=[7, 8]
    )
    place.save()
    (evening,) = [rule for rule in rules_of(Place.objects.get()).weekly if rule.by_appointment]
    assert evening == WeeklyRule(3, time(16), time(19, 30), True, frozenset({7, 8}))


# --- words -------------------------------------------------------------------------------------------------------------

RULES = OpeningRules(
    weekly=(
        WeeklyRule(1, time(8, 15), time(12, 15)),
        WeeklyRule(2, time(9), time(12)),
        WeeklyRule(3, time(16), time(19, 30), by_appointment=True),
    ),
    closed_days={date(2026, 12, 1): "Feest"},
)


@pytest.mark.parametrize(
    ("moment", "tag", "text"),
    [
        (at(2026, 11, 24, 10), "Nu open", "tot 12.15 uur"),
        (at(2026, 11, 24, 7), "Nu gesloten", "weer open vandaag om 8.15 uur"),
        (at(2026, 11, 24, 13), "Nu gesloten", "weer open morgen om 9 uur"),
        (at(2026, 11, 25, 13), "Nu gesloten", "op afspraak weer open morgen om 16 uur"),
        (at(2026, 11, 26, 17), "Nu op afspraak", "tot 19.30 uur"),
        (at(2026, 11, 26, 20), "Nu gesloten", "weer open woensdag om 9 uur"),
        (at(2026, 12, 1, 10), "Nu gesloten", "(Feest) weer open morgen om 9 uur"),
    ],
)
def test_opening_is_said_in_words(moment: datetime.datetime, tag: str, text: str) -> None:
    words = opening_words(RULES, moment)
    assert (words.tag, words.text) == (tag, text)
    assert words.until > moment


def test_a_day_far_ahead_is_named_with_its_date() -> None:
    rules = OpeningRules(weekly=(WeeklyRule(4, time(9), time(12), not_in_months=frozenset({11})),))
    assert opening_words(rules, at(2026, 11, 13, 10)).text == "weer open vrijdag 4 december om 9 uur"


def test_a_place_that_never_opens_says_only_that_it_is_closed() -> None:
    words = opening_words(OpeningRules(), at(2026, 11, 24, 10))
    assert (words.tag, words.text) == ("Nu gesloten", "")


def test_the_hours_of_a_day_are_a_line_each() -> None:
    day = Day(date(2026, 11, 26), (Hours(time(8, 15), time(12, 15)), Hours(time(16), time(19, 30), True)))
    assert day_words(day) == ["8.15 tot 12.15 uur", "16 tot 19.30 uur, op afspraak"]


# --- what changes is announced, what is wrong is refused ------------------------------------------------------------------


@pytest.mark.django_db
def test_each_change_that_the_public_sees_is_announced(changes):
    place = make_place()
    primary_key = str(place.pk)
    place.delete()
    ClosingDay.objects.create(date=date(2026, 5, 15), reason="Brugdag").delete()
    make_city(phone="03 1")
    several = str(make_place("Wijkhuis").pk)
    Place.objects.all().delete()  # as the admin's bulk action does
    assert ("place", primary_key, "published") in changes
    assert ("place", primary_key, "removed") in changes
    assert ("place", several, "removed") in changes
    assert changes.count(("settings", "closing_days", "changed")) == 2
    assert ("settings", "city", "changed") in changes


@pytest.mark.django_db
def test_hours_that_end_before_they_begin_are_refused():
    place = make_place()
    with pytest.raises(ValidationError, match="later zijn dan"):
        OpeningRule(place=place, weekday=0, opens=time(12), closes=time(8)).full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"until_date": date(2026, 1, 1)}, "until_date"),
        ({"opens": time(9)}, "closes"),
        ({"opens": time(9), "closes": time(9)}, "closes"),
    ],
)
def test_an_exception_that_no_clock_can_show_is_refused(values, field):
    given = {"from_date": date(2026, 2, 1), "until_date": date(2026, 2, 1), **values}
    with pytest.raises(ValidationError) as refused:
        OpeningException(place=make_place(), **given).full_clean()
    assert field in refused.value.message_dict


# --- in the admin --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_editor_makes_a_place_with_hours_in_the_admin(admin_client, changes):
    def rows(prefix, *values):
        total = {f"{prefix}-TOTAL_FORMS": len(values), f"{prefix}-INITIAL_FORMS": 0}
        total |= {f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
        for number, row in enumerate(values):
            total |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
        return total

    answer = admin_client.post(
        "/cms/snippets/counters/place/add/",
        {
            "name": "Stadswinkel",
            "slug": "stadswinkel",
            "street": "Parkstraat 1",
            "postal_code": "9100",
            "city": "Sint-Niklaas",
            "closed_on_holidays": "on",
            **rows(
                "opening_rules",
                {
                    "weekday": 3,
                    "opens": "16:00",
                    "closes": "19:30",
                    "by_appointment": "on",
                    "not_in_months": ["7", "8"],
                },
            ),
            **rows(
                "opening_exceptions", {"from_date": "2026-12-24", "until_date": "2026-12-24", "reason": "Kerstavond"}
            ),
        },
    )
    assert answer.status_code == 302, answer.text[-2000:]
    place = Place.objects.get()
    assert place.opening_rules.get().not_in_months == [7, 8]
    assert place.opening_exceptions.get().reason == "Kerstavond"
    assert ("place", str(place.pk), "published") in changes
    page = Client().get("/plaatsen/stadswinkel/")
    assert "Parkstraat 1" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/cms/snippets/counters/place/", "/cms/snippets/people/closingday/"])
def test_the_lists_of_the_admin_open(admin_client, address):
    make_place()
    assert admin_client.get(address).status_code == 200


@pytest.mark.django_db
def test_the_contact_data_of_the_city_are_a_setting(admin_client):
    site = make_city().site
    answer = admin_client.post(
        f"/cms/settings/people/citysettings/{site.pk}/",
        {"city_name": "Sint-Niklaas", "phone": "03 999 99 99", "email": "", "address": "Grote Markt 1"},
    )
    assert answer.status_code == 302
    assert CitySettings.objects.get().phone == "03 999 99 99"


@pytest.mark.django_db
def test_an_unknown_place_has_no_page():
    assert Client().get("/plaatsen/nergens/").status_code == 404


def test_a_closing_day_is_called_by_its_date_in_words():
    assert str(ClosingDay(date=datetime.date(2026, 12, 9), reason="Brugdag")) == "9 december 2026: Brugdag"


@pytest.mark.django_db
def test_a_city_without_places_asks_nobody_to_come():
    make_city()
    page = Client().get("/plaatsen/").text
    assert "Hier staat nog geen plaats waar u kunt langskomen." in page
    make_place()
    page = Client().get("/plaatsen/").text
    assert "Hier kunt u langskomen bij de stad." in page
