"""What a bundle names that this city has not: departments, counters, case types, kinds of question and of mail."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from cases.bundle.data import kinds
from cases.models import CaseType
from counters.service import Place
from forms_app.service import missing_here
from people.models import Department


def lacking(data: dict[str, Any]) -> list[str]:
    """Return a sentence with its remedy for each thing that is lacking, each once. Of malformed data it says nothing."""
    return list(dict.fromkeys([*_of_form(data["form"]), *_of_case_type(data), *_of_texts(data["mail_texts"])]))


def _of_form(form: dict[str, Any]) -> Iterator[str]:
    yield from _department(form.get("department"))
    yield from missing_here(form)


def _of_case_type(data: dict[str, Any]) -> Iterator[str]:
    destination, case_type = data["form"].get("destination"), data["case_type"]
    if case_type is None:
        if isinstance(destination, str) and not CaseType.objects.filter(code=destination).exists():
            yield gettext(
                "Het formulier leidt naar het zaaktype ‘%(code)s’, dat niet in het bestand en niet in deze stad staat. "
                "Kies bij het formulier in de andere stad een zaaktype, en maak het bestand opnieuw."
            ) % {"code": destination}
        return
    if case_type.get("code") != destination:
        words = {"code": case_type.get("code"), "destination": destination}
        yield (
            gettext(
                "Het bestand brengt het zaaktype ‘%(code)s’ mee, maar het formulier leidt naar ‘%(destination)s’. "
                "Maak het bestand opnieuw in de andere stad."
            )
            % words
        )
    yield from _department(case_type.get("department"))
    place = case_type.get("place")
    if isinstance(place, str) and not Place.objects.filter(slug=place).exists():
        yield gettext(
            "Het zaaktype hoort bij het loket met code ‘%(code)s’, dat hier niet bestaat. Maak het eerst bij Locaties. "
            "Er zijn: %(known)s."
        ) % {"code": place, "known": _known(Place.objects.order_by("slug").values_list("slug", flat=True))}


def _department(code: object) -> Iterator[str]:
    if isinstance(code, str) and not Department.objects.open().filter(code=code).exists():
        known = _known(Department.objects.open().order_by("code").values_list("code", flat=True))
        yield gettext(
            "De dienst met code ‘%(code)s’ bestaat hier niet, of is gesloten. Maak ze eerst bij Instellingen, Diensten. "
            "Er zijn: %(known)s."
        ) % {"code": code, "known": known}


def _of_texts(texts: dict[str, Any]) -> Iterator[str]:
    for code in texts:
        if code not in kinds():
            yield gettext(
                "Het bestand heeft een tekst voor de mail ‘%(code)s’, die deze stad niet verstuurt. "
                "Haal ze uit het bestand, of zet er dezelfde uitbreiding bij."
            ) % {"code": code}


def _known(codes: Any) -> str:  # noqa: ANN401  # a query of one column
    return ", ".join(codes[:50]) or gettext("geen")
