"""What a product page is made of, beside its plain fields."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "link", "ul", "ol", "document-link"]

CHANNELS = [
    ("any", _("Zo vraagt u het aan")),
    ("online", _("Online")),
    ("counter", _("Aan het loket")),
    ("phone", _("Met de telefoon")),
    ("post", _("Met de post")),
    ("bus", _("In de mobiele dienstbus")),
]


class EuroBlock(blocks.FieldBlock):
    """An amount that editors type in euro and that is stored in cents."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field = forms.DecimalField(
            required=required, help_text=help_text, min_value=0, max_value=1_000_000, decimal_places=2, localize=True
        )
        super().__init__(**kwargs)

    def value_from_form(self, value: Decimal | None) -> int | None:
        return None if value is None else int(value * 100)

    def value_for_form(self, value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value) / 100


class TitledTextBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=200, label=_("Titel"))
    description = blocks.RichTextBlock(required=False, features=TEXT_FEATURES, label=_("Uitleg"))


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=200, label=_("Tekst van de link"))
    url = blocks.URLBlock(label=_("Webadres"), max_length=1000)
    description = blocks.CharBlock(required=False, max_length=300, label=_("Uitleg"))

    class Meta:
        icon = "link"
        label = _("Link")


class ProcedureBlock(blocks.StructBlock):
    channel = blocks.ChoiceBlock(CHANNELS, label=_("Hoe"))
    title = blocks.CharBlock(required=False, max_length=200, label=_("Titel"))
    description = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Wat doet de burger?"))
    links = blocks.ListBlock(LinkBlock(), default=[], label=_("Links"))

    class Meta:
        icon = "list-ol"
        label = _("Manier")


class CostBlock(blocks.StructBlock):
    amount = EuroBlock(required=False, label=_("Bedrag in euro"))
    title = blocks.CharBlock(required=False, max_length=200, label=_("Waarvoor"))
    description = blocks.RichTextBlock(required=False, features=TEXT_FEATURES, label=_("Uitleg"))

    class Meta:
        icon = "tag"
        label = _("Bedrag")


class ContactBlock(blocks.StructBlock):
    name = blocks.CharBlock(required=False, max_length=120, label=_("Naam"))
    email = blocks.EmailBlock(required=False, label=_("E-mail"))
    phone = blocks.CharBlock(required=False, max_length=40, label=_("Telefoon"))
    url = blocks.URLBlock(required=False, label=_("Webadres"))
    opening_hours = blocks.CharBlock(required=False, max_length=300, label=_("Openingsuren"))
    address = blocks.CharBlock(required=False, max_length=200, label=_("Adres"))

    class Meta:
        icon = "user"
        label = _("Contact")


CONDITIONS = [("condition", TitledTextBlock(icon="tick", label=_("Voorwaarde")))]
EVIDENCE = [("evidence", TitledTextBlock(icon="doc-full", label=_("Meebrengen")))]
PROCEDURES = [("procedure", ProcedureBlock())]
COSTS = [("cost", CostBlock())]
LEGAL = [
    ("text", blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Tekst"), icon="pilcrow")),
    ("link", LinkBlock()),
]
LINKS = [("link", LinkBlock())]
CONTACTS = [("contact", ContactBlock())]
