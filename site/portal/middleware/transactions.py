"""One transaction for each unsafe request to Wagtail's admin and API.

Publishing is several writes with signals in between; search rows and the queued change must commit with them or not at all.
What Wagtail's views do not catch is answered here: removing what is in use, and a form of which a part did not arrive.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.deprecation import MiddlewareMixin
from django.utils.html import format_html_join
from django.utils.translation import gettext
from wagtail.permissions import policy_registry

from ground.addresses import ADMIN, EDITORS
from ground.libraries.django import sees_to_its_own_transactions
from ground.problem_details import CONTENT_TYPE, problem_details
from ground.refusal import Refusal
from people.permissions import DepartmentPermissionPolicy

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class AdminTransactionMiddleware(MiddlewareMixin):
    """Wraps the view, not the whole stack: an exception must still be one when the transaction sees it."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.method in SAFE or not request.path.startswith(EDITORS) or sees_to_its_own_transactions(view):
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)
        except models.ProtectedError as error:
            return refused(request, Refusal([in_use(request.user, error.protected_objects)], request.get_full_path()))
        except MultiValueDictKeyError as error:
            raise BadRequest(f"{error} did not arrive.") from error


def in_use(reader: object, users: Iterable[models.Model]) -> str:
    """Return why something cannot be removed: what uses it within the reader's reach, counted by kind.

    What is out of their reach (another department's, a case from which they are excluded) counts as nothing.
    """
    counts = _within_reach(reader, users)
    if not counts:
        return gettext("Dit kan niet worden verwijderd, want het is nog in gebruik. Er is niets gewijzigd.")
    kinds = (
        f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
        for model, count in counts.items()
    )
    return gettext("Dit kan niet worden verwijderd, want het is nog in gebruik: %(users)s. Er is niets gewijzigd.") % {
        "users": ", ".join(kinds)
    }


def _within_reach(reader: Any, users: Iterable[models.Model]) -> Counter[type[models.Model]]:  # noqa: ANN401  # who asks may be signed in or not
    """Return how many of each kind lie within the reader's reach. A query for each kind that has one."""
    ids: dict[type[models.Model], list[Any]] = {}
    for user in users:
        ids.setdefault(type(user), []).append(user.pk)
    counts: Counter[type[models.Model]] = Counter()
    for model, pks in ids.items():
        policy = policy_registry.get_by_type(model)
        if isinstance(policy, DepartmentPermissionPolicy):
            counts[model] = policy.within_reach(reader).filter(pk__in=pks).count()
        else:
            counts[model] = len(pks)
    return +counts


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return a refusal as its reasons: in the admin above the page where it can be mended, else as problem+json."""
    if not request.path.startswith(ADMIN) or not request.accepts("text/html"):
        body = problem_details(422, detail=" ".join(refusal.reasons))
        return JsonResponse(body, status=422, content_type=CONTENT_TYPE)
    messages.error(request, format_html_join("", "<p>{}</p>", ((reason,) for reason in refusal.reasons)))
    return HttpResponseRedirect(refusal.address or reverse("wagtailadmin_home"))
