"""Bringing products in by clicks: a file, its columns, what would change, and a yes. Each step is an address of its own."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from ground.actor import from_request
from ground.admin_page import page_head
from people.models import Department
from people.permissions import AnyUser
from products.admin.import_runs import CODES, STATUSES, field_in_words
from products.errors import CatalogueError
from products.models import ImportedInstance, ProductUpload, ProductUploadLine
from products.upload import actions
from products.upload.columns import COLUMNS
from products.upload.kinds import RDF, TABLES, is_table
from products.upload.permissions import may_publish, may_upload
from products.upload.table import MAX_ROWS, Odd, Table, read_table

PER_PAGE = 50
MAX_SAMPLES = 3
ORDER = ("rejected", "failed", "conflict", "withdrawn", "updated", "created", "outdated")
"""What asks for attention first. What stays as it is, is only counted."""
WOULD = {
    "published": _("Komt meteen online."),
    "draft": _("Wordt een concept."),
    "changed": _("Dit verandert:"),
    "edited_here": _("Hier ook gewijzigd. Uw tekst blijft staan; na het inlezen kiest u onder “Verschillen met IPDC”."),
    "taken_down": _("Gaat offline."),
    "waiting": _("Blijft online. Na het inlezen beslist u onder “Verschillen met IPDC”."),
}
"""Codes of the importer as what is still to come."""
State = ProductUpload.State


class FileForm(forms.Form):
    """A file, and what becomes of its new products."""

    file = forms.FileField(
        label=_("Bestand"),
        widget=forms.FileInput(attrs={"accept": ",".join((*TABLES, *RDF))}),
        error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")},
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        required=False,
        label=_("Dienst van nieuwe producten"),
        help_text=_("Staat er een dienst in het bestand, dan telt die."),
        empty_label=_("Geen dienst"),
    )
    publish = forms.BooleanField(
        required=False,
        label=_("Zet online wat volledig is"),
        help_text=_("Zonder dit vinkje wordt elk nieuw product een concept, en blijft wat online staat zoals het is."),
    )

    def __init__(self, user: AnyUser, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        department = self.fields["department"]
        assert isinstance(department, forms.ModelChoiceField)  # noqa: S101  # for the type
        department.queryset = Department.objects.open().order_by("name")
        if not may_publish(user):
            del self.fields["publish"]


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column of the file: its place, its head, the first values, and what it holds as far as we know."""

    index: int
    head: str
    samples: list[str]
    chosen: str


