"""What we use of Wagtail beyond what it documents (docs/upgrading.md)."""

from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

LOOKED_AT = "8.0"
"""The version that was read. Of another, look at each function below."""


def measure_picture(picture: AbstractImage) -> None:
    """Read size and hash of a picture's file again, after another was put in its place: save() does so only for a form's."""
    picture._set_image_file_metadata()


def measure_document(document: AbstractDocument) -> None:
    """Read size and hash of a document again."""
    document._set_document_file_metadata()


def remember_parent(page: Page, parent: Page) -> None:
    """Let get_parent() return what is in hand, as Wagtail's own routing does: one query less."""
    page._cached_parent_obj = parent
