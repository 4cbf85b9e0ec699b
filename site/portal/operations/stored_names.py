"""Dutch names for what Wagtail's migrations put in the database in English, where no catalogue reaches."""

from wagtail.models import Task, Workflow

ENGLISH, DUTCH = "Moderators approval", "Goedkeuring"
"""Editors read the workflow's name on the button that sends a page to it."""


def sync() -> None:
    """Rename what still has Wagtail's name; a name that somebody chose stays."""
    for model in (Workflow, Task):
        model.objects.filter(name=ENGLISH).update(name=DUTCH)
