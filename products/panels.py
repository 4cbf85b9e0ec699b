"""The product's edit screen: tabs, and in the first one the fields in the order in which citizens read.

Each help text says what belongs there and gives one good example.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

CHECKBOXES = forms.CheckboxSelectMultiple

READING = [
    HelpPanel(
        content=_(
            "<p>Schrijf zoals u het aan het loket zegt: korte zinnen, “u”, gewone woorden. Wat u leeg laat, ziet de burger "
            "niet. Rechts ziet u de pagina terwijl u schrijft.</p>"
        ),
        heading=_("Zo schrijft u een product"),
    ),
    TitleFieldPanel(
        "title", help_text=_("Het woord dat mensen zelf gebruiken. Bijvoorbeeld: Identiteitskaart aanvragen")
    ),
    FieldPanel(
        "alternative_titles",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Andere namen voor hetzelfde, één per regel. Bijvoorbeeld: eID"),
    ),
    FieldPanel(
        "summary",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Eén of twee zinnen. Ze staan ook in de zoekresultaten. "
            "Bijvoorbeeld: Met een bewonerskaart parkeert u gratis in uw eigen straat."
        ),
    ),
    FieldPanel(
        "description",
        help_text=_(
            "Wat is het, en wat hebt u eraan? Bijvoorbeeld: De kaart geldt voor één nummerplaat en blijft twee jaar geldig."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "for_whom", help_text=_("Bijvoorbeeld: Voor iedereen die in Sint-Niklaas woont en 12 jaar of ouder is.")
            ),
            FieldPanel(
                "conditions",
                heading=_("Voorwaarden"),
                help_text=_("Eén voorwaarde per blok. Bijvoorbeeld: Uw auto staat op uw naam."),
            ),
        ],
        heading=_("Voor wie?"),
    ),
    FieldPanel(
        "evidence",
        help_text=_(
            "Wat brengt de burger mee? Eén ding per blok. Bijvoorbeeld: Een recente pasfoto met witte achtergrond."
        ),
    ),
    FieldPanel(
        "procedures",
        help_text=_(
            "Eén blok per manier: online, aan het loket, met de telefoon. "
            "Bijvoorbeeld bij online: Vul het formulier in. U krijgt meteen een bevestiging in uw mailbox."
        ),
    ),
    InlinePanel(
        "form_links",
        heading=_("Formulier van de Stadswinkel"),
        label=_("Formulier"),
        max_num=3,
        help_text=_("De knop bovenaan de pagina. Alleen een gepubliceerd formulier is zichtbaar."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("is_free", help_text=_("Kruis dit aan als het altijd en voor iedereen gratis is.")),
            FieldPanel(
                "costs",
                heading=_("Bedragen"),
                help_text=_("Bijvoorbeeld: 25,00 euro — Gewone procedure, binnen drie weken."),
            ),
        ],
        heading=_("Wat kost het?"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("processing_time_value"), FieldPanel("processing_time_unit")]),
            FieldPanel("processing_time_note", help_text=_("Bijvoorbeeld: In de zomer kan het een week langer duren.")),
        ],
        heading=_("Wanneer is het klaar?"),
        help_text=_("Bijvoorbeeld: 15 werkdagen. Kiest u “meteen”, dan laat u het getal leeg."),
    ),
    FieldPanel(
        "exceptions",
        help_text=_("Wat loopt soms anders? Bijvoorbeeld: Bent u jonger dan 18? Dan tekent een ouder mee."),
    ),
    FieldPanel(
        "more_information", help_text=_("Links naar andere sites. Bijvoorbeeld: Foto’s die aanvaard worden (IBZ)")
    ),
    FieldPanel(
        "legal_basis",
        help_text=_("Wet of reglement, voor wie het wil nalezen. Bijvoorbeeld: Retributiereglement parkeren"),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "contact_points",
                heading=_("Telefoon en e-mail"),
                help_text=_(
                    "Laat dit leeg om de gegevens van de stad te tonen. Bijvoorbeeld: Dienst Mobiliteit, 03 778 30 00"
                ),
            ),
            FieldPanel("places", widget=CHECKBOXES, help_text=_("Loketten waar dit kan, met hun openingsuren.")),
        ],
        heading=_("Contact"),
    ),
    InlinePanel(
        "related_links",
        [PageChooserPanel("related", "products.ProductPage")],
        heading=_("Misschien ook nuttig"),
        label=_("Product"),
        help_text=_("Wat regelt dezelfde burger vaak ook? Bijvoorbeeld bij Adreswijziging: Bewonerskaart"),
    ),
]

FINDING = [
    FieldPanel(
        "keywords",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Woorden die mensen intypen, één per regel. Bijvoorbeeld: pas kwijt, nieuwe kaart, paspoort"),
    ),
    FieldPanel(
        "themes", help_text=_("Meestal één, hoogstens drie. Het eerste thema bepaalt het icoon, tenzij u er een kiest.")
    ),
    FieldPanel("icon"),
    FieldPanel("audiences", help_text=_("Wie vraagt dit aan?")),
    FieldPanel("life_events", help_text=_("Wat maakt iemand mee die dit nodig heeft? Bijvoorbeeld: Verhuizen")),
    FieldPanel("product_type", help_text=_("Wat krijgt de burger? Bijvoorbeeld bij een attest: Bewijs")),
]

MANAGING = [
    FieldPanel(
        "department",
        widget=forms.Select,
        help_text=_("Alleen redacteurs van deze dienst kunnen het product wijzigen."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("last_checked"), FieldPanel("review_by")])],
        heading=_("Nakijken"),
        help_text=_("De burger ziet wanneer de tekst laatst is nagekeken. Een keer per jaar is een goede gewoonte."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")])],
        heading=_("Aan te vragen"),
        help_text=_(
            "Laat leeg als het altijd kan. De pagina blijft zichtbaar; om ze te verbergen plant u de publicatie."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("competent_levels"),
            FieldPanel("competent_authorities", widget=CHECKBOXES),
            FieldPanel("executing_levels"),
            FieldPanel("executing_authorities", widget=CHECKBOXES),
        ],
        heading=_("Bevoegd en uitvoerend"),
        classname="collapsed",
    ),
    MultiFieldPanel([FieldPanel("your_europe")], heading=_("Your Europe"), classname="collapsed"),
    MultiFieldPanel(
        [
            FieldPanel("product_number"),
            FieldPanel("ipdc_concept_id"),
            FieldPanel("ipdc_instance_id", read_only=True),
        ],
        heading=_("Koppeling met IPDC"),
        help_text=_("Deze gegevens komen uit de Vlaamse productencatalogus. U hoeft ze niet in te vullen."),
        classname="collapsed",
    ),
]

FINDING_TAB = ObjectList(FINDING, heading=_("Vinden"))

PRODUCT_TABS = TabbedInterface(
    [
        ObjectList(READING, heading=_("Wat de burger leest")),
        FINDING_TAB,
        ObjectList(MANAGING, heading=_("Beheer")),
        ObjectList([*Page.promote_panels, *Page.settings_panels], heading=_("Adres en planning")),
    ]
)


def add_to_finding(panel: Panel) -> None:
    """Add a panel below the tab "Vinden": for an app above this one, from its AppConfig.ready()."""
    FINDING_TAB.children = [*FINDING_TAB.children, panel]
