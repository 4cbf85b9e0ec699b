"""A new city's own beginning: made once, remembered, and reported."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext
from wagtail.models import Site

from cases.service import CaseType
from forms_app.service import Form
from front.models import ContentPage, HomePage
from ground.actor import SYSTEM
from people.models import Department
from people.service import describe_city, reference_prefix
from portal.start import parts
from records.models import AuditLine
from records.service import write_audit

MADE = "setup.made"


@dataclass(slots=True)
class Report:
    """What a run of setup did, a line each in the operator's words."""

    made: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is made once: its kind and code, and what the operator calls it."""

    kind: str
    code: str
    words: str


@transaction.atomic
def begin(name: str, make_tree: Callable[[], HomePage]) -> Report:
    """Make what is absent and was never made; make_tree makes the home page, once the city has its name.

    Two at once: the second waits for the first, and finds everything made. Raises DataFileError, ValidationError.
    """
    site = Site.objects.select_for_update().get(is_default_site=True)
    report = Report()
    _describe(site, name, report)
    is_new = not HomePage.objects.exists()
    home = make_tree()
    if is_new:
        report.made.append(gettext("Startpagina, alle producten en de thema’s"))
    rows: QuerySet[Any]
    for slug, texts in parts.data("pages").items():
        words = gettext("Pagina “%(title)s” (concept)") % {"title": texts["title"]}
        rows = ContentPage.objects.child_of(home).filter(slug=slug)
        make = partial(parts.make_page, home, slug, texts, publish=False)
        _once(report, Thing("page", slug, words), rows.exists(), make)
    if _has_work_of_its_own():
        report.left.append(gettext("De stad heeft al zaaktypes of formulieren: er komen geen voorbeelden bij."))
        return report
    for each in parts.data("departments"):
        words = gettext("Dienst “%(name)s”") % {"name": each["name"]}
        rows = Department.objects.filter(code=each["code"])
        _once(report, Thing("department", each["code"], words), rows.exists(), partial(parts.make_department, **each))
    for path in parts.files("case_types"):
        words = gettext("Zaaktype “%(code)s”") % {"code": path.stem}
        rows = CaseType.objects.filter(code=path.stem)
        _once(report, Thing("case_type", path.stem, words), rows.exists(), partial(parts.make_case_type, path))
    for path in parts.files("forms"):
        words = gettext("Formulier “%(key)s” (concept)") % {"key": path.stem}
        rows = Form.objects.filter(key=path.stem)
        _once(report, Thing("form", path.stem, words), rows.exists(), partial(parts.make_form, path, publish=False))
    return report


def made_codes(kind: str) -> set[str]:
    """Return the codes of a kind that setup ever made. One query."""
    return set(AuditLine.objects.filter(action=MADE, target_kind=kind).values_list("target_id", flat=True))


def _has_work_of_its_own() -> bool:
    """Return whether there are case types or forms though setup never made any: a city that began before it, or without it."""
    was_begun = made_codes("case_type") or made_codes("form")
    return not was_begun and (CaseType.objects.exists() or Form.objects.exists())


def _describe(site: Site, name: str, report: Report) -> None:
    city, is_new = describe_city(site, name)
    if is_new:
        report.made.append(
            gettext("Stad “%(name)s”, zaaknummers met %(prefix)s")
            % {"name": city.city_name, "prefix": reference_prefix()}
        )
    elif city.city_name != name:
        report.left.append(
            gettext("De stad heet “%(is)s” en blijft zo; u vroeg “%(asked)s”. Wijzig de naam bij de contactgegevens.")
            % {"is": city.city_name, "asked": name}
        )


def _once(report: Report, thing: Thing, is_there: bool, make: Callable[[], object]) -> None:
    """Make a thing that is absent, unless it was made before: then somebody took it away."""
    was_made = AuditLine.objects.filter(action=MADE, target_kind=thing.kind, target_id=thing.code).exists()
    if is_there:
        if not was_made:
            report.left.append(gettext("%(what)s: er is er al een met deze naam.") % {"what": thing.words})
        return
    if was_made:
        report.left.append(gettext("%(what)s: iemand verwijderde dit, het komt niet terug.") % {"what": thing.words})
        return
    make()
    write_audit(SYSTEM, MADE, thing.kind, thing.code)
    report.made.append(thing.words)
