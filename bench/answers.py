"""Taking out the answers of 100,000 submissions: how long, how large and how much memory, each file in a process of its own.

DJANGO_SETTINGS_MODULE=bench.settings VAR_DIR=$(mktemp -d) PYTHONPATH=site:. python -m bench.answers [100000]
"""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # what it imports needs django.setup()
from django.utils import timezone  # noqa: E402  # what it imports needs django.setup()

from cases.models import Case  # noqa: E402  # what it imports needs django.setup()
from forms_app.export.actions import Period, export  # noqa: E402  # what it imports needs django.setup()
from forms_app.export.formats import FORMATS  # noqa: E402  # what it imports needs django.setup()
from forms_app.models import Form, FormVersion, Submission  # noqa: E402  # what it imports needs django.setup()
from ground.actor import Actor  # noqa: E402  # what it imports needs django.setup()
from people.models import User  # noqa: E402  # what it imports needs django.setup()

BATCH = 5_000
MAX_MB = 200


def main(number: int) -> None:
    """Write the submissions, then measure each kind of file."""
    call_command("setup", demo=True, no_static=True, verbosity=0)
    key = multiply(number)
    print(f"\n  {number} submissions of the form {key}", flush=True)
    for kind in FORMATS:
        subprocess.run([sys.executable, "-m", "bench.answers", key, kind], check=True, env=os.environ)


def multiply(wanted: int) -> str:
    """Write copies of the submission with most answers, each with its case, and return the key of its form."""
    cases = Case.objects.exclude(submission=None).select_related("submission__version__form")
    case = max(cases, key=lambda each: len(each.submission.answers))
    first, now = case.submission, timezone.now()
    for start in range(0, wanted, BATCH):
        numbers = range(start, min(start + BATCH, wanted))
        submissions = [
            Submission(
                version_id=first.version_id,
                idempotency_key=f"bench:{number}",
                answers=first.answers,
                channel="web",
            )
            for number in numbers
        ]
        Submission.objects.bulk_create(submissions)
        copies = []
        for number, submission in zip(numbers, submissions, strict=True):
            values = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
            values |= {"id": None, "reference": f"BENCH-{number}", "submission_id": submission.pk}
            copies.append(Case(**values | {"received_at": now - timedelta(minutes=number)}))
        Case.objects.bulk_create(copies)
    form: Form = first.version.form
    return str(form.key)


def take_out(key: str, kind: str) -> None:
    """Print how one kind of file left."""
    user = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")[0]
    form = Form.objects.get(key=key)
    questions = sum(len(version.definition.questions) for version in FormVersion.objects.filter(form=form))
    before, began = peak(), time.perf_counter()
    parts = export(Actor("staff", str(user.pk)), user, form, Period(), FORMATS[kind])
    size = sum(len(part) for part in parts)
    took, memory = time.perf_counter() - began, peak()
    held = f"{memory:.0f} MB of memory at most, {before:.0f} MB before it began"
    print(f"  {kind:<6} {size / 1e6:>7.1f} MB in {took:>5.1f} s, {questions} questions: {held}", flush=True)
    assert memory < MAX_MB, f"more than {MAX_MB} MB"


def peak() -> float:
    """Return the most memory that this process had, in MB, by Linux' own count: getrusage counts who started it as well."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    if len(sys.argv) > 2:
        take_out(*sys.argv[1:])
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
