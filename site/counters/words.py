"""Opening in words: "Nu open" and "tot 12.15 uur"."""

import datetime
from dataclasses import dataclass, replace
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext

from counters.opening import Day, Hours, OpeningRules, change_after, status_at
from ground.calendar import BRUSSELS


@dataclass(frozen=True, slots=True)
class OpeningWords:
    """A tag with its kind ("ok", "warn", "plain"), a sentence that goes on from it, and until when both are true.

    opens: the day and hour on which a closed place opens, as far as that is known.
    """

    kind: Literal["ok", "warn", "plain"]
    tag: str
    text: str
    until: datetime.datetime
    opens: tuple[datetime.date, datetime.time] = (datetime.date.max, datetime.time.max)

    @property
    def until_timestamp(self) -> str:
        """Until when in Unix time, for site.js."""
        return str(int(self.until.timestamp()))


def opening_words(rules: OpeningRules, at: datetime.datetime) -> OpeningWords:
    """Return how a place is at an aware moment, in words."""
    status = status_at(rules, at)
    changes = change_after(status, at)
    if status.state == "closed":
        closed = OpeningWords(
            "plain", gettext("Nu gesloten"), _closed_text(status.opens_next, status.reason, at), changes
        )
        return (
            replace(closed, opens=(status.opens_next[0], status.opens_next[1].opens)) if status.opens_next else closed
        )
    ends = clock_words(status.until.astimezone(BRUSSELS).time()) if status.until else ""
    if status.state == "open":
        return OpeningWords("ok", gettext("Nu open"), gettext("tot %(hour)s") % {"hour": ends}, changes)
    return OpeningWords("warn", gettext("Nu op afspraak"), gettext("tot %(hour)s") % {"hour": ends}, changes)


def clock_words(time: datetime.time) -> str:
    """Return a time as people write it: "12.15 uur", "9 uur"."""
    return gettext("%(clock)s uur") % {"clock": _clock(time)}


def _clock(time: datetime.time) -> str:
    return f"{time.hour}.{time.minute:02d}" if time.minute else str(time.hour)


def day_words(day: Day) -> list[str]:
    """Return the hours of a day, a line each: ["8.15 tot 12.15 uur", "16 tot 19.30 uur, op afspraak"]."""
    lines = []
    for hours in day.hours:
        line = gettext("%(opens)s tot %(closes)s") % {"opens": _clock(hours.opens), "closes": clock_words(hours.closes)}
        lines.append(gettext("%(hours)s, op afspraak") % {"hours": line} if hours.by_appointment else line)
    return lines


def _closed_text(opens_next: tuple[datetime.date, Hours] | None, reason: str, at: datetime.datetime) -> str:
    why = f"({reason}) " if reason else ""
    if opens_next is None:
        return why.strip()
    date, hours = opens_next
    when = {"day": _day_name(date, at.astimezone(BRUSSELS).date()), "hour": clock_words(hours.opens)}
    if hours.by_appointment:
        return why + gettext("op afspraak weer open %(day)s om %(hour)s") % when
    return why + gettext("weer open %(day)s om %(hour)s") % when


def _day_name(date: datetime.date, today: datetime.date) -> str:
    ahead = (date - today).days
    if ahead == 0:
        return gettext("vandaag")
    if ahead == 1:
        return gettext("morgen")
    return date_format(date, "l") if ahead < 7 else date_format(date, "l j F")
