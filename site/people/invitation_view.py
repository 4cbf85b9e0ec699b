"""Where an invited colleague chooses a password: only with the link's grant in this browser."""

from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from people.errors import NotAllowed
from people.models import User
from people.sign_in import reset_tries
from people.signing_in import invitations
from records.service import granted_link


@transaction.non_atomic_requests  # a password is hashed without a write lock
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the new password twice and give it to the account. A link that is used, late or another's says so."""
    user = get_object_or_404(User, pk=pk)
    if granted_link(request, invitations.KIND, pk) is None or not invitations.is_open_for(user):
        return _closed(request)
    form = SetPasswordForm(user, request.POST or None)
    form.fields["new_password1"].label = gettext("Uw wachtwoord")
    form.fields["new_password2"].label = gettext("Nog eens hetzelfde wachtwoord")
    if request.method == "POST" and form.is_valid():
        try:
            invitations.accept(user, form.cleaned_data["new_password1"])
        except NotAllowed:
            return _closed(request)
        reset_tries(request, user.get_username())
        messages.success(
            request,
            gettext("Uw wachtwoord is bewaard. Meld u aan als %(username)s.") % {"username": user.get_username()},
        )
        return HttpResponseRedirect(reverse("wagtailadmin_login"))
    context = {"form": form, "colleague": user}
    return render(request, "wagtailadmin/people/invitation.html", context)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "wagtailadmin/people/invitation.html", {"form": None}, status=410)
