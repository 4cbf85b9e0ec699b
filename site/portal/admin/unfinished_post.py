"""What a member of staff sent from a page whose session had ended: kept until they have signed in again, and given back.

It is kept in the session of who is not signed in yet, under a nonce that only their own sign-in page leads to: on a shared
computer a colleague who signs in later does not come upon it. Files and passwords are not kept.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from ground.addresses import ADMIN
from ground.admin_page import page_head
from portal.admin.access.policy import rule_for
from portal.admin.typed_texts import is_text, may_be_kept
from records.service import HOUR, Throttle, Throttled, client_key, too_many

SESSION_KEY = "unfinished_post"
FIELD = SESSION_KEY
"""The hidden field with the nonce, by which we know that what was kept has been sent."""
TTL = timedelta(hours=1)
UNFINISHED_POSTS = Throttle("unfinished-post", 20, HOUR)
"""How many one address may have us keep in an hour: who asks has not signed in."""
WAY_IN = tuple(f"{ADMIN}{name}/" for name in ("login", "logout", "password_reset", "uitnodiging"))


class UnfinishedPostMiddleware(MiddlewareMixin):
    """Keeps a form that was sent to the admin without being signed in, and leads to the sign-in page."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.method != "POST" or not request.path.startswith(ADMIN):
            return None
        if request.user.is_authenticated:
            _forget_what_was_sent(request)
            return None
        if not _is_page_of_a_form(request) or not _is_there(request):
            return None
        try:
            UNFINISHED_POSTS.count(client_key(request))
        except Throttled as error:
            return too_many(request, error)
        nonce = keep(request)
        messages.warning(
            request, gettext("U was te lang weg. Wat u typte, is bewaard. Meld u aan, dan staat het weer voor u klaar.")
        )
        query = urlencode({"next": reverse("unfinished_post", args=[nonce])})
        return HttpResponseRedirect(f"{reverse('wagtailadmin_login')}?{query}", status=303)


def keep(request: HttpRequest) -> str:
    """Keep what was sent in the session, in the place of anything earlier, and return the nonce that leads to it."""
    nonce = secrets.token_urlsafe(16)
    fields = [(name, values) for name, values in request.POST.lists() if name != FIELD and may_be_kept(name)]
    request.session[SESSION_KEY] = {
        "nonce": nonce,
        "until": (timezone.now() + TTL).timestamp(),
        "address": request.get_full_path(),
        "page": _page_before(request),
        "fields": fields,
        "has_files": any(getattr(file, "size", 0) for file in request.FILES.values()),
    }
    request.session.set_expiry(TTL)
    return nonce


@never_cache
def give_back(request: HttpRequest, nonce: str) -> HttpResponse:
    """Show what was kept, to be sent again by who typed it. Nothing has been done with it yet."""
    saved = request.session.get(SESSION_KEY)
    if not saved or not secrets.compare_digest(saved["nonce"], nonce) or saved["until"] < timezone.now().timestamp():
        raise Http404
    texts: list[tuple[str, str]] = []
    others = [(FIELD, nonce)]
    for name, values in saved["fields"]:
        for value in values:
            (texts if is_text(value) else others).append((name, value))
    context = {
        **page_head(gettext("Wat u typte, is er nog"), "history", crumb=gettext("Wat u typte")),
        "address": saved["address"],
        "page": saved["page"],
        "texts": texts,
        "others": others,
        "has_files": saved["has_files"],
    }
    return render(request, "wagtailadmin/unfinished_post.html", context)


def _page_before(request: HttpRequest) -> str:
    """Return the address without host of the page of the admin on which it was typed; "" when the browser keeps it to itself."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return ""
    before = urlsplit(referer)
    address = f"{before.path}?{before.query}" if before.query else before.path
    return address if before.path.startswith(ADMIN) and not before.path.startswith(WAY_IN) else ""


def _is_page_of_a_form(request: HttpRequest) -> bool:
    """Return whether a person pressed a button on a page: not a script, and not on the way in or out."""
    is_script = request.headers.get("X-Requested-With") == "XMLHttpRequest" or not request.accepts("text/html")
    is_page = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return is_page and not is_script and not request.path.startswith(WAY_IN)


def _is_there(request: HttpRequest) -> bool:
    """Return whether the address opens for anybody at all."""
    return request.resolver_match is not None and rule_for(request.resolver_match) is not None


def _forget_what_was_sent(request: HttpRequest) -> None:
    saved = request.session.get(SESSION_KEY)
    if saved and request.POST.get(FIELD) == saved["nonce"]:
        del request.session[SESSION_KEY]