@dataclass(frozen=True, slots=True)
class Line:
    """What would become of one product. changes: (field, before, after), texts."""

    status: str
    title: str
    url: str
    explanations: list[str]
    changes: list[tuple[str, str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for a file, and list those of this colleague that still wait. Two queries beside the admin's own."""
    if not may_upload(request.user):
        raise PermissionDenied
    form = FileForm(request.user, request.POST, request.FILES) if request.method == "POST" else FileForm(request.user)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = actions.bring(
                request.user,
                file.name,
                file.read(actions.MAX_BYTES + 1),
                department=form.cleaned_data["department"],
                publish=bool(form.cleaned_data.get("publish")),
            )
            return redirect("products_upload_step", upload.pk)
        except CatalogueError as error:
            form.add_error("file", str(error))
    open_ones = ProductUpload.objects.filter(made_by_id=request.user.pk).exclude(state=State.DONE).defer("content")
    context = {
        **_head(gettext("Producten inlezen")),
        "form": form,
        "uploads": open_ones[:PER_PAGE],
        "max_rows": MAX_ROWS,
        "max_megabytes": actions.MAX_BYTES // 1024**2,
        "columns": [column.label for column in COLUMNS],
    }
    return render(request, "products/admin/upload.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show where an upload is, and take the next step. Only to who brought it."""
    if not may_upload(request.user):
        raise PermissionDenied
    upload = ProductUpload.objects.select_related("department").filter(pk=pk, made_by_id=request.user.pk).first()
    if upload is None:
        raise Http404
    if request.method == "POST":
        answer = _take_step(request, upload)
        if answer is not None:
            return answer
    if upload.state == State.DONE and upload.run_id:
        return redirect("products_import_run", upload.run_id)
    context = {**_head(upload.name), "upload": upload, **_shown(request, upload)}
    return render(request, "products/admin/upload_step.html", context)


def _take_step(request: HttpRequest, upload: ProductUpload) -> HttpResponse | None:
    """Do what was asked; None where it is refused, with a message, and the page shows again what was typed."""
    here = redirect("products_upload_step", upload.pk)
    act = request.POST.get("act")
    if act == "throw_away":
        if not actions.throw_away(request.user, upload):
            messages.error(request, gettext("Dit bestand wordt al ingelezen: het kan niet meer weg."))
            return here
        messages.success(request, gettext("Het bestand is weg. Er is niets ingelezen."))
        return redirect("products_upload")
    if act == "confirm":
        actions.confirm(from_request(request), request.user, upload)
        return here
    if act == "columns":
        try:
            actions.choose_columns(request.user, upload, _typed(request))
        except CatalogueError as error:
            messages.error(request, str(error))
            return None
    return here


def _typed(request: HttpRequest) -> dict[str, str]:
    """Return what was chosen for each column, by its number as text."""
    chosen = {
        name.removeprefix("column-"): str(value) for name, value in request.POST.items() if name.startswith("column-")
    }
    return {index: value for index, value in chosen.items() if index.isdecimal() and len(index) < 4 and value}


def _shown(request: HttpRequest, upload: ProductUpload) -> dict[str, Any]:
    if upload.state in (State.CHECKING, State.IMPORTING):
        done = upload.lines.filter(is_trial=upload.state == State.CHECKING).count()
        return {"is_busy": True, "done": done, "percentage": 100 * done // (upload.total or 1)}
    wants_columns = request.GET.get("kolommen") == "1" or request.POST.get("act") == "columns"
    may_choose = is_table(upload.name) and upload.state in (State.COLUMNS, State.CHECKED, State.REFUSED)
    if upload.state == State.COLUMNS or (wants_columns and may_choose):
        chosen = _typed(request) if request.method == "POST" else upload.columns
        return {"columns": _columns(read_table(bytes(upload.content)), chosen), "choices": COLUMNS}
    if upload.state == State.CHECKED:
        return {**_checked(request, upload), "may_choose": may_choose}
    return {"may_choose": may_choose}


def _columns(table: Table, chosen: dict[str, str]) -> list[ColumnChoice]:
    return [
        ColumnChoice(
            index,
            head,
            [
                str(row.cells[index])[:60]
                for row in table.rows[:MAX_SAMPLES]
                if row.cells[index] != "" and not isinstance(row.cells[index], Odd)
            ],
            chosen.get(str(index), ""),
        )
        for index, head in enumerate(table.heads)
    ]


def _checked(request: HttpRequest, upload: ProductUpload) -> dict[str, Any]:
    """Return the counts, and a page of what would happen. Three queries."""
    trial = upload.lines.filter(is_trial=True).exclude(status="")
    counts = dict(trial.order_by().values_list("status").annotate(number=Count("pk")))
    rank = Case(
        *(When(status=status, then=Value(place)) for place, status in enumerate(ORDER)),
        default=Value(len(ORDER)),
        output_field=IntegerField(),
    )
    listing = Paginator(trial.exclude(status="unchanged").order_by(rank, "number"), PER_PAGE).get_page(
        request.GET.get("p")
    )
    writes = sum(counts.get(status, 0) for status in ("created", "updated", "conflict", "withdrawn"))
    return {
        "counted": [(str(STATUSES[status]), counts[status]) for status in STATUSES if status in counts],
        "lines": [_line(line) for line in listing],
        "listing": listing,
        "writes": writes,
        "rejected": counts.get("rejected", 0) + counts.get("failed", 0),
        "button": ngettext("Lees %(number)d product in", "Lees %(number)d producten in", writes) % {"number": writes},
    }


def _line(line: ProductUploadLine) -> Line:
    data = line.data
    states = dict(ImportedInstance.SourceState.choices)
    explanations = [
        str(WOULD.get(code) or CODES.get(code) or states.get(code, code))
        for code in data["code"].split()
        if code != "row"
    ]
    if data["code"] == "row":
        explanations.append(data["reason"].removeprefix("row: "))
    url = reverse("wagtailadmin_pages:edit", args=[data["page"]]) if data["page"] else ""
    changes = [
        (field_in_words(change["field"]), change["before"], change["after"]) for change in data.get("changes", [])
    ]
    title = data["title"] or data["iri"] or gettext("Product zonder nummer")
    return Line(str(STATUSES[line.status]), title, url, explanations, changes)


def _head(title: str) -> dict[str, Any]:
    above = [(reverse("products_import_runs"), gettext("Inlezingen van producten"))]
    if title != gettext("Producten inlezen"):
        above.append((reverse("products_upload"), gettext("Producten inlezen")))
    return page_head(title, "upload", *above)
