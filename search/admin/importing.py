"""Reading synonyms from a CSV file: what the list exports, or a spreadsheet with the same headings."""

import csv
import io
from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from ground.admin_page import page_head
from ground.spreadsheet import DELIMITER, fused
from people.permissions import AnyUser
from search.admin.forms import SynonymForm
from search.admin.tuning import only_for
from search.evaluation import golden
from search.language.languages import DUTCH
from search.models import Synonym
from search.models.rules import LANGUAGES, meanings_of

MAX_FILE_BYTES = 1_000_000
"""Bytes: some tens of thousands of lines."""
MAX_ROWS = 2_000
MAX_ERRORS = 20
HEADINGS = {
    "wat mensen zeggen": "phrase",
    "betekent": "meanings",
    "in beide richtingen": "both_ways",
    "in gebruik": "is_active",
    "taal": "locale",
    "opmerking": "note",
}
NEEDED = ("phrase", "meanings")
YES_NO = {"ja": True, "nee": False, "": None}

Row = dict[str, Any]
RowForm = forms.modelform_factory(Synonym, form=SynonymForm, fields=[*HEADINGS.values()])


class FileForm(forms.Form):
    """A CSV file whose rows are read; `rows` holds (line, row) once it is valid."""

    file = forms.FileField(
        label=_("CSV-bestand"),
        help_text=_("Met de kolommen van de download: “Wat mensen zeggen” en “Betekent”; de andere mogen ontbreken."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    rows: list[tuple[int, Row]]

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise ValidationError(gettext("Dit bestand is groter dan 1 MB. Splits het in kleinere bestanden."))
        self.rows = rows_of(file.read())
        return file


def rows_of(content: bytes) -> list[tuple[int, Row]]:
    """Return (line, values by field) of each row that holds something. Raises ValidationError where it is no such table."""
    lines = io.StringIO(_text_of(content), newline="")
    heading = lines.readline()
    delimiter = DELIMITER if DELIMITER in heading else ","
    names = [HEADINGS.get(name.strip().lower(), "") for name in next(csv.reader([heading], delimiter=delimiter), [])]
    if missing := [title for title, name in HEADINGS.items() if name in NEEDED and name not in names]:
        raise ValidationError(
            gettext("In de eerste regel ontbreekt de kolom “%(title)s”. Begin van een download van de lijst.")
            % {"title": missing[0].capitalize()}
        )
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        rows = [
            (reader.line_num + 1, {name: fused(cell) for name, cell in zip(names, cells, strict=False) if name})
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise ValidationError(gettext("Regel %(line)s is geen CSV.") % {"line": reader.line_num + 1}) from error
    if not rows or len(rows) > MAX_ROWS:
        raise ValidationError(
            gettext("Er staan %(rows)s synoniemen in; het mogen er 1 tot %(limit)s zijn.")
            % {"rows": len(rows), "limit": MAX_ROWS}
        )
    return rows


def _text_of(content: bytes) -> str:
    """Return the text of a file as Excel writes it: UTF-8, with or without its mark, or the Windows code page."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def may_import(user: AnyUser) -> bool:
    """Say whether someone may read synonyms in: it adds some and changes others."""
    return bool(user.has_perms(["search.add_synonym", "search.change_synonym"]))


def keep(rows: list[tuple[int, Row]], user: AnyUser) -> Counter[str]:
    """Write the synonyms, all or none, and return how many were "added", "changed" and the "same".

    Raises PermissionDenied for who may not, ValidationError with a message for each line that cannot be, at most MAX_ERRORS.
    """
    if not may_import(user):
        raise PermissionDenied
    counts: Counter[str] = Counter()
    errors: list[str] = []
    with transaction.atomic():
        for line, row in rows:
            try:
                counts[_keep(row, user)] += 1
            except ValidationError as error:
                message = " ".join(error.messages)
                errors.append(gettext("Regel %(line)s: %(message)s") % {"line": line, "message": message})
        if errors:
            raise ValidationError(errors[:MAX_ERRORS])
    return counts


def _keep(row: Row, user: AnyUser) -> str:
    values = _values(row)
    synonym = Synonym.objects.filter(phrase=" ".join(values["phrase"].split()), locale=values["locale"]).first()
    start = {} if synonym is None else {name: getattr(synonym, name) for name in HEADINGS.values()}
    initial = {"meanings": "\n".join(synonym.lines)} if synonym else {}
    form = RowForm({"is_active": True, **start, **values}, instance=synonym, initial=initial)
    if not form.is_valid():
        raise ValidationError([message for messages in form.errors.values() for message in messages])
    if synonym and not form.has_changed():
        return "same"
    log(form.save(), "wagtail.edit" if synonym else "wagtail.create", user=user)
    return "changed" if synonym else "added"


def _values(row: Row) -> Row:
    """Return a row as the form takes it. Raises ValidationError for words other than yes, no or a language."""
    values = {"phrase": row["phrase"], "meanings": "\n".join(meanings_of(row["meanings"])), "locale": DUTCH}
    if "note" in row:
        values["note"] = row["note"]
    for name in ("both_ways", "is_active"):
        value = row.get(name, "").strip().lower()
        if value not in YES_NO:
            raise ValidationError(gettext("“%(value)s” is geen ja of nee.") % {"value": value})
        if YES_NO[value] is not None:
            values[name] = YES_NO[value]
    if value := row.get("locale", "").strip().lower():
        codes = {str(name).lower(): code for code, name in LANGUAGES} | {code: code for code, _name in LANGUAGES}
        if value not in codes:
            allowed = ", ".join(str(name) for _code, name in LANGUAGES)
            raise ValidationError(
                gettext("De taal “%(value)s” kent dit niet. Kies uit: %(allowed)s.")
                % {"value": value, "allowed": allowed}
            )
        values["locale"] = codes[value]
    return values


@only_for(may_import)
def import_synonyms(request: HttpRequest) -> HttpResponse:
    """Ask for a file; a POST keeps what stands in it, or tells which lines are wrong and keeps nothing."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            counts = keep(form.rows, request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            golden.measure_later(gettext("synoniemen ingelezen"), request.user.pk)
            message = gettext("Ingelezen. Nieuw: %(added)s. Gewijzigd: %(changed)s. Ongewijzigd: %(same)s.")
            messages.success(request, message % {name: counts[name] for name in ("added", "changed", "same")})
            return redirect("wagtailsnippets_search_synonym:list")
    list_url = reverse("wagtailsnippets_search_synonym:list")
    context = {
        "form": form,
        "back": list_url,
        **page_head(
            gettext("Lees synoniemen in"), "upload", (list_url, gettext("Synoniemen")), crumb=gettext("Lees CSV in")
        ),
    }
    return render(request, "search/admin/import.html", context)
