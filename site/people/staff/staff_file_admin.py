"""Reading colleagues in from a file and writing them out, in the admin: first what would happen, then a yes."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from ground.actor import from_request
from ground.admin_page import page_head
from people.errors import NotAllowed
from people.staff import staff_file

LIST = "wagtailusers_users:index"
MAX_FILE_BYTES = 1_000_000
"""Some ten thousand colleagues. What was read goes along in the page that asks for a yes."""
MAX_SHOWN = 50
"""Problems, and names of colleagues, that a page says; more it counts."""


class FileForm(forms.Form):
    """A file; its text is `text` once it is valid."""

    file = forms.FileField(
        label=_("CSV-bestand"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")},
    )
    text = ""

    def clean_file(self) -> object:
        """Refuse what is too large or no text."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise ValidationError(gettext("Dit bestand is groter dan 1 MB. Splits het in kleinere bestanden."))
        try:
            self.text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(
                gettext("Dit bestand is niet in UTF-8. Kies in Excel bij Opslaan als: CSV UTF-8.")
            ) from error
        return file


class SureForm(forms.Form):
    """The text of the file, as it was read before."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MAX_FILE_BYTES)
    no_invitation = forms.BooleanField(
        required=False,
        label=_("Stuur nog geen uitnodigingen"),
        help_text=_("U nodigt nieuwe collega’s dan later uit, op hun eigen pagina."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def read_file(request: HttpRequest) -> HttpResponse:
    """Ask for a file, show what it would do or what is wrong with it, and do it when `text` comes back."""
    if not request.user.has_perms((staff_file.ADD, staff_file.CHANGE)):
        raise PermissionDenied
    sure = SureForm(request.POST) if request.method == "POST" and "text" in request.POST else None
    form = FileForm(request.POST, request.FILES) if request.method == "POST" and sure is None else FileForm()
    understood = None
    try:
        if sure is not None and sure.is_valid():
            invites = not sure.cleaned_data["no_invitation"]
            understood = staff_file.read_text(from_request(request), sure.cleaned_data["text"], invites=invites)
            if not understood.problems:
                messages.success(request, _done(len(understood.made), len(understood.changed)))
                return HttpResponseRedirect(reverse(LIST))
        elif form.is_bound and form.is_valid():
            understood = staff_file.read_text(from_request(request), form.text, dry_run=True)
            if not understood.problems:
                sure = SureForm(initial={"text": form.text})
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    title = gettext("Collega’s inlezen")
    context = {
        **page_head(title, "upload", (reverse(LIST), gettext("Collega’s"))),
        "form": form,
        "fields": staff_file.FIELDS,
        **_shown(understood, sure),
    }
    return render(request, "wagtailadmin/people/read_colleagues.html", context)


@require_safe
def write_file(request: HttpRequest) -> HttpResponse:
    """Hand out the file of all colleagues whose account is open."""
    try:
        text = staff_file.export(from_request(request))
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    name = f"collegas-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _shown(understood: Any, sure: SureForm | None) -> dict[str, Any]:  # noqa: ANN401  # Understood or None
    if understood is None:
        return {}
    if understood.problems:
        problems = [str(problem) for problem in understood.problems]
        return {"problems": problems[:MAX_SHOWN], "more_problems": len(problems[MAX_SHOWN:])}
    kinds = ((gettext("Nieuw"), understood.made), (gettext("Gewijzigd"), understood.changed))
    groups = [(title, names[:MAX_SHOWN], len(names), len(names[MAX_SHOWN:])) for title, names in kinds if names]
    return {"groups": groups, "sure": sure, "unchanged": understood.unchanged}


def _done(made: int, changed: int) -> str:
    return gettext("Ingelezen. Nieuw: %(made)d. Gewijzigd: %(changed)d.") % {"made": made, "changed": changed}
