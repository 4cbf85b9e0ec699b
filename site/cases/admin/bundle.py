"""A form with its case type as one file, in the admin: written out, and read in after a yes to what it changes."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from cases.bundle import BundleRefused, NotAllowed, as_data, read
from cases.models import CaseType
from forms_app.service import Form
from ground.actor import from_request
from ground.admin_page import page_head
from ground.data_files import MAX_BYTES, as_text
from ground.writing import file_size
from people.permissions import AnyUser

LIST = "wagtailsnippets_forms_app_form:list"
EDIT = "wagtailsnippets_forms_app_form:edit"
MAX_DETAILS = 50


class FileForm(forms.Form):
    """A file; its text is `text` once it is valid."""

    file = forms.FileField(
        label=_("Bestand (JSON)"),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")},
    )
    text = ""

    def clean_file(self) -> object:
        """Refuse what is too large or no text."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            limit = {"limit": file_size(MAX_BYTES)}
            raise ValidationError(gettext("Dit bestand is groter dan %(limit)s. Dat is geen formulier.") % limit)
        try:
            self.text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(gettext("Dit bestand is geen tekst in UTF-8. Kies een ander bestand.")) from error
        return file


class SureForm(forms.Form):
    """The file as it was read, and the stamp of what stood here when its differences were shown."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MAX_BYTES)
    name = forms.CharField(widget=forms.HiddenInput, max_length=255)
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)


@require_safe
def write_bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file of a form that one may change."""
    form = Form.objects.filter(pk=pk).first()
    if form is None or not _may_change(request.user, form):
        raise Http404
    name = f"{form.key}-{timezone.localdate():%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(as_text(as_data(form)), content_type="application/json", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def read_bundle(request: HttpRequest) -> HttpResponse:
    """Ask for a file, show what it would change or why it cannot be taken, and take it when `shown` comes back."""
    actor, user = from_request(request), request.user
    sure = SureForm(request.POST) if request.method == "POST" and "shown" in request.POST else None
    form = FileForm(request.POST, request.FILES) if request.method == "POST" and sure is None else FileForm()
    context: dict[str, Any] = {}
    try:
        if sure is not None and sure.is_valid():
            given = sure.cleaned_data
            report = read(actor, given["text"], given["name"], user=user, shown=given["shown"])  # type: ignore[arg-type]  # signed in
            messages.success(request, gettext("Ingelezen. Het formulier staat klaar als concept: kijk het na."))
            return HttpResponseRedirect(reverse(EDIT, args=[report.form.pk]))
        if sure is not None:
            raise BundleRefused(gettext("Het bestand kwam niet volledig mee. Kies het opnieuw."))
        if form.is_bound and form.is_valid():
            name = form.cleaned_data["file"].name
            report = read(actor, form.text, name, user=user, dry_run=True)  # type: ignore[arg-type]  # signed in
            # Without the white space of the file: what a form may carry on is not much more than a file may have.
            text = json.dumps(json.loads(form.text), ensure_ascii=False, separators=(",", ":"))
            carried = {"text": text, "name": name, "shown": report.before}
            context = {"report": report, "sure": SureForm(initial=carried)}
    except BundleRefused as error:
        context = {"reasons": error.reasons, "details": error.details[:MAX_DETAILS]}
    except NotAllowed as error:
        context = {"reasons": [str(error)]}
    title = gettext("Formulier inlezen")
    head = page_head(title, "upload", (reverse(LIST), gettext("Formulieren")))
    return render(request, "cases/admin/bundle.html", {**head, "form": form, **context})


def _may_change(user: AnyUser, form: Form) -> bool:
    """Return whether the user may change the form, and case types."""
    may_form = policy_registry.get_by_type(Form).user_has_permission_for_instance(user, "change", form)
    return bool(may_form and policy_registry.get_by_type(CaseType).user_has_permission(user, "change"))


def urls() -> list[URLPattern]:
    """Return the addresses below the admin's own."""
    return [
        path("formulieren/<int:pk>/bestand/", write_bundle, name="form_bundle"),
        path("formulieren/inlezen/", read_bundle, name="form_bundle_read"),
    ]


def buttons(snippet: Any, user: AnyUser, next_url: str | None = None) -> list[Button]:  # noqa: ANN401  # the hook hands in any snippet
    """Return what stands beside a form."""
    if not isinstance(snippet, Form) or not _may_change(user, snippet):
        return []
    address = reverse("form_bundle", args=[snippet.pk])
    return [Button(gettext("Bewaar als bestand"), url=address, icon_name="download", priority=27)]


def list_buttons(user: AnyUser) -> list[Button]:
    """Return what stands above the list of forms, for who may change forms and case types."""
    if not all(policy_registry.get_by_type(model).user_has_permission(user, "change") for model in (Form, CaseType)):
        return []
    return [Button(gettext("Lees een formulier in"), url=reverse("form_bundle_read"), icon_name="upload", priority=60)]
