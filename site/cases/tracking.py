"""The citizen's pages: follow a case, and ask for its link again."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cases import dates, links, next_step, progress
from cases.models import Case
from cases.reference import normalise, sample_reference
from cases.urgency import LATE
from counters.service import visit_by_slug
from forms_app.service import EmailField, TextField, sections, unfinished_forms
from ground.frame import frame
from ground.old_page import is_old_page, spots_old_pages
from people.service import reference_prefix
from records.service import UNKNOWN_LINKS, Throttle, client_key, files_of, granted_link, url_of

ASKED, NUMBER = "gevraagd", "nummer"
ASKED_LINKS = Throttle("ask_link", 5, 600)


class AskForm(forms.Form):
    """The reference and the address under which the request was sent."""

    reference = TextField(
        label=_("Nummer van uw zaak"),
        max_length=40,
        error_messages={
            "required": _("Vul het nummer van uw zaak in."),
            "max_length": _("Het nummer heeft hoogstens 40 tekens."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    email = EmailField(
        label=_("E-mailadres"),
        help_text=_("Het adres dat u invulde in het formulier."),
        error_messages={"required": _("Vul uw e-mailadres in.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.example = gettext("Bijvoorbeeld: %(number)s") % {"number": sample_reference(reference_prefix())}
        self.fields["reference"].help_text = gettext("Staat op de bevestiging.") + f" {self.example}"

    def clean_reference(self) -> str:
        """Return the reference as we write it. What is wrong with it shows in the number itself, whether it exists or not."""
        reference = normalise(self.cleaned_data["reference"], reference_prefix())
        if reference is None:
            raise forms.ValidationError(gettext("Kijk het nummer na: er staat een fout in.") + f" {self.example}")
        return reference


def case_address(case_id: str) -> str | None:
    """Return the address of a case's tracking page, or None when it is gone."""
    reference = Case.objects.filter(pk=case_id).values_list("reference", flat=True).first()
    return reverse("case_tracking", args=[reference]) if reference else None


@never_cache
@require_safe
def track(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where the case is, for a browser that followed its link; for any other a page that only tells how to get one."""
    case = Case.objects.with_words().filter(reference=reference).first()
    link = granted_link(request, "case", case.pk) if case else None
    if case is None or link is None:
        UNKNOWN_LINKS.count(client_key(request))
        # Without the request in the context the menu marks nothing: whether there is such a case does not show.
        return render(request, "cases/not_opened.html", {"request": None, "reference": reference}, status=404)
    status, submission = case.current_status, case.submission
    today = dates.today()
    steps = progress.steps(case.workflow, case.events.standing())
    is_usual_end = bool(steps) and steps[-1].state == "done"
    context = {
        "case": case,
        "status": status,
        "tag": progress.tag(status, is_usual_end=is_usual_end),
        "steps": steps,
        "messages": [message for step in steps for message in step.messages],
        "is_usual_end": is_usual_end,
        "asked": progress.last_message(steps) if status.waiting_for == "citizen" else "",
        "reason": progress.last_message(steps) if status.needs_reason else "",
        "next_step": next_step.in_words(status.act),
        "own_link": "" if case.applicant_email else url_of(link),
        "visit": visit_by_slug(case.place_slug),
        "is_late": LATE.holds(case.due, today),
        "first_answer": case.answer_due if case.answer_due and not LATE.holds(case.answer_due, today) else None,
        "sections": sections(submission.version.definition, submission.answers) if submission else [],
        "files": files_of("submission", submission.pk) if submission else [],
        "department": case.department,
        "city": frame(),
    }
    return render(request, "cases/tracking.html", context)


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for reference and address; the answer is the same whether they belong together or not."""
    is_old = is_old_page(request)
    typed = {name: request.POST.get(name, "") for name in AskForm.base_fields}
    given = typed if is_old else {"reference": request.GET.get(NUMBER, "")}
    form = AskForm(None if is_old else request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        ASKED_LINKS.count(client_key(request))
        links.ask(form.cleaned_data["reference"], form.cleaned_data["email"])
        return HttpResponseRedirect(f"{reverse('case_ask_link')}?{ASKED}=ja", status=303)
    context = {
        "form": form,
        "asked": ASKED in request.GET and request.method != "POST",
        "is_old": is_old,
        "unfinished": unfinished_forms(request),
    }
    return render(request, "cases/ask_link.html", context, status=403 if is_old else 200)


ask_link = csrf_exempt(spots_old_pages(require_http_methods(["GET", "HEAD", "POST"])(ask)))
