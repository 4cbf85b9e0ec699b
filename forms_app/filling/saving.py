"""Going on later, also on another device: the draft's link by mail."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from forms_app import seams
from forms_app.definition.wire import Page, Wire
from forms_app.filling.applicant import reach_of
from forms_app.filling.drafts import DraftRequest, with_draft
from forms_app.filling.opened import Filling
from forms_app.filling.saved_mail import link_mail
from forms_app.models import Draft
from forms_app.questions.text import EmailField
from forms_app.questions.typed import storable
from ground.old_page import is_old_page, spots_old_pages
from ground.writing import long_date
from records.service import (
    HOUR,
    Throttle,
    client_key,
    deduplication_key,
    link_for,
    queue_mail,
)

MAILED_DRAFT = Throttle("draft_mail", 5, HOUR)
MAILED_DRAFTS = Throttle("draft_mail_client", 20, HOUR)


class SaveForm(forms.Form):
    """Where to send the link."""

    email = EmailField(
        label=_("Uw e-mailadres"),
        help_text=_("We sturen de link naar dit adres."),
        error_messages={"required": _("Vul uw e-mailadres in.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}),
    )


@with_draft
def save(request: DraftRequest, key: str, **kwargs: Any) -> HttpResponse:
    """Say until when the draft is kept, and mail its link on request."""
    draft = request.draft
    filling = Filling(draft)
    is_old = is_old_page(request)
    typed = storable(request.POST.get("email", ""))
    form = SaveForm(
        None if is_old else request.POST or None,
        initial={"email": typed or reach_of(filling.definition, filling.visible.answers).email},
    )
    if request.method == "POST" and form.is_valid():
        MAILED_DRAFT.count(str(draft.pk))
        MAILED_DRAFTS.count(client_key(request))
        send_link(draft, form.cleaned_data["email"])
        return HttpResponseRedirect(f"{filling.address}{Page.SAVE}/?{Wire.LINK_SENT}", status=303)
    context = {
        "definition": filling.definition,
        "form": form,
        "until": long_date(timezone.localdate(draft.expires_at)),
        "is_sent": Wire.LINK_SENT in request.GET and request.method != "POST",
        "is_old": is_old,
        "go_on": filling.address,
    }
    return render(request, "forms_app/save.html", context, status=403 if is_old else 200)


save_for_later = csrf_exempt(spots_old_pages(require_http_methods(["GET", "HEAD", "POST"])(save)))


def send_link(draft: Draft, email: str) -> None:
    """Queue the mail with the draft's link; pressing twice within a minute sends one."""
    link_for("draft", draft.pk, draft.expires_at)
    key = deduplication_key(f"draft.saved:{draft.pk}", email, 60)
    is_discreet = seams.submission_sink.get().is_discreet(draft.version.destination)
    title = "" if is_discreet else draft.version.definition.title
    content = link_mail(title, long_date(timezone.localdate(draft.expires_at)))
    queue_mail(key, email, content, target=("draft", draft.pk))
