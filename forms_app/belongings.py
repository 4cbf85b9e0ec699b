"""What a department owns of forms, in words."""

from django.utils.translation import ngettext


def in_words(number: int) -> str:
    """Return "3 formulieren"."""
    return ngettext("%(number)d formulier", "%(number)d formulieren", number) % {"number": number}
