"""What follows when a picture or a file changes, by whichever door: pages that show it are made anew.

By signals, not by the models' own save() and delete(): a bulk action of the admin calls neither.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save

from ground.content_changed import announce
from library.models import File, Picture


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    for model in (Picture, File):
        kind = model._meta.model_name
        post_save.connect(_changed, sender=model, dispatch_uid=f"library.{kind}_changed")
        post_delete.connect(_removed, sender=model, dispatch_uid=f"library.{kind}_removed")


def _changed(instance: Picture | File, **_kwargs: Any) -> None:
    announce(instance._meta.model_name, instance.pk)


def _removed(instance: Picture | File, **_kwargs: Any) -> None:
    announce(instance._meta.model_name, instance.pk, "removed")
