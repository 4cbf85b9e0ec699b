"""What goes wrong in the catalogue and is worth a sentence to the one who asked."""

from ground.refusal import Refusal


class CatalogueError(Exception):
    """Base of the catalogue's own errors; the text is for people."""


class NoProductIndex(CatalogueError):
    """There is no page under which products live."""


class IncompleteProduct(CatalogueError, Refusal):
    """A product lacks something, or contradicts itself, and was to be published."""


class NotWithdrawn(CatalogueError):
    """Nothing (any more) is to be decided about a product that was withdrawn."""


class UnknownField(CatalogueError):
    """A conflict was to be settled for a field that has none."""


class UploadRefused(CatalogueError):
    """A file with products cannot be read, or may not be."""
