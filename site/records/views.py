"""The one address of every capability link."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from records import service
from records.models import CapabilityLink


@never_cache
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Set the grant and lead on, to an address without the token (303). Changes nothing else: mail scanners follow links."""
    link = service.resolve_token(token)
    if link is None and (over := service.expired_link(token)):
        return link_expired(request, over)
    if link is None and (used := service.used_link(token)):
        return render(request, "records/link_used.html", {"link": used}, status=410)
    if link is None:
        service.UNKNOWN_LINKS.count(service.client_key(request))
        return unknown(request)
    address = service.targets[link.kind](link.object_id)
    if address is None:
        return unknown(request)
    response = HttpResponseRedirect(address, status=303)
    service.grant_link(request, response, link)
    response["Referrer-Policy"] = "no-referrer"
    return response


def link_expired(request: HttpRequest, link: CapabilityLink) -> HttpResponse:
    """Tell who holds a link of ours that its time is over, and what that means for what it opened."""
    return render(request, "records/link_expired.html", {"link": link}, status=410)


def unknown(request: HttpRequest) -> HttpResponse:
    """Return the one neutral page for every link or address that opens nothing."""
    # Without the request in the context the menu marks nothing: not one byte differs between addresses.
    return render(request, "records/link_unknown.html", {"request": None}, status=404)
