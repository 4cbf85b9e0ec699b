"""Nobody publishes their own text by making it: what is new has no department yet when Wagtail asks who may publish there."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from people import approval


def keep_as_draft(request: HttpRequest, obj: Model) -> HttpResponse | None:
    """Leave what its writer would put online as the draft that was just saved, where the department wants four eyes."""
    if not approval.needs_four_eyes(obj):
        return None
    if isinstance(obj, Page) and obj.live_revision_id is None:  # Wagtail made it as one that is online
        obj.live, obj.has_unpublished_changes = False, True
        obj.save(update_fields=["live", "has_unpublished_changes"], clean=False)
    messages.warning(
        request,
        gettext(
            "Bewaard als concept. In deze dienst kijkt een collega na wat u schreef: kies “Stuur door naar Goedkeuring”."
        ),
    )
    return HttpResponseRedirect(AdminURLFinder(request.user).get_edit_url(obj) or reverse("wagtailadmin_home"))
