"""What a department owns of front: what visitors said of its pages (people.department_belongings)."""

from django.utils.translation import ngettext

from front.models import Feedback
from people.service import Content, department_belongings


def register() -> None:
    """Register it, when the app is ready."""
    department_belongings.register("feedback", Content(Feedback, in_words))


def in_words(number: int) -> str:
    """Return "3 reacties van bezoekers"."""
    words = ngettext("%(number)d reactie van een bezoeker", "%(number)d reacties van bezoekers", number)
    return words % {"number": number}
