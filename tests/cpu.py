"""`--cpu N`: what the suite costs in seconds of CPU, beside its aim, and its N dearest tests.

Wall time tells how busy the machine was; CPU what a test asks of any machine. Browsers and servers that it starts count.
"""

import os
import resource
import time
from collections import Counter
from pathlib import Path

import pytest

AIM = 0.2
"""Seconds of CPU a test, on average over the suite, with what starting and collecting cost."""


class Cpu:
    """Measures in the process that runs the tests, adds up in the one that reports."""

    def __init__(self, limit):
        self.limit = limit
        self.last = 0.0
        self.starting = 0.0
        self.of_tests = Counter()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item, call):
        """Give each phase of a test what was used since the phase before."""
        report = yield
        now = used()
        report.user_properties.append(("cpu", max(0.0, now - self.last)))
        self.last = now
        return report

    def pytest_collection_finish(self, session):
        self.starting = self.last = used()

    def pytest_runtest_logreport(self, report):
        self.of_tests[report.nodeid] += dict(report.user_properties).get("cpu", 0.0)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["cpu"] = self.starting

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node, error):
        self.starting += getattr(node, "workeroutput", {}).get("cpu", 0.0)

    def pytest_terminal_summary(self, terminalreporter):
        count = len(self.of_tests)
        if not count:
            return
        total = self.starting + self.of_tests.total()  # a browser that was ended is in no figure of the end
        terminalreporter.section("CPU")
        terminalreporter.line(f"{total:.0f} s for {count} tests: {total / count:.3f} s a test (the aim is {AIM} s)")
        for test, seconds in self.of_tests.most_common(self.limit):
            terminalreporter.line(f"{seconds:8.2f} s  {test}")


def used():
    """Return the seconds of CPU of this process, of what it started and awaited, and of what it started and still runs."""
    awaited = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + awaited.ru_utime + awaited.ru_stime + sum(map(_of_process, _descendants(os.getpid())))


def _descendants(process):
    """Yield what a process started, at any depth; nothing where the kernel does not list children."""
    try:
        threads = list(Path(f"/proc/{process}/task").glob("*/children"))
    except OSError:  # the process is over
        return
    for listed in threads:
        try:
            children = listed.read_text().split()
        except OSError:  # that thread is over
            continue
        for child in children:
            yield child
            yield from _descendants(child)


def _of_process(process):
    """Return the seconds of a process and of those it awaited; 0 when it is over."""
    try:
        values = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, values[11:15])) / os.sysconf("SC_CLK_TCK")


def pytest_addoption(parser):
    parser.addoption("--cpu", type=int, metavar="N", help="tell what the suite costs in CPU, and its N dearest tests")


def pytest_configure(config):
    limit = config.getoption("--cpu")
    if limit is not None:
        config.pluginmanager.register(Cpu(limit), "cpu of the suite")
