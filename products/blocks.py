"""What a product page is made of, beside its plain fields."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from ground.writing import euro
from products.euros import read_euros

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "link", "ul", "ol", "document-link"]

CHANNELS = [
    ("any", _("Zo vraagt u het aan")),
    ("online", _("Online")),
    ("counter", _("Aan het loket")),
    ("phone", _("Met de telefoon")),
    ("post", _("Met de post")),
    ("bus", _("In de mobiele dienstbus")),
]


class EuroField(forms.DecimalField):
    """An amount as people write it (products.euros)."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  # the stubs make a decimal field a kind of whole number
        typed = value.strip() if isinstance(value, str) else value
        if typed in self.empty_values:
            return None
        return read_euros(typed) if isinstance(typed, str) else super().to_python(typed)


class EuroBlock(blocks.FieldBlock):
    """An amount that editors type in euro ("€ 12,50") and that is stored in cents (1250). None when left empty."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:  # noqa: ANN401  # as Wagtail's block
        self.field = EuroField(
            required=required,
            help_text=help_text,
            min_value=0,
            max_value=1_000_000,
            decimal_places=2,
            localize=True,
            error_messages={
                "min_value": _("Een bedrag kan niet lager zijn dan 0 euro."),
                "max_value": _("Dit bedrag is te hoog. Kijk het na."),
                "max_decimal_places": _("Gebruik hoogstens twee cijfers na de komma."),
                "required": _("Vul een bedrag in."),
            },
        )
        super().__init__(**kwargs)

    def value_from_form(self, value: Decimal | str | None) -> int | str | None:
        """Cents; what was typed stays as it is until `clean` has read it, so that a mistake is shown again."""
        if isinstance(value, Decimal):
            return int(value * 100)
        return value or None

    def in_words(self, value: int | None) -> str:
        """Return the amount as people write it: "€ 12,50"."""
        return euro(value)

    def value_for_form(self, value: int | str | None) -> Decimal | str | None:
        return (Decimal(value) / 100).quantize(Decimal("0.01")) if isinstance(value, int) else value


def _is_blank(text: RichText) -> bool:
    """Whether a text has no words: the editor writes an empty one as "<p></p>"."""
    return not strip_tags(text.source).strip()


class TitledTextBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=200, label=_("Titel"))
    description = blocks.RichTextBlock(required=False, features=TEXT_FEATURES, label=_("Uitleg"))

    def clean(self, value: object) -> object:
        """Refuse an empty block, which would be an empty point in a list; a draft may have one."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if not cleaned["title"] and _is_blank(cleaned["description"]):
            empty = forms.ValidationError(_("Vul een titel of uitleg in, of verwijder dit blok."))
            raise blocks.StructBlockValidationError(block_errors={"title": empty})
        return cleaned


class ConditionBlock(TitledTextBlock):
    class Meta:
        icon = "tick"
        label = _("Voorwaarde")
        description = _("Waaraan iemand moet voldoen")
        preview_value = {"title": "Uw auto staat op uw naam", "description": ""}


class EvidenceBlock(TitledTextBlock):
    class Meta:
        icon = "doc-full"
        label = _("Meebrengen")
        description = _("Iets dat de burger meebrengt of opstuurt")
        preview_value = {"title": "Een recente pasfoto", "description": "<p>In kleur, met witte achtergrond.</p>"}


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        max_length=200, label=_("Tekst van de link"), help_text=_("Zeg waar de link naartoe gaat, niet “klik hier”.")
    )
    url = blocks.URLBlock(
        label=_("Webadres"), max_length=1000, help_text=_("Bijvoorbeeld: https://www.mijnburgerprofiel.be")
    )
    description = blocks.CharBlock(required=False, max_length=300, label=_("Uitleg"))

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("Een verwijzing naar een andere site")
        preview_value = {"title": "Mijn Burgerprofiel", "url": "https://www.burgerprofiel.be", "description": ""}


class ProcedureBlock(blocks.StructBlock):
    channel = blocks.ChoiceBlock(CHANNELS, label=_("Hoe"))
    title = blocks.CharBlock(
        required=False, max_length=200, label=_("Titel"), help_text=_("Laat leeg om de manier zelf als titel te tonen.")
    )
    description = blocks.RichTextBlock(
        required=False,
        features=TEXT_FEATURES,
        label=_("Wat doet de burger?"),
        help_text=_("Alleen de stappen van de burger, niet wat er bij u achter de schermen gebeurt."),
    )
    links = blocks.ListBlock(LinkBlock(), default=[], label=_("Links"))

    class Meta:
        icon = "list-ol"
        label = _("Manier")
        description = _("Eén manier om het product aan te vragen")
        preview_value = {
            "channel": "counter",
            "title": "",
            "description": "<p>Maak een afspraak. Breng uw identiteitskaart mee.</p>",
            "links": [],
        }


class CostBlock(blocks.StructBlock):
    amount = EuroBlock(
        required=False,
        label=_("Bedrag in euro"),
        help_text=_("Bijvoorbeeld 12,50. Laat leeg als het bedrag verschilt."),
    )
    title = blocks.CharBlock(required=False, max_length=200, label=_("Waarvoor"))
    description = blocks.RichTextBlock(required=False, features=TEXT_FEATURES, label=_("Uitleg"))

    class Meta:
        icon = "tag"
        label = _("Bedrag")
        description = _("Wat iemand betaalt, en waarvoor")
        preview_value = {"amount": 2500, "title": "Gewone procedure", "description": ""}

    def clean(self, value: object) -> object:
        """Refuse a block without a price and without a word, which would be an empty row; a draft may have one."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if cleaned["amount"] is None and not cleaned["title"] and _is_blank(cleaned["description"]):
            empty = forms.ValidationError(_("Vul een bedrag of uitleg in, of verwijder dit blok."))
            raise blocks.StructBlockValidationError(block_errors={"amount": empty})
        return cleaned


class ContactBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        required=False, max_length=120, label=_("Naam"), help_text=_("Bijvoorbeeld: Dienst Mobiliteit")
    )
    email = blocks.EmailBlock(required=False, label=_("E-mail"))
    phone = blocks.CharBlock(
        required=False, max_length=40, label=_("Telefoon"), help_text=_("Bijvoorbeeld: 03 778 30 00")
    )
    url = blocks.URLBlock(required=False, label=_("Webadres"))
    opening_hours = blocks.CharBlock(
        required=False,
        max_length=300,
        label=_("Openingsuren"),
        help_text=_("Alleen als er geen plaats van de stad bij hoort: die heeft eigen uren."),
    )
    address = blocks.CharBlock(required=False, max_length=200, label=_("Adres"))

    class Meta:
        icon = "user"
        label = _("Contact")
        description = _("Een dienst die vragen beantwoordt")
        preview_value = {"name": "Dienst Mobiliteit", "phone": "03 778 30 00"}


CONDITIONS = [("condition", ConditionBlock())]
EVIDENCE = [("evidence", EvidenceBlock())]
PROCEDURES = [("procedure", ProcedureBlock())]
COSTS = [("cost", CostBlock())]
LEGAL = [
    (
        "text",
        blocks.RichTextBlock(
            features=TEXT_FEATURES, label=_("Tekst"), icon="pilcrow", description=_("De naam van een wet of reglement")
        ),
    ),
    ("link", LinkBlock()),
]
LINKS = [("link", LinkBlock())]
CONTACTS = [("contact", ContactBlock())]
