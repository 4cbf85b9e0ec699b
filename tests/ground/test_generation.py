"""Which generation it is: exactly, and as the event loop knows it."""

import os
import time

import pytest

from ground import generation as module
from ground.generation import MAX_LAG, generation, new_generation, recent_generation


@pytest.fixture(autouse=True)
def clock(settings, tmp_path, monkeypatch):
    """Return the time of a clock that stands still, in a list."""
    settings.VAR_DIR = tmp_path
    new_generation()
    now = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def written_by_another_process(settings):
    moment = time.time_ns() + 1_000_000
    os.utime(settings.VAR_DIR / module.FILE, ns=(moment, moment))
    return moment


def test_what_this_process_changed_counts_at_once():
    before = recent_generation()
    new_generation()
    assert recent_generation() == generation() != before


@pytest.mark.parametrize(("lag", "is_seen"), [(MAX_LAG * 0.9, False), (MAX_LAG * 1.1, True)])
def test_what_another_process_changed_counts_after_a_moment(settings, clock, lag, is_seen):
    before = recent_generation()
    moment = written_by_another_process(settings)
    clock[0] += lag
    assert recent_generation() == (moment if is_seen else before)
    assert generation() == moment
