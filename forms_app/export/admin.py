"""Taking out the answers of a form, in the admin: which days, in which file, how many there are and what stands in it."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets import AdminDateInput

from forms_app.errors import ExportRefused, NotAllowed
from forms_app.export.actions import Period, export, may_export, selected
from forms_app.export.formats import FORMATS
from forms_app.models import Form
from forms_app.permissions import policy
from forms_app.seams import submission_sink
from ground.actor import from_request
from ground.admin_page import page_head

LIST = "wagtailsnippets_forms_app_form:list"
COUNT = "count"
"""The button that only counts."""
FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)
OUT_OF_RANGE = _("Kies een datum tussen 1900 en 2999.")


class DayField(forms.DateField):
    """A day, or none."""

    widget = AdminDateInput
    default_error_messages = {"invalid": _("Dit is geen datum. Schrijf ze als dag-maand-jaar, zoals 24-11-2026.")}
    default_validators = [MinValueValidator(FIRST_DAY, OUT_OF_RANGE), MaxValueValidator(LAST_DAY, OUT_OF_RANGE)]


class ExportForm(forms.Form):
    """Days and a kind of file; `period` once it is valid."""

    first = DayField(required=False, label=_("Van"))
    last = DayField(required=False, label=_("Tot en met"))
    format = forms.ChoiceField(
        label=_("In welk bestand?"),
        choices=[(code, each.label) for code, each in FORMATS.items()],
        initial="xlsx",
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een soort bestand."), "invalid_choice": _("Kies een soort uit de lijst.")},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            words = {"first": f"{first:%d-%m-%Y}", "last": f"{last:%d-%m-%Y}"}
            self.add_error(
                "last", gettext("%(last)s ligt voor %(first)s. Wissel de datums, of laat er een leeg.") % words
            )
        return cleaned

    @property
    def period(self) -> Period:
        """The days that were asked for."""
        return Period(self.cleaned_data.get("first"), self.cleaned_data.get("last"))


@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what can be taken out, and hand it out when that is asked; the button that counts changes nothing."""
    form = Form.objects.filter(pk=pk).first()
    if form is None or not policy.reaches(request.user, form):
        raise Http404
    if not may_export(request.user, form):
        raise PermissionDenied
    asked = ExportForm(request.POST) if request.method == "POST" else ExportForm()
    if not asked.is_bound or not asked.is_valid() or COUNT in request.POST:
        return _page(request, form, asked)
    try:
        return _file(request, form, asked)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    except ExportRefused as error:
        asked.add_error(None, str(error))
        return _page(request, form, asked)


def _file(request: HttpRequest, form: Form, asked: ExportForm) -> StreamingHttpResponse:
    format_ = FORMATS[asked.cleaned_data["format"]]
    user: Any = request.user  # signed in: the middleware of the admin lets nobody else through
    parts = export(from_request(request), user, form, asked.period, format_)
    name = f"antwoorden-{form.key}-{timezone.localdate():%Y-%m-%d}.{format_.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(parts, content_type=format_.content_type, headers=headers)


def _page(request: HttpRequest, form: Form, asked: ExportForm) -> HttpResponse:
    number = None
    if not asked.is_bound or asked.is_valid():
        number = selected(request.user, form, asked.period if asked.is_bound else Period()).count()
    edit = reverse("wagtailsnippets_forms_app_form:edit", args=[form.pk])
    may_edit = policy.user_has_permission_for_instance(request.user, "change", form)
    above = [(reverse(LIST), gettext("Formulieren")), *([(edit, form.title)] if may_edit else [])]
    title = gettext("Antwoorden: %(form)s") % {"form": form.title}
    context = {
        **page_head(title, "download", *above),
        "form": asked,
        "number": number,
        "has_period": asked.is_bound and (asked["first"].value() or asked["last"].value()),
        "sees_personal_data": submission_sink.get().sees_personal_data(request.user),
        "media": asked.media,
    }
    return render(request, "forms_app/admin/answers.html", context)
