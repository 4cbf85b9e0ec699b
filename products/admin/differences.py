"""Where a product and its source went apart: changed here and there, or withdrawn there. An editor settles it."""

from dataclasses import dataclass
from typing import Literal

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Q, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ground.actor import from_request
from ground.admin_page import page_head
from ground.ids import read_id
from people.permissions import AnyUser
from products import page_values
from products.actions import settle_conflict, settle_withdrawal
from products.errors import NotWithdrawn, UnknownField
from products.models import Authority, ImportedInstance, ProductPage
from products.permissions import editable_products
from products.value_words import words

PER_PAGE = 20
MAY_NAME = "products.change_authority"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts, as lines, and the button that keeps it."""

    name: Literal["local", "incoming"]
    lines: list[str]
    button: str

    @property
    def is_incoming(self) -> bool:
        """Whether it is the text of the source."""
        return self.name == "incoming"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one product, said in two ways. Lines of plain text."""

    field: str
    label: str
    local: list[str]
    incoming: list[str]

    @property
    def sides(self) -> list[Side]:
        """Both texts, ours first."""
        return [
            Side("local", self.local, gettext("Houd onze tekst")),
            Side("incoming", self.incoming, gettext("Neem deze tekst over")),
        ]


@dataclass(frozen=True, slots=True)
class Product:
    """A product with what waits for it."""

    imported: int
    title: str
    edit_url: str
    differences: list[Difference]
    source: str = ""
    """Where the other text comes from, above its column."""
    withdrawn: str = ""
    """How it stands at its source, in words, where its page must be decided on."""


def waiting(user: AnyUser) -> QuerySet[ImportedInstance]:
    """Return imported instances with something to settle, of the products that the user may edit; the withdrawn ones first."""
    instances = ImportedInstance.objects.with_conflicts() | ImportedInstance.objects.withdrawn_but_live()
    instances = instances.filter(page__in=editable_products(user)).select_related("page")
    is_withdrawn = Q(withdrawal=ImportedInstance.Withdrawal.WAITING)
    return instances.order_by(Case(When(is_withdrawn, then=0), default=1), "page__title", "pk")


def differences(request: HttpRequest) -> HttpResponse:
    """List them, twenty products a page; a POST settles one field, or a withdrawal."""
    if request.method == "POST":
        return _settle(request)
    shown = Paginator(waiting(request.user), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "products": [_product(each) for each in shown],
        "listing": shown,
        "nameless": Authority.objects.filter(name="").count() if request.user.has_perm(MAY_NAME) else 0,
        **page_head(gettext("Verschillen met IPDC"), "resubmit"),
    }
    return render(request, "products/admin/differences.html", context)


def _settle(request: HttpRequest) -> HttpResponse:
    imported = get_object_or_404(
        ImportedInstance.objects.select_related("page"), pk=read_id(request.POST.get("imported"))
    )
    if imported.page is None:
        raise Http404
    if "withdrawal" in request.POST:
        return _settle_withdrawal(request, imported)
    keep: Literal["local", "incoming"] = "incoming" if request.POST.get("keep") == "incoming" else "local"
    try:
        settle_conflict(from_request(request), imported, request.POST.get("field", ""), keep, request.user)
    except UnknownField as error:
        messages.error(request, str(error))
    else:
        message = gettext("De andere tekst staat in het concept. Publiceer het product om hem te tonen.")
        messages.success(request, message if keep == "incoming" else gettext("Uw tekst blijft staan."))
    return redirect("products_differences")


def _settle_withdrawal(request: HttpRequest, imported: ImportedInstance) -> HttpResponse:
    answer: Literal["keep", "unpublish"] = "unpublish" if request.POST["withdrawal"] == "unpublish" else "keep"
    title = _page(imported).title
    try:
        settle_withdrawal(from_request(request), imported, answer, request.user)
    except NotWithdrawn as error:
        messages.error(request, str(error))
    else:
        message = (
            gettext("“%(title)s” is offline gehaald.")
            if answer == "unpublish"
            else gettext("“%(title)s” blijft online.")
        ) % {"title": title}
        messages.success(request, message)
    return redirect("products_differences")


def _page(imported: ImportedInstance) -> ProductPage:
    """Return the page of an instance whose page still exists."""
    assert imported.page is not None  # noqa: S101  # callers have looked; for the type
    return imported.page


def _product(imported: ImportedInstance) -> Product:
    draft = _page(imported).get_latest_revision_as_object()
    incoming = dict(imported.incoming or {})
    is_waiting = imported.withdrawal == ImportedInstance.Withdrawal.WAITING and _page(imported).live
    local = page_values.read(draft, list(incoming))
    rows = [
        Difference(field, str(ProductPage._meta.get_field(field).verbose_name), words(local[field]), words(value))
        for field, value in incoming.items()
    ]
    edit_url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    state = imported.get_source_state_display() if is_waiting else ""
    source = gettext("In het ingelezen bestand") if imported.is_of_table else gettext("In IPDC")
    return Product(imported.pk, draft.title, edit_url, rows, source, state)
