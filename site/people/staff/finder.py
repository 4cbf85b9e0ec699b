"""Colleagues in the admin's one search box, and by part of a name anywhere else."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.finders import Finder, Hit, has_any, listed_at
from people.models import User


def named(words: str) -> QuerySet[User]:
    """Return colleagues, gone ones too, whose name or sign-in holds each word, by name."""
    condition = Q()
    for word in words.split():
        condition &= Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(username__icontains=word)
    return User.objects.filter(condition).order_by("last_name", "first_name", "pk")


def find(request: HttpRequest, words: str, limit: int) -> Sequence[Hit]:
    """Return colleagues."""
    return [
        Hit(str(user), reverse("wagtailusers_users:edit", args=[user.pk]), user.get_username())
        for user in named(words)[:limit]
    ]


FINDER = Finder(_("Collega’s"), 70, has_any(User), find, listed_at("wagtailusers_users:index"))
