"""The screen of the look: a colour with which texts cannot be read is refused, with the nearest that can to take by a click."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from library.brand.models import UNREADABLE
from library.brand.palette import ACCENT, PRIMARY, SHIPPED


class ColourInput(forms.TextInput):
    """A box for a code, with the browser's own picker beside it where there is a script."""

    template_name = "library/colour_input.html"

    def __init__(self, shipped: str, label: str | Promise) -> None:
        super().__init__()
        self.shipped, self.label = shipped, label

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:  # noqa: ANN401  # Django's own
        """Tell the picker what it shows while the box is empty."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"shipped": self.shipped, "picker_label": self.label}
        return context

    class Media:
        js = ("library/colour.js",)
        css = {"all": ("library/brand.css",)}  # Django's own shape


class BrandForm(WagtailAdminModelForm):
    """Keeps what was typed in its box and offers the nearest colour under it."""

    def add_error(self, field: str | None, error: Any) -> None:  # noqa: ANN401  # Django's own: a text, a list, a dict
        """Put a button beside the sentence about a colour that cannot be read."""
        super().add_error(field, _with_offers(error))


def _with_offers(error: Any) -> Any:  # noqa: ANN401  # as above
    if not hasattr(error, "error_dict"):
        return error
    return ValidationError(
        {field: [_with_offer(field, each) for each in errors] for field, errors in error.error_dict.items()}
    )


def _with_offer(field: str, error: ValidationError) -> ValidationError:
    offered = (error.params or {}).get("offered")
    if error.code != UNREADABLE or not offered:
        return error
    text = format_html(
        '{} <button type="button" class="button button-small button-secondary" data-sn-colour="{}" data-sn-colour-for="id_{}">'
        "{}</button>",
        str(error.message) % error.params,
        offered,
        field,
        gettext("Neem %(colour)s") % {"colour": offered},
    )
    return ValidationError(text, code=error.code)


edit_handler = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel(PRIMARY, widget=ColourInput(SHIPPED["primary"], _("Kies de hoofdkleur"))),
                FieldPanel(ACCENT, widget=ColourInput(SHIPPED["accent"], _("Kies de accentkleur"))),
            ],
            heading=_("Kleuren"),
        ),
        MultiFieldPanel([FieldPanel("drawing"), FieldPanel("mark"), FieldPanel("hero")], heading=_("Beeld")),
        MultiFieldPanel([FieldPanel("letter")], heading=_("Letter")),
    ],
    base_form_class=BrandForm,
)
"""The panels, bound where the setting is registered."""
