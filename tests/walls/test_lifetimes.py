"""Each model of ours says how long what it keeps of people stays, or why it keeps nothing; docs/lifetimes.md says the same."""

import re

from django.apps import apps

from portal.operations.schedules import JOBS
from records.lifetimes import lifetimes, without_people
from tests.architecture.house import FLOORS, ROOT

DOCS = ROOT / "docs" / "lifetimes.md"


def our_models():
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label for model in models if model.__module__.split(".")[0] in FLOORS}


def test_each_model_stands_in_one_row_of_one_of_the_lists():
    kept, empty = set(lifetimes), set(without_people)
    assert kept & empty == set()
    assert kept | empty == our_models()


def test_a_job_that_ends_something_runs():
    jobs = {job.heartbeat for job in JOBS}
    assert {row.job for _label, row in lifetimes.items() if row.job} <= jobs


def test_the_documentation_is_the_same_table():
    text = DOCS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+\.\w+)` \| (.+?) \| (.+?) \| (?:`(\w+)`)? ?\|$", text, re.M)
    assert rows == sorted((label, str(row.what), str(row.how_long), row.job) for label, row in lifetimes.items())
    reasons = re.findall(r"^\| `(\w+\.\w+)` \| ([^|]+?) \|$", text, re.M)
    assert reasons == sorted(without_people.items())
