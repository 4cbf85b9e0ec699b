"""Where to go and when, in lines: a closing day parts a run of days, an afternoon stands beside its morning."""

import datetime

import pytest

from counters.visits import visit_by_slug, visit_to
from people.models import ClosingDay
from tests.trees import make_place

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2026, 11, 16, 12, tzinfo=datetime.UTC)


def test_a_day_on_which_the_city_is_closed_parts_the_days_around_it():
    ClosingDay.objects.create(date=datetime.date(2026, 11, 18), reason="Brugdag")
    assert visit_to(make_place(), MONDAY).hours == (
        "maandag 16 november en dinsdag 17 november: 8.15 tot 12.15 uur",
        "donderdag 19 november en vrijdag 20 november: 8.15 tot 12.15 uur",
    )


def test_a_second_time_of_a_day_stands_beside_the_first():
    place = make_place()
    place.opening_rules.create(weekday=0, opens=datetime.time(13, 30), closes=datetime.time(16))
    place.save()
    assert visit_to(place, MONDAY).hours[0] == "maandag 16 november: 8.15 tot 12.15 uur en 13.30 tot 16 uur"


@pytest.mark.parametrize("slug", ["", "weg"])
def test_a_place_that_is_not_there_is_no_visit(slug):
    make_place()
    assert visit_by_slug(slug) is None
