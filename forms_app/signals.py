"""What follows when a form is published or withdrawn, by whichever door."""

from typing import Any

from wagtail.signals import published, unpublished

from forms_app.editing.freezing import freeze
from forms_app.models import Form
from ground.content_changed import announce
from ground.database.watched import watch


def connect() -> None:
    """Connect the receivers, when the app is ready."""
    watch(Form)
    published.connect(_published, sender=Form, dispatch_uid="forms_app.editing.published")
    unpublished.connect(_unpublished, sender=Form, dispatch_uid="forms_app.unpublished")


def _published(instance: Form, **_kwargs: Any) -> None:
    if not instance.live:
        return  # Wagtail sends the same signal when a form is only scheduled
    freeze(instance)
    announce("form", instance.pk, "published")


def _unpublished(instance: Form, **_kwargs: Any) -> None:
    announce("form", instance.pk, "removed")
