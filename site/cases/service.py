"""The door of cases."""

from cases.sink import receipt_of

__all__ = ["receipt_of"]
