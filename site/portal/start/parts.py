"""The parts of a city, each through the door that its own screen or command uses. The demo's loader uses them too."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cases.service import CaseType, read_case_type
from forms_app.service import Form, read_form, starting_points
from front.models import ContentPage, HomePage, as_text
from front.page_tree import draft_below, publish_below
from ground.actor import SYSTEM
from people.models import Department

FOLDER = Path(__file__).parent


def data(name: str) -> Any:  # noqa: ANN401  # JSON whose shape its reader knows
    """Return what stands in a file of this folder."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def files(kind: str) -> list[Path]:
    """Return the files of a kind by name; each is called after its code."""
    return sorted((FOLDER / kind).glob("*.json"))


def offer_forms() -> None:
    """Let an editor begin a new form with each of those that setup makes."""
    for path in files("forms"):
        starting_points.register(path.stem, path)


def make_department(code: str, **fields: Any) -> Department:
    """Return the department of a code, made where it is absent."""
    return Department.objects.get_or_create(code=code, defaults=fields)[0]


def make_page(home: HomePage, slug: str, texts: Mapping[str, str], *, publish: bool) -> ContentPage:
    """Return a new ordinary page below the home page."""
    page = ContentPage(slug=slug, **{**texts, "body": as_text(texts["body"])})
    page.search_description = texts["introduction"]
    return publish_below(home, page) if publish else draft_below(home, page)


def make_case_type(path: Path) -> CaseType:
    """Return the case type of a file. DataFileError where it is wrong or its code is taken."""
    return read_case_type(SYSTEM, path)


def make_form(path: Path, *, publish: bool) -> Form:
    """Return the form of a file. DataFileError where it is wrong."""
    return read_form(SYSTEM, path, publish=publish)
