"""A form with its case type and the texts of its mails in one file: from acceptance to production."""

from cases.bundle.data import BundleRefused, NotAllowed, as_data
from cases.bundle.reading import read

__all__ = ["BundleRefused", "NotAllowed", "as_data", "read"]
