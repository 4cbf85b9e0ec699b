"""Templates are pages that a person can read."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.test_repository import ROOT, tracked

MAX_LINE = 160
INSIDE_A_TAG = ROOT / "templates/django/forms/widgets/attrs.html"
"""Django's own loop over the attributes of a control: a line break in it, or at its end, would stand inside the tag."""
DJADE = shutil.which("djade", path=str(Path(sys.executable).parent))


def test_no_line_of_a_template_is_longer_than_a_screen():
    long = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in tracked("*.html")
        if file != INSIDE_A_TAG
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > MAX_LINE
    ]
    assert long == []


@pytest.mark.skipif(DJADE is None, reason="djade is not installed: make lint installs and runs it")
def test_templates_stand_as_djade_leaves_them():
    command = [
        DJADE,
        "--check",
        "--target-version",
        "5.2",
        *(str(file) for file in tracked("*.html") if file != INSIDE_A_TAG),
    ]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
