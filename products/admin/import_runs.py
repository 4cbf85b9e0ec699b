"""What each import did, for editors: the runs, and of one run its lines in plain words."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from ground.admin_page import page_head
from people.permissions import AnyUser
from products.import_warnings import in_dutch
from products.models import ImportedInstance, ImportRun, ProductPage
from products.upload.permissions import may_upload

PER_PAGE = 20
MAX_WARNINGS = 100
LINES_PER_PAGE = 100

STATUSES = {
    "created": _("nieuw"),
    "updated": _("gewijzigd"),
    "unchanged": _("niet gewijzigd"),
    "conflict": _("verschil"),
    "rejected": _("geweigerd"),
    "withdrawn": _("ingetrokken"),
    "outdated": _("ouder dan wat er al was"),
    "failed": _("mislukt door een fout in het programma"),
}
CODES = {
    "published": _("Staat online."),
    "draft": _("Staat klaar als concept."),
    "changed": _("De bron is gewijzigd."),
    "again_online": _("De bron biedt het opnieuw aan. Het staat weer online."),
    "again_offline": _("De bron biedt het opnieuw aan. Publiceer het om het online te zetten."),
    "edited_here": _("Hier én in IPDC gewijzigd."),
    "locked": _("De pagina is vergrendeld."),
    "page_deleted": _("De pagina is hier verwijderd en wordt niet opnieuw gemaakt."),
    "refused": _("De pagina zou niet geldig zijn."),
    "not_yours": _("Het product is van een andere dienst."),
    "no_title": _("Zonder Nederlandse titel."),
    "no_iri": _("Zonder eigen webadres (IRI)."),
    "invalid_iri": _("Het webadres (IRI) is niet bruikbaar."),
    "broken_lines": _("Een deel van het bestand is onleesbaar."),
    "never_here": _("Het is hier nooit ingelezen."),
    "was_offline": _("Het stond hier niet online."),
    "taken_down": _("We haalden het offline."),
    "older": _("Een nieuwere versie is al ingelezen. Daarom is er niets gewijzigd."),
    "failed": _("Het programma maakte een fout. Vraag uw beheerder: het logboek zegt welke."),
    "waiting": _("Het staat nog online. Beslis onder “Verschillen met IPDC”."),
}
REMARKS = {
    "form_left_alone": _("alleen dit product leidt naar een formulier, dat open blijft"),
    "placeholder": _("een tekst die alleen een streepje is, bleef leeg"),
    "unknown_code": _("een onbekende code viel weg"),
    "unknown_authority": _("een onbekende overheid viel weg"),
    "relative_url": _("een onvolledige link viel weg, de woorden bleven"),
    "invalid_url": _("een ongeldige link viel weg, de woorden bleven"),
    "no_url": _("een link zonder webadres viel weg"),
    "double_escaped": _("dubbel gecodeerde opmaak is hersteld"),
    "table_flattened": _("elke rij van een tabel werd een alinea"),
    "cut": _("een tekst was te lang en is ingekort"),
    "informal_text": _("alleen met ‘je’ geschreven"),
    "formal_text": _("alleen met ‘u’ geschreven"),
    "no_dutch": _("geen Nederlandse tekst"),
    "duplicate_text": _("twee teksten in één taal: de langste is genomen"),
    "opening_hours_are_url": _("de openingsuren zijn een webadres"),
    "several_phones": _("meer dan één telefoonnummer"),
    "several_emails": _("meer dan één e-mailadres"),
    "invalid_phone": _("een telefoonnummer lijkt niet te kloppen"),
    "invalid_email": _("een e-mailadres klopt niet en viel weg"),
    "empty_contact_point": _("een leeg contactpunt viel weg"),
    "invalid_date": _("een datum is onleesbaar"),
    "dates_reversed": _("de einddatum valt voor de begindatum"),
    "no_authority": _("de bron noemt geen bevoegde overheid"),
    "no_area": _("de bron noemt geen gebied"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one product, in words; `url` opens its page, "" when there is none."""

    status: str
    title: str
    iri: str
    url: str
    explanations: list[str]


def may_read(user: AnyUser) -> bool:
    """Whether the user may read reports of imports: whoever may edit pages."""
    return bool(page_permission_policy.user_has_permission(user, "change"))


def runs(request: HttpRequest) -> HttpResponse:
    """List the runs, newest first. Two queries beside the admin's own."""
    if not may_read(request.user):
        raise PermissionDenied
    import_runs = ImportRun.objects.defer("lines", "warnings")
    listing = Paginator(import_runs, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "runs": [(run, counted(run)) for run in listing],
        "listing": listing,
        "may_upload": may_upload(request.user),
        **page_head(gettext("Inlezingen van producten"), "download"),
    }
    return render(request, "products/admin/import_runs.html", context)


def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one run, a hundred lines a page. One query beside the admin's own."""
    if not may_read(request.user):
        raise PermissionDenied
    import_run = get_object_or_404(ImportRun, pk=pk)
    listing = Paginator(import_run.lines, LINES_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "run": import_run,
        "counted": counted(import_run),
        "warnings": [in_dutch(warning) for warning in import_run.warnings[:MAX_WARNINGS]],
        "lines": [_line(line) for line in listing],
        "listing": listing,
        **page_head(
            gettext("Verslag van een inlezing"),
            "download",
            (reverse("products_import_runs"), gettext("Inlezingen van producten")),
            crumb=gettext("Verslag"),
        ),
    }
    return render(request, "products/admin/import_run.html", context)


def counted(run: ImportRun) -> list[tuple[str, int]]:
    """Return what happened in words, with how often; what did not happen is left out."""
    return [(str(STATUSES.get(status, status)), count) for status, count in run.counts.items() if count]


def _line(line: dict[str, Any]) -> Line:
    states = dict(ImportedInstance.SourceState.choices)
    explanations = [
        str(CODES.get(code, states.get(code, code))) for code in line.get("code", "").split() if code != "row"
    ]
    if line.get("code") == "row":  # of a table: its own words say which row, and what is wrong with it
        explanations.append(line["reason"].removeprefix("row: "))
    if line["fields"]:
        explanations.append(gettext("Velden: %(fields)s") % {"fields": ", ".join(map(field_in_words, line["fields"]))})
    explanations += [_remark(remark) for remark in line["remarks"]]
    url = reverse("wagtailadmin_pages:edit", args=[line["page"]]) if line["page"] else ""
    return Line(str(STATUSES.get(line["status"], line["status"])), line["title"], line["iri"], url, explanations)


def field_in_words(name: str) -> str:
    """Return how a field of a product is called on its screen."""
    try:
        return str(ProductPage._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name


def _remark(remark: str) -> str:
    """Return a remark "cut (title: Een heel lange …)" in words, with what it is about."""
    code, _space, about = remark.partition(" (")
    detail = about.removesuffix(")").partition(": ")[2]
    words = str(REMARKS.get(code, code))
    return f"{words}: {detail}" if detail else words
