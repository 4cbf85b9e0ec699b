"""Teksten van mails: what each kind of mail says, in the city's own words."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from ground.actor import from_request
from ground.admin_page import page_head
from ground.texts import fill
from portal.admin.mail_texts import actions
from portal.admin.mail_texts.forms import MailTextForm
from records.models import MailText
from records.service import (
    Contact,
    MailKind,
    MessageContent,
    Paragraph,
    RenderedMail,
    TextChanged,
    mail_kinds,
    mail_texts,
    render_mail,
)

LINK = "t/voorbeeld/"
"""Of the button in a preview; it opens nothing."""


@require_safe
def mail_texts_view(request: HttpRequest) -> HttpResponse:
    """List the kinds of mail by group, with what the city wrote itself. One query."""
    own = {row.kind: row for row in MailText.objects.exclude(parts={})}
    groups: dict[str, list[dict[str, Any]]] = {}
    for code, kind in mail_kinds.items():
        groups.setdefault(str(kind.group), []).append({"kind": kind, "own": own.get(code)})
    title = gettext("Teksten van mails")
    context = {**page_head(title, "mail"), "groups": sorted(groups.items())}
    return render(request, "portal/admin/mail_texts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mail_text(request: HttpRequest, code: str) -> HttpResponse:
    """Show and change what one kind says. `preview` shows the mail, `default` puts our texts into the form: neither saves."""
    kind = mail_kinds.get(code)
    if kind is None:
        raise Http404
    stored = mail_texts.written(kind)
    said = {part.name: stored.parts.get(part.name, str(part.default)) for part in kind.parts}
    if request.method != "POST":
        return _page(request, kind, MailTextForm(kind, initial={**said, "lock_version": stored.lock_version}), said)
    if "default" in request.POST:
        ours = {part.name: str(part.default) for part in kind.parts}
        messages.info(request, gettext("De standaardteksten staan klaar. Ze gelden pas als u ze bewaart."))
        return _page(request, kind, MailTextForm(kind, initial={**ours, "lock_version": stored.lock_version}), ours)
    form = MailTextForm(kind, request.POST)
    if not form.is_valid():
        return _page(request, kind, form, said)
    if "preview" in request.POST:
        return _page(request, kind, form, form.parts())
    try:
        actions.save(from_request(request), request.user, kind, form.parts(), form.cleaned_data["lock_version"])
    except TextChanged:
        return _conflict(request, kind, stored, said)
    messages.success(request, gettext("Bewaard. Mails die vanaf nu vertrekken, zeggen dit."))
    return HttpResponseRedirect(reverse("mail_text", args=[code]))


def _conflict(request: HttpRequest, kind: MailKind, stored: MailText, said: dict[str, str]) -> HttpResponse:
    """Show what was typed beside what a colleague saved meanwhile; saving again puts the typed texts in its place."""
    typed = request.POST.copy()
    typed["lock_version"] = str(stored.lock_version)
    form = MailTextForm(kind, typed)
    form.add_error(None, gettext("Een collega bewaarde intussen andere teksten. Kijk ze na en bewaar dan opnieuw."))
    return _page(request, kind, form, said, other=said)


def _page(
    request: HttpRequest, kind: MailKind, form: MailTextForm, said: dict[str, str], other: dict[str, str] | None = None
) -> HttpResponse:
    rows = [{"field": form[part.name], "other": (other or {}).get(part.name)} for part in kind.parts]
    context = {
        **page_head(str(kind.label), "mail", (reverse("mail_texts"), gettext("Teksten van mails"))),
        "kind": kind,
        "form": form,
        "rows": rows,
        "mail": preview(kind, said),
        "may_change": request.user.has_perm(actions.CHANGE),
    }
    return render(request, "portal/admin/mail_text.html", context)


def preview(kind: MailKind, parts: dict[str, str]) -> RenderedMail:
    """Return the mail with these texts and the kind's samples. What else stands in it differs from mail to mail."""
    filled = {name: fill(text, {key: str(value) for key, value in kind.sample.items()}) for name, text in parts.items()}
    subject = filled.pop("subject")
    content = MessageContent(
        subject=subject,
        greeting=gettext("Dag,"),
        paragraphs=tuple(Paragraph(text) for name, text in filled.items() if text and not name.startswith("discreet")),
        contact=Contact("", reference=str(kind.sample.get("nummer", ""))) if kind.has_contact else None,
    )
    return render_mail(content, f"{settings.SITE_URL}/{LINK}")
