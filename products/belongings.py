"""What a department owns of the catalogue, in words."""

from django.utils.translation import ngettext


def products_in_words(number: int) -> str:
    """Return "3 producten"."""
    return ngettext("%(number)d product", "%(number)d producten", number) % {"number": number}


def questions_in_words(number: int) -> str:
    """Return "3 veelgestelde vragen"."""
    return ngettext("%(number)d veelgestelde vraag", "%(number)d veelgestelde vragen", number) % {"number": number}
