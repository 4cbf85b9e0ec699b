"""What follows when a picture, a file or the look of the city changes, by whichever door: pages that show it are made anew.

By signals, not by the models' own save() and delete(): a bulk action of the admin calls neither.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from ground.content_changed import announce
from ground.database.watched import watch
from library.brand.reader import look_of
from library.models import Brand, File, Picture


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    watch(Brand, Picture)
    for model in (Picture, File):
        kind = model._meta.model_name
        post_save.connect(_changed, sender=model, dispatch_uid=f"library.{kind}_changed")
        post_delete.connect(_removed, sender=model, dispatch_uid=f"library.{kind}_removed")
    post_save.connect(_brand_changed, sender=Brand, dispatch_uid="library.brand_changed")
    post_delete.connect(_brand_removed, sender=Brand, dispatch_uid="library.brand_removed")


def _changed(instance: Picture | File, **_kwargs: Any) -> None:
    announce(instance._meta.model_name, instance.pk)


def _removed(instance: Picture | File, **_kwargs: Any) -> None:
    announce(instance._meta.model_name, instance.pk, "removed")


def _brand_changed(instance: Brand, **_kwargs: Any) -> None:
    announce("settings", "brand")
    # The renditions of its pictures: who saved waits for them, and no visitor.
    transaction.on_commit(partial(look_of, instance), robust=True)


def _brand_removed(**_kwargs: Any) -> None:
    announce("settings", "brand")
