"""Choosing an icon from pictures: radio buttons as cards, each with the drawing and its name, in groups."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext


class IconSelect(forms.RadioSelect):
    """The choices of products.icons. A card says who has the icon already, so that no two get the same without knowing.

    The form sets both below, for the page that it edits.
    """

    template_name = "products/admin/icon_select.html"
    default_icon = ""
    """What shows where nothing is chosen; "" while that is not known."""
    taken: Mapping[str, Sequence[str]] = {}
    """The titles of the other pages with an icon, by its name."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  # as Django's
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "icon": value or self.default_icon, "note": self._note(self.taken.get(value, ()))}

    @staticmethod
    def _note(titles: Sequence[str]) -> str:
        if len(titles) > 1:
            return gettext("al bij %(count)s andere") % {"count": len(titles)}
        return gettext("al bij %(title)s") % {"title": titles[0]} if titles else ""
