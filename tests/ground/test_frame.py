"""Whose counter this is: one answer for pages and mails, and one that needs nobody."""

import pytest
from django.db import DatabaseError
from wagtail.models import Site

from ground import frame as ground_frame
from ground.frame import Frame, frame
from people.models import CitySettings


@pytest.mark.django_db
def test_a_page_and_a_mail_say_what_the_city_filled_in(rf):
    CitySettings.objects.create(site=Site.objects.get(), city_name="Temse", phone="03 710 12 12")
    assert frame().city_name == frame(rf.get("/")).city_name == "Temse"
    assert frame().phone == "03 710 12 12"


def test_without_a_database_no_city_is_named():
    def gone(_request):
        raise DatabaseError

    with ground_frame.city.temporarily(gone):
        assert frame() == ground_frame.default_frame()
    assert ground_frame.default_frame().full_name == "De stad"


def test_who_has_no_city_says_nothing_of_one(monkeypatch):
    with ground_frame.city.temporarily(None), ground_frame.without_database.temporarily(None):
        assert frame() == ground_frame.default_frame() == Frame()
