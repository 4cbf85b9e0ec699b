"""The form below each page: whether it was clear. It needs no cookie and no token, so that the page is the same for everybody."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from front.feedback import GIVEN_FEEDBACK, take
from front.models.feedback import MAX_PATH, MAX_TEXT
from ground.addresses import HOME, public_path
from records.service import Throttled, as_too_many, client_key

YES, NO = "ja", "nee"


class OneLineEnds(forms.CharField):
    """A text whose line ends count as one sign, as the browser counts them."""

    def to_python(self, value: Any) -> str:  # noqa: ANN401  # what a browser sent
        return (super().to_python(value) or "").replace("\r\n", "\n")


class FeedbackForm(forms.Form):
    """The names of the fields stand in templates/components/feedback.html too."""

    antwoord = forms.ChoiceField(
        label=_("Was deze pagina duidelijk?"),
        choices=[(YES, _("Ja")), (NO, _("Nee"))],
        error_messages={"required": _("Kies ja of nee."), "invalid_choice": _("Kies ja of nee.")},
    )
    opmerking = OneLineEnds(
        label=_("Wat kan beter?"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea,
        error_messages={
            "max_length": _(
                "Maak uw tekst korter. Hij heeft %(show_value)d tekens, en er is plaats voor %(limit_value)d."
            )
        },
    )


def path_of(given: str) -> str:
    """Return the public page that an opinion is about, without its query; the front page where the browser names none."""
    is_here = given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)  # not //elsewhere
    is_text = "\0" not in given  # which no table takes
    path = public_path(urlsplit(given).path) if is_here and is_text else ""
    return path[:MAX_PATH] or HOME


def came_from_here(request: HttpRequest) -> bool:
    """Return whether the browser says that a page of this very site sent this; one that says nothing is not believed."""
    if origin := request.headers.get("Origin"):
        return origin == f"{request.scheme}://{request.get_host()}"
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    referer = urlsplit(request.headers.get("Referer", ""))
    return (referer.scheme, referer.netloc) == (request.scheme, request.get_host())


@csrf_exempt  # kept pages hold no token; what another site sends is shown again and not kept
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Take an opinion; whatever is refused is shown again with all that was typed."""
    if request.method != "POST":
        return _page(request, FeedbackForm(), path_of(request.GET.get("pad", "")))
    form, path = FeedbackForm(request.POST), path_of(request.POST.get("pad", ""))
    if not came_from_here(request):
        return _page(
            request, form, path, gettext("Kijk het na en verstuur het van deze pagina. Er is nog niets bewaard."), 403
        )
    if not form.is_valid():
        return _page(request, form, path, status=400)
    try:
        GIVEN_FEEDBACK.count(client_key(request))
    except Throttled as error:
        wait = gettext("Er kwam veel na elkaar van uw netwerk. Probeer het over enkele minuten opnieuw.")
        return as_too_many(_page(request, form, path, wait), error.retry_after)
    given = form.cleaned_data
    _row, is_redacted = take(path, given["opmerking"], is_clear=given["antwoord"] == YES)
    query = {"pad": path, **({"weg": "1"} if is_redacted else {})}
    return HttpResponseRedirect(f"{reverse('feedback_thanks')}?{urlencode(query)}", status=303)


@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank, and lead back to the page."""
    context = {"back": path_of(request.GET.get("pad", "")), "is_redacted": "weg" in request.GET}
    return render(request, "front/feedback_thanks.html", context)


def _page(request: HttpRequest, form: FeedbackForm, path: str, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "path": path, "refusal": refusal, "max_text": MAX_TEXT}
    return render(request, "front/feedback.html", context, status=status)
