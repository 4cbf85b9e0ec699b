"""The repository stands on its own: no address of an index, no path of somebody's machine, documentation that holds."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ_FROM_ENVIRONMENT = re.compile(
    r"""env\.(?:text|words|number|mail_address|web_addresses)\(\s*"([A-Z_]+)"|environ(?:\.get)?[(\[]\s*"([A-Z_]+)\"""",
)
FIXED_NAMES = {
    "env.database": "DATABASE_URL",
    "env.mail": "EMAIL_URL",
    "env.secret_key": "SECRET_KEY",
    "env.var_dir": "VAR_DIR",
}
NOT_SETTINGS = re.compile(r"^(DJANGO_|PYTHON|PIP_|UV_|SSL_|PYTEST_)")


def tracked(pattern="*"):
    """Return the files under version control, or all of them in an unpacked archive."""
    listed = subprocess.run(["git", "ls-files", "--", pattern], cwd=ROOT, capture_output=True, text=True, check=False)
    names = (
        listed.stdout.split("\n") if listed.returncode == 0 else [str(p.relative_to(ROOT)) for p in ROOT.rglob(pattern)]
    )
    return [ROOT / name for name in names if name and (ROOT / name).is_file() and ".venv" not in name]


def text_of(file):
    try:
        return file.read_text()
    except UnicodeDecodeError:
        return ""


def test_the_locks_name_hashes_and_no_index():
    for lock in (ROOT / "requirements").glob("*.txt"):
        lines = [line for line in lock.read_text().splitlines() if not line.lstrip().startswith("#")]
        assert not [line for line in lines if "://" in line or line.startswith("-")], lock.name
        pins = [line for line in lines if "==" in line]
        assert pins
        assert lock.read_text().count("--hash=sha256:") >= len(pins)


def test_no_file_names_a_package_index_or_a_folder_of_somebodys_machine():
    index = ["pypi." + "org", "pythonhosted." + "org", "index-" + "url ="]
    folders = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/"]
    wrong = [
        f"{file.relative_to(ROOT)}: {word}"
        for file in tracked()
        for word in [*index, *folders]
        if word in text_of(file) and file.name not in ("LICENSE", "structure.sql")  # it holds the address of a page
    ]
    assert wrong == []


def test_every_variable_that_is_read_has_a_row_in_the_settings_page_and_the_other_way_round():
    read = set()
    for file in [
        *(ROOT / "site" / "portal" / "settings").glob("*.py"),
        ROOT / "site/portal/env.py",
        ROOT / "site/portal/launch/run.py",
    ]:
        source = file.read_text()
        read |= {name for groups in READ_FROM_ENVIRONMENT.findall(source) for name in groups if name}
        read |= {name for call, name in FIXED_NAMES.items() if f"{call}(" in source}
    read = {name for name in read if not NOT_SETTINGS.match(name)}
    rows = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert rows == read


@pytest.mark.parametrize("file", tracked("*.md"), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_inside_the_documentation_leads_somewhere(file):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", file.read_text()):
        path = target.split("#")[0]
        if path and "://" not in path and not path.startswith("mailto:") and not (file.parent / path).exists():
            broken.append(target)
    assert broken == []


def test_every_make_target_that_the_documentation_names_exists():
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for file in tracked("*.md"):
        named = set(re.findall(r"`make ([a-z0-9-]+)", file.read_text()))
        assert named <= targets, file.name


def test_every_decision_has_its_own_number():
    numbers = [file.name[:3] for file in (ROOT / "docs" / "decisions").glob("[0-9]*.md")]
    assert numbers
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("file", tracked("docs/decisions/[0-9]*.md"), ids=lambda file: file.stem)
def test_every_decision_has_a_date_and_a_state_and_stands_so_in_the_index(file):
    text = file.read_text()
    number, title = re.match(r"# (\d{3})\.? (.+)\n", text).groups()
    date, state = re.search(
        r"^- Date: (\d{4}-\d\d-\d\d)\n- State: (in force|replaced by \d{3})$", text, re.MULTILINE
    ).groups()
    row = f"| [{number}]({file.name}) | {title} | {date} | {state} |"
    assert row in (file.parent / "README.md").read_text().splitlines()


def test_the_changelog_keeps_its_form():
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert all(
        re.fullmatch(r"\[\d+\.\d+\.\d+\] - (\d{4}-\d\d-\d\d|date of the release)", each) for each in headings[1:]
    )
    kinds = set(re.findall(r"^### (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
