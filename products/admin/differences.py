"""Where a product was changed here and at its source as well: an editor settles it, field by field."""

from dataclasses import dataclass
from typing import Any, Literal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.lib.actor import from_request
from products import page_values
from products.actions import settle_conflict
from products.errors import UnknownField
from products.ipdc.texts import plain
from products.models import Authority, ImportedInstance, ProductPage

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one product, said in two ways. Lines of plain text."""

    field: str
    label: str
    local: list[str]
    incoming: list[str]

    @property
    def sides(self) -> list[tuple[str, list[str]]]:
        """Both texts, each with the word that keeps it."""
        return [("local", self.local), ("incoming", self.incoming)]


@dataclass(frozen=True, slots=True)
class Product:
    """A product with what waits for it."""

    imported: int
    title: str
    edit_url: str
    differences: list[Difference]


def waiting(user: Any) -> list[ImportedInstance]:
    """Imported instances with an unsettled difference, of the products that the user may edit."""
    found = ImportedInstance.objects.exclude(incoming=None).exclude(page=None).select_related("page")
    return [each for each in found if _page(each).permissions_for_user(user).can_edit()]


def differences(request: HttpRequest) -> HttpResponse:
    """List them, twenty products a page; a POST settles one field."""
    if request.method == "POST":
        return _settle(request)
    shown = Paginator(waiting(request.user), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "products": [_product(each) for each in shown],
        "listing": shown,
        "breadcrumbs_items": [{"url": "", "label": _("Verschillen met IPDC")}],
        "header_title": _("Verschillen met IPDC"),
        "header_icon": "resubmit",
    }
    return render(request, "pages/admin_differences.html", context)


def _settle(request: HttpRequest) -> HttpResponse:
    imported = get_object_or_404(ImportedInstance.objects.select_related("page"), pk=request.POST.get("imported") or 0)
    if imported.page is None or not _page(imported).permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    keep: Literal["local", "incoming"] = "incoming" if request.POST.get("keep") == "incoming" else "local"
    try:
        settle_conflict(from_request(request), imported, request.POST.get("field", ""), keep, request.user)
    except UnknownField as error:
        messages.error(request, str(error))
    else:
        kept = _("De tekst van IPDC staat in het concept. Publiceer het product om hem te tonen.")
        messages.success(request, kept if keep == "incoming" else _("Uw tekst blijft staan."))
    return redirect("products_differences")


def _page(imported: ImportedInstance) -> ProductPage:
    """The page of an instance whose page still exists."""
    assert imported.page is not None  # noqa: S101  # callers have looked; for the type
    return imported.page


def _product(imported: ImportedInstance) -> Product:
    draft = _page(imported).get_latest_revision_as_object()
    incoming = dict(imported.incoming or {})
    local = page_values.read(draft, list(incoming))
    found = [
        Difference(field, str(ProductPage._meta.get_field(field).verbose_name), words(local[field]), words(value))
        for field, value in incoming.items()
    ]
    edit_url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    return Product(imported.pk, draft.title, edit_url, found)


def words(value: Any) -> list[str]:
    """A field's value as lines of plain text, whatever its kind; an authority by its name."""
    if isinstance(value, bool):
        return [_("ja") if value else _("nee")]
    if isinstance(value, dict):
        parts = [line for key, part in value.items() if key != "type" for line in words(part)]
        return [" · ".join(parts)] if parts else []
    if isinstance(value, list):
        return [line for part in value for line in words(part)]
    if isinstance(value, int):
        return [f"{value / 100:.2f} euro".replace(".", ",")]
    if not value:
        return []
    names = dict(Authority.objects.filter(iri=value).values_list("iri", "name")) if "://" in value else {}
    return [names.get(value) or line for line in _lines(value)]


def _lines(text: str) -> list[str]:
    """Paragraphs and list items each on a line of their own."""
    marked = text.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("<br/>", "\n")
    return [line for part in marked.splitlines() if (line := plain(part).text)]
