"""Who may tell search how to answer, and who may see how it is used."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from wagtail.admin.auth import user_passes_test

from people.permissions import AnyUser

View = Callable[..., HttpResponse]


def may_tune(user: AnyUser) -> bool:
    """Say whether someone may change how search answers."""
    return bool(user.has_perm("search.change_synonym"))


def only_for(test: Callable[[Any], bool]) -> Callable[[View], View]:
    """Return Wagtail's decorator that sends others to the admin's home page, with its types."""
    decorator: Callable[[View], View] = user_passes_test(test)
    return decorator
