"""The addresses of the admin: Wagtail's, with the views of the table's SERVED_BY in the place of its own."""

from collections.abc import Callable, Iterable, Iterator
from functools import update_wrapper
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.views.decorators.cache import never_cache
from wagtail.admin import urls as wagtails
from wagtail.admin.auth import require_admin_access

from portal.admin.access.policy import rules_by_name
from portal.admin.access.rule import anybody
from portal.admin.access.table import SERVED_BY


def with_own_views(patterns: Iterable[Any], namespace: str = "") -> Iterator[URLPattern | URLResolver]:
    """Yield the patterns as they are, but for the views that are ours. Names, and so every link, stay Wagtail's."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            below = list(with_own_views(pattern.url_patterns, inside))
            yield URLResolver(pattern.pattern, below, pattern.default_kwargs, pattern.app_name, pattern.namespace)
        elif own := SERVED_BY.get(f"{namespace}{pattern.name}"):
            yield URLPattern(
                pattern.pattern, guarded(own, f"{namespace}{pattern.name}"), pattern.default_args, pattern.name
            )
        else:
            yield pattern


View = Callable[..., HttpResponseBase]


def guarded(view: View, name: str) -> View:
    """Return a view of ours as Wagtail wraps its own."""
    is_public = any(rule.is_open_to is anybody for rule in rules_by_name().get(name, ()))
    wrapped = never_cache(wagtails.display_custom_404(view if is_public else require_admin_access(view)))
    return update_wrapper(wrapped, view)


urlpatterns = list(with_own_views(wagtails.urlpatterns))
