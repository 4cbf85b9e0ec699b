"""A product's fields, each in one row: what an editor fills in, what citizens read, what search, the API and an import take.

The rows of a tab stand in the order of its screen, and those of the first tab in the order in which citizens read. ProductPage is
made with the panels that come of these rows, so they know no model. Each help text says what belongs there and gives one good
example.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel, TitleFieldPanel

from products.field_rows import FieldRow, Group, Property, Section
from products.icon_select import IconSelect

FOR_WHOM = Group(_("Voor wie?"))
PRICE = Group(_("Wat kost het?"))
DURATION = Group(
    _("Wanneer is het klaar?"), _("Bijvoorbeeld: 15 werkdagen. Kiest u “meteen”, dan laat u het getal leeg.")
)
CONTACT = Group(_("Contact"))
REVIEW = Group(
    _("Nakijken"),
    _("De burger ziet wanneer de tekst laatst is nagekeken. Een keer per jaar is een goede gewoonte."),
)
VALIDITY = Group(
    _("Aan te vragen"),
    _(
        "Laat leeg als het altijd kan. Buiten deze dagen zegt de pagina dat het niet kan, en is er geen knop. "
        "Om de pagina te verbergen plant u de publicatie."
    ),
)
AUTHORITIES = Group(_("Bevoegd en uitvoerend"), classname="collapsed")
YOUR_EUROPE = Group(_("Your Europe"), classname="collapsed")
IPDC = Group(
    _("Koppeling met IPDC"),
    _("Deze gegevens komen uit de Vlaamse productencatalogus. U hoeft ze niet in te vullen."),
    classname="collapsed",
)

IN_FOR_WHOM = Section("voor-wie", _("Voor wie?"), "for_whom")
IN_PRICE = Section("bedrag", _("Wat kost het?"), "costs")
IN_DURATION = Section("wanneer", _("Wanneer is het klaar?"), "processing_time")

CHECKBOXES = forms.CheckboxSelectMultiple

READING = (
    FieldRow(
        "title",
        "reading",
        panel=TitleFieldPanel(
            "title", help_text=_("Het woord dat mensen zelf gebruiken. Bijvoorbeeld: Identiteitskaart aanvragen")
        ),
        search="title",
    ),
    FieldRow(
        "alternative_titles",
        "reading",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Andere namen voor hetzelfde, één per regel. Bijvoorbeeld: eID"),
        search="alternative_titles",
        is_in_api=True,
        is_lines=True,
    ),
    FieldRow(
        "summary",
        "reading",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Eén of twee zinnen. Ze staan ook in de zoekresultaten. "
            "Bijvoorbeeld: Met een bewonerskaart parkeert u gratis in uw eigen straat."
        ),
        search="summary",
    ),
    FieldRow(
        "description",
        "reading",
        help_text=_(
            "Wat is het, en wat hebt u eraan? Bijvoorbeeld: De kaart geldt voor één nummerplaat en blijft twee jaar geldig."
        ),
        section=Section("wat", _("Wat is het?"), "rich_text"),
        search="summary",
        is_in_api=True,
    ),
    FieldRow(
        "for_whom",
        "reading",
        group=FOR_WHOM,
        help_text=_("Bijvoorbeeld: Voor iedereen die in de stad woont en 12 jaar of ouder is."),
        section=IN_FOR_WHOM,
        search="body",
        is_in_api=True,
    ),
    FieldRow(
        "conditions",
        "reading",
        group=FOR_WHOM,
        heading=_("Voorwaarden"),
        help_text=_("Eén voorwaarde per blok. Bijvoorbeeld: Uw auto staat op uw naam."),
        section=IN_FOR_WHOM,
        search="body",
        is_in_api=True,
    ),
    FieldRow(
        "evidence",
        "reading",
        help_text=_(
            "Wat brengt de burger mee? Eén ding per blok. Bijvoorbeeld: Een recente pasfoto met witte achtergrond."
        ),
        section=Section("nodig", _("Wat hebt u nodig?"), "evidence"),
        search="body",
        is_in_api=True,
    ),
    FieldRow(
        "procedures",
        "reading",
        help_text=_(
            "Eén blok per manier: online, aan het loket, met de telefoon. "
            "Bijvoorbeeld bij online: Vul het formulier in. U krijgt meteen een bevestiging in uw mailbox."
        ),
        section=Section("hoe", _("Hoe vraagt u het aan?"), "procedures"),
        search="body",
        is_in_api=True,
    ),
    FieldRow(
        "form_links",
        "reading",
        panel=InlinePanel(
            "form_links",
            heading=_("Formulier van de Stadswinkel"),
            label=_("Formulier"),
            max_num=3,
            help_text=_("De knop bovenaan de pagina. Alleen een gepubliceerd formulier is zichtbaar."),
        ),
    ),
    FieldRow(
        "is_free",
        "reading",
        group=PRICE,
        help_text=_("Kruis dit aan als het altijd en voor iedereen gratis is."),
        section=IN_PRICE,
        is_in_api=True,
    ),
    FieldRow(
        "costs",
        "reading",
        group=PRICE,
        heading=_("Bedragen"),
        help_text=_("Bijvoorbeeld: 25,00 euro — Gewone procedure, binnen drie weken."),
        section=IN_PRICE,
        search="body",
        is_in_api=True,
    ),
    FieldRow("processing_time_value", "reading", group=DURATION, section=IN_DURATION),
    FieldRow("processing_time_unit", "reading", group=DURATION, is_beside=True, section=IN_DURATION),
    FieldRow(
        "processing_time_note",
        "reading",
        group=DURATION,
        help_text=_("Bijvoorbeeld: In de zomer kan het een week langer duren."),
        section=IN_DURATION,
    ),
    FieldRow(
        "exceptions",
        "reading",
        help_text=_("Wat loopt soms anders? Bijvoorbeeld: Bent u jonger dan 18? Dan tekent een ouder mee."),
        section=Section("uitzonderingen", _("Uitzonderingen"), "rich_text"),
        search="body",
        is_in_api=True,
        ipdc=Property("lpdc:exception", "rich"),
    ),
    FieldRow("questions", section=Section("vragen", _("Veelgestelde vragen"), "questions")),
    FieldRow(
        "more_information",
        "reading",
        help_text=_("Links naar andere sites. Bijvoorbeeld: Foto’s die aanvaard worden (IBZ)"),
        section=Section("meer", _("Meer weten?"), "more_information"),
        search="body",
    ),
    FieldRow(
        "legal_basis",
        "reading",
        help_text=_("Wet of reglement, voor wie het wil nalezen. Bijvoorbeeld: Retributiereglement parkeren"),
        section=Section("regels", _("Welke regels gelden?"), "legal_basis"),
    ),
    FieldRow(
        "contact_points",
        "reading",
        group=CONTACT,
        heading=_("Telefoon en e-mail"),
        help_text=_("Laat dit leeg om de gegevens van de stad te tonen. Bijvoorbeeld: Dienst Mobiliteit, 03 778 30 00"),
    ),
    FieldRow(
        "places",
        "reading",
        group=CONTACT,
        widget=CHECKBOXES,
        help_text=_("Loketten waar dit kan, met hun openingsuren."),
    ),
    FieldRow(
        "related_links",
        "reading",
        panel=InlinePanel(
            "related_links",
            [PageChooserPanel("related", "products.ProductPage")],
            heading=_("Misschien ook nuttig"),
            label=_("Product"),
            help_text=_("Wat regelt dezelfde burger vaak ook? Bijvoorbeeld bij Adreswijziging: Bewonerskaart"),
        ),
    ),
)

FINDING = (
    FieldRow(
        "keywords",
        "finding",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Woorden die mensen intypen, één per regel. Bijvoorbeeld: pas kwijt, nieuwe kaart, paspoort"),
        search="keywords",
        is_in_api=True,
        is_lines=True,
    ),
    FieldRow(
        "themes",
        "finding",
        help_text=_("Meestal één, hoogstens drie. Het eerste thema bepaalt het icoon, tenzij u er een kiest."),
        ipdc=Property("m8g:thematicArea", "codes", "themes"),
    ),
    FieldRow(
        "icon",
        "finding",
        widget=IconSelect,
        help_text=_("Staat bij het product op zijn pagina en in lijsten. Kies een tekening die bij dit product hoort."),
    ),
    FieldRow(
        "audiences",
        "finding",
        help_text=_("Wie vraagt dit aan?"),
        ipdc=Property("lpdc:targetAudience", "codes", "audiences"),
    ),
    FieldRow(
        "life_events",
        "finding",
        help_text=_("Wat maakt iemand mee die dit nodig heeft? Bijvoorbeeld: Verhuizen"),
        is_in_api=True,
    ),
    FieldRow(
        "product_type",
        "finding",
        help_text=_("Wat krijgt de burger? Bijvoorbeeld bij een attest: Bewijs"),
        is_in_api=True,
        ipdc=Property("dcterms:type", "code", "types"),
    ),
)

MANAGING = (
    FieldRow(
        "department",
        "managing",
        widget=forms.Select,
        help_text=_("Alleen redacteurs van deze dienst kunnen het product wijzigen."),
    ),
    FieldRow("last_checked", "managing", group=REVIEW, is_in_api=True),
    FieldRow("review_by", "managing", group=REVIEW, is_beside=True),
    FieldRow(
        "valid_from",
        "managing",
        group=VALIDITY,
        is_in_api=True,
        ipdc=Property("schema:startDate", "day"),
    ),
    FieldRow(
        "valid_until",
        "managing",
        group=VALIDITY,
        is_beside=True,
        is_in_api=True,
        ipdc=Property("schema:endDate", "day"),
    ),
    FieldRow(
        "competent_levels",
        "managing",
        group=AUTHORITIES,
        ipdc=Property("lpdc:competentAuthorityLevel", "codes", "competent_levels"),
    ),
    FieldRow(
        "competent_authorities",
        "managing",
        group=AUTHORITIES,
        widget=CHECKBOXES,
        ipdc=Property("m8g:hasCompetentAuthority", "organisations"),
    ),
    FieldRow(
        "executing_levels",
        "managing",
        group=AUTHORITIES,
        ipdc=Property("lpdc:executingAuthorityLevel", "codes", "executing_levels"),
    ),
    FieldRow(
        "executing_authorities",
        "managing",
        group=AUTHORITIES,
        widget=CHECKBOXES,
        ipdc=Property("lpdc:hasExecutingAuthority", "organisations"),
    ),
    FieldRow(
        "your_europe",
        "managing",
        group=YOUR_EUROPE,
        ipdc=Property("lpdc:yourEuropeCategory", "codes", "your_europe"),
    ),
    FieldRow(
        "product_number",
        "managing",
        group=IPDC,
        ipdc=Property("schema:productID", "number", max_length=40),
    ),
    FieldRow(
        "ipdc_concept_id",
        "managing",
        group=IPDC,
        is_in_api=True,
        ipdc=Property("dcterms:source", "iri", max_length=300),
    ),
    FieldRow(
        "ipdc_instance_id",
        "managing",
        group=IPDC,
        panel=FieldPanel("ipdc_instance_id", read_only=True),
        is_in_api=True,
    ),
)

FIELD_TABLE = (*READING, *FINDING, *MANAGING)


def sections() -> list[tuple[str, Section]]:
    """Return the sections of the page in reading order, each with the first field that stands in it."""
    first: dict[Section, str] = {}
    for row in FIELD_TABLE:
        if row.section is not None:
            first.setdefault(row.section, row.name)
    return [(name, section) for section, name in first.items()]
