"""Each event has a declared kind, and who follows content is called from the lowest app up."""

import re

import pytest
from django.conf import settings

from ground.actor import SYSTEM
from ground.content_changed import announce, followers
from ground.events import events, label_of
from records.models import AuditLine
from records.service import audit_line
from tests.architecture.house import FLOORS, ROOT

DOCS = ROOT / "docs" / "events.md"


def test_a_line_in_the_audit_trail_says_in_words_what_happened():
    assert audit_line(SYSTEM, "case.moved", "case", 1).label == "Status gewijzigd"


def test_a_line_of_a_kind_that_is_declared_no_more_keeps_its_code():
    assert AuditLine(action="parking.paid").label == label_of("parking.paid") == "parking.paid"


def test_nothing_is_written_down_under_a_code_that_nobody_declared():
    with pytest.raises(LookupError, match=r"no event 'case\.movd'.*case\.moved"):
        audit_line(SYSTEM, "case.movd", "case", 1)


def test_nothing_is_told_under_a_code_that_nobody_declared():
    """Search would keep its row, and nobody would hear why."""
    with followers.temporarily("a test", pytest.fail), pytest.raises(LookupError, match=r"prodct\.published"):
        announce("prodct", 1, "published")


def test_who_follows_content_is_called_from_the_lowest_app_up():
    called = []
    with (
        followers.temporarily("portal", lambda change: called.append("portal")),
        followers.temporarily("cases", lambda change: called.append("cases")),
        followers.temporarily("search", lambda change: called.append("search")),
        followers.temporarily("people", lambda change: called.append("people")),
        followers.temporarily("a test", lambda change: called.append("a test")),
    ):
        announce("settings", "city")
    assert called == ["people", "cases", "search", "portal", "a test"]


def test_the_apps_are_installed_from_the_highest_down():
    """Their order is the order of followers, the other way round. demo follows nothing."""
    ours = [app for app in settings.INSTALLED_APPS if app in FLOORS and app != "demo"]
    assert ours == [app for app in reversed(FLOORS) if app in ours]


def test_a_code_says_to_what_it_happens_and_what():
    assert [code for code, _kind in events.items() if not re.fullmatch(r"[a-z_]+\.[a-z_]+", code)] == []


def test_the_documentation_lists_each_event_with_its_words():
    rows = re.findall(r"^\| `([\w.]+)` \| (.+?) \|$", DOCS.read_text(encoding="utf-8"), re.M)
    assert rows == sorted((code, str(kind.label)) for code, kind in events.items() if code != "demo.loaded")
