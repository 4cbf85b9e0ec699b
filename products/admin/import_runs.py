"""What each import did, for editors: the runs, and of one run its lines in plain words."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import page_permission_policy

from products.import_warnings import in_dutch
from products.models import ImportedInstance, ImportRun, ProductPage

PER_PAGE = 20
MAX_WARNINGS = 100
LINES_PER_PAGE = 100

STATUSES = {
    "created": gettext_lazy("nieuw"),
    "updated": gettext_lazy("gewijzigd"),
    "unchanged": gettext_lazy("niet gewijzigd"),
    "conflict": gettext_lazy("verschil"),
    "rejected": gettext_lazy("geweigerd"),
    "withdrawn": gettext_lazy("ingetrokken"),
    "outdated": gettext_lazy("ouder dan wat er al was"),
    "failed": gettext_lazy("mislukt door een fout in het programma"),
}
CODES = {
    "published": gettext_lazy("Staat online."),
    "draft": gettext_lazy("Staat klaar als concept."),
    "changed": gettext_lazy("De bron is gewijzigd."),
    "again_online": gettext_lazy("De bron biedt het opnieuw aan. Het staat weer online."),
    "again_offline": gettext_lazy("De bron biedt het opnieuw aan. Publiceer het om het online te zetten."),
    "edited_here": gettext_lazy("Hier én in IPDC gewijzigd."),
    "locked": gettext_lazy("De pagina is vergrendeld."),
    "page_deleted": gettext_lazy("De pagina is hier verwijderd en wordt niet opnieuw gemaakt."),
    "refused": gettext_lazy("De pagina zou niet geldig zijn."),
    "no_title": gettext_lazy("Zonder Nederlandse titel."),
    "no_iri": gettext_lazy("Zonder eigen webadres (IRI)."),
    "invalid_iri": gettext_lazy("Het webadres (IRI) is niet bruikbaar."),
    "broken_lines": gettext_lazy("Een deel van het bestand is onleesbaar."),
    "never_here": gettext_lazy("Het is hier nooit ingelezen."),
    "was_offline": gettext_lazy("Het stond hier niet online."),
    "taken_down": gettext_lazy("We haalden het offline."),
    "older": gettext_lazy("Een nieuwere versie is al ingelezen. Daarom is er niets gewijzigd."),
    "failed": gettext_lazy("Het programma maakte een fout. Vraag uw beheerder: het logboek zegt welke."),
    "waiting": gettext_lazy("Het staat nog online. Beslis onder “Verschillen met IPDC”."),
}
REMARKS = {
    "form_left_alone": gettext_lazy("alleen dit product leidt naar een formulier, dat open blijft"),
    "placeholder": gettext_lazy("een tekst die alleen een streepje is, bleef leeg"),
    "unknown_code": gettext_lazy("een onbekende code viel weg"),
    "unknown_authority": gettext_lazy("een onbekende overheid viel weg"),
    "relative_url": gettext_lazy("een onvolledige link viel weg, de woorden bleven"),
    "invalid_url": gettext_lazy("een ongeldige link viel weg, de woorden bleven"),
    "no_url": gettext_lazy("een link zonder webadres viel weg"),
    "double_escaped": gettext_lazy("dubbel gecodeerde opmaak is hersteld"),
    "table_flattened": gettext_lazy("elke rij van een tabel werd een alinea"),
    "cut": gettext_lazy("een tekst was te lang en is ingekort"),
    "informal_text": gettext_lazy("alleen met ‘je’ geschreven"),
    "formal_text": gettext_lazy("alleen met ‘u’ geschreven"),
    "no_dutch": gettext_lazy("geen Nederlandse tekst"),
    "duplicate_text": gettext_lazy("twee teksten in één taal: de langste is genomen"),
    "opening_hours_are_url": gettext_lazy("de openingsuren zijn een webadres"),
    "several_phones": gettext_lazy("meer dan één telefoonnummer"),
    "several_emails": gettext_lazy("meer dan één e-mailadres"),
    "invalid_phone": gettext_lazy("een telefoonnummer lijkt niet te kloppen"),
    "invalid_email": gettext_lazy("een e-mailadres klopt niet en viel weg"),
    "empty_contact_point": gettext_lazy("een leeg contactpunt viel weg"),
    "invalid_date": gettext_lazy("een datum is onleesbaar"),
    "dates_reversed": gettext_lazy("de einddatum valt voor de begindatum"),
    "no_authority": gettext_lazy("de bron noemt geen bevoegde overheid"),
    "no_area": gettext_lazy("de bron noemt geen gebied"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one product, in words; `url` opens its page, "" when there is none."""

    status: str
    title: str
    iri: str
    url: str
    said: list[str]


def may_read(user: Any) -> bool:
    """Whether the user may read reports of imports: whoever may edit pages."""
    return bool(page_permission_policy.user_has_permission(user, "change"))


def runs(request: HttpRequest) -> HttpResponse:
    """List the runs, newest first. Two queries beside the admin's own."""
    if not may_read(request.user):
        raise PermissionDenied
    found = ImportRun.objects.defer("lines", "warnings")
    listing = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "runs": [(run, counted(run)) for run in listing],
        "listing": listing,
        "breadcrumbs_items": [{"url": "", "label": _("Inlezingen uit IPDC")}],
        "header_title": _("Inlezingen uit IPDC"),
        "header_icon": "download",
    }
    return render(request, "products/admin/import_runs.html", context)


def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one run, a hundred lines a page. One query beside the admin's own."""
    if not may_read(request.user):
        raise PermissionDenied
    found = get_object_or_404(ImportRun, pk=pk)
    listing = Paginator(found.lines, LINES_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "run": found,
        "counted": counted(found),
        "warnings": [in_dutch(warning) for warning in found.warnings[:MAX_WARNINGS]],
        "lines": [_line(line) for line in listing],
        "listing": listing,
        "breadcrumbs_items": [
            {"url": reverse("products_import_runs"), "label": _("Inlezingen uit IPDC")},
            {"url": "", "label": _("Verslag")},
        ],
        "header_title": _("Verslag van een inlezing"),
        "header_icon": "download",
    }
    return render(request, "products/admin/import_run.html", context)


def counted(run: ImportRun) -> list[tuple[str, int]]:
    """What happened in words, with how often; what did not happen is left out."""
    return [(str(STATUSES.get(status, status)), count) for status, count in run.counts.items() if count]


def _line(line: dict[str, Any]) -> Line:
    states = dict(ImportedInstance.SourceState.choices)
    said = [str(CODES.get(code, states.get(code, code))) for code in line.get("code", "").split()]
    if line["fields"]:
        said.append(_("Velden: %(fields)s") % {"fields": ", ".join(map(_field, line["fields"]))})
    said += [_remark(remark) for remark in line["remarks"]]
    url = reverse("wagtailadmin_pages:edit", args=[line["page"]]) if line["page"] else ""
    return Line(str(STATUSES.get(line["status"], line["status"])), line["title"], line["iri"], url, said)


def _field(name: str) -> str:
    try:
        return str(ProductPage._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return name


def _remark(remark: str) -> str:
    """A remark "cut (title: Een heel lange …)" in words, with what it is about."""
    code, _space, about = remark.partition(" (")
    detail = about.removesuffix(")").partition(": ")[2]
    words = str(REMARKS.get(code, code))
    return f"{words}: {detail}" if detail else words
