"""The city's time, and Belgian public holidays by the package `holidays`."""

import datetime
from collections.abc import Collection, Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
SATURDAY = 5


@lru_cache(maxsize=50)
def _of_year(year: int) -> dict[datetime.date, str]:
    import holidays  # here: 0.08 s of each start, for what a first page does not need

    return dict(holidays.country_holidays("BE", years=year, language="nl"))


def belgian_holidays(years: Iterable[int]) -> dict[datetime.date, str]:
    """Return the legal holidays of some years with their Dutch names: {date(2026, 12, 25): "Kerstmis"}."""
    return {date: name for year in years for date, name in _of_year(year).items()}


def is_holiday(day: datetime.date) -> bool:
    """Return whether the day is a legal holiday."""
    return day in _of_year(day.year)


def is_working_day(day: datetime.date, closing_days: Collection[datetime.date]) -> bool:
    """Return whether the city works on a day: no weekend, no legal holiday and none of its own closing days."""
    return day.weekday() < SATURDAY and not is_holiday(day) and day not in closing_days
