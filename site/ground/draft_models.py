"""The kinds of content that Wagtail publishes and takes down by the clock."""

from typing import Any

from django.apps import apps
from wagtail.models import DraftStateMixin, Page


def draft_models() -> list[Any]:
    """Return each model whose rows have a live state: all pages as Page, and the snippets with drafts."""
    models = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    return [Page, *(model for model in models if not issubclass(model, Page))]
