"""What the demo city's editors told search: a few rules, and the queries by which they judge it."""

from products.models import ProductPage
from search.models import GoldenQuery, Promotion, Synonym

SYNONYMS: tuple[tuple[str, str, str], ...] = (
    ("groot vuil", "grofvuil", "Zo stond het vroeger in het infoblad."),
    ("donderdagse markt", "donderdagmarkt", "Vaak gevraagd aan de telefoon."),
    ("stadhuis", "stadswinkel", "De loketten van het stadhuis zijn de Stadswinkel."),
    ("pas met chip", "identiteitskaart", "De balie hoort dit elke week."),
)
"""(said, means, note): what people of this town say; general words stand in the built-in list."""

PINNED: tuple[tuple[str, str, str], ...] = (("verhuizen\nverhuis", "Adreswijziging", "Meest gevraagd in de zomer."),)
"""(queries, title of the product, note)."""

GOLDEN: tuple[tuple[str, str], ...] = (
    ("paspoort", "Reispas"),
    ("internationale reispas", "Reispas"),
    ("nieuw adres doorgeven", "Adreswijziging"),
    ("verhuisd", "Adreswijziging"),
    ("identiteidskaart", "Identiteitskaart"),
    ("id kaart kwijt", "Verlies of diefstal van uw identiteitskaart"),
    ("kaart gestolen", "Verlies of diefstal van uw identiteitskaart"),
    ("pincode vergeten", "Nieuwe pincode voor uw identiteitskaart"),
    ("kids id", "Kids-ID"),
    ("kaart voor mijn kind", "Kids-ID"),
    ("geboorteakte", "Akte van geboorte"),
    ("baby aangeven", "Aangifte van een geboorte"),
    ("trouwen", "Aangifte van een huwelijk"),
    ("samenwonen", "Wettelijk samenwonen"),
    ("overlijden aangeven", "Aangifte van een overlijden"),
    ("graf", "Grafconcessie"),
    ("gezinssamenstelling", "Attest van gezinssamenstelling"),
    ("strafblad", "Uittreksel uit het strafregister"),
    ("rij bewijs", "Rijbewijs"),
    ("rijbewijs buitenland", "Internationaal rijbewijs"),
    ("parkeren bewoners", "Bewonerskaart"),
    ("parkeerkaart handicap", "Parkeerkaart voor personen met een handicap"),
    ("bouwvergunning", "Omgevingsvergunning"),
    ("container op straat", "Inname van het openbaar domein"),
    ("zetel laten ophalen", "Grofvuil laten ophalen"),
    ("putten in de weg", "Melding"),
    ("klacht", "Suggestie of klacht"),
    ("straatfeest", "Evenement organiseren"),
    ("spelen op straat", "Speelstraat"),
    ("tafels lenen", "Materiaal lenen bij de uitleendienst"),
    ("marktkramer", "Standplaats op de donderdagmarkt"),
    ("terras", "Terras bij een horecazaak"),
    ("muziekschool", "Inschrijven in de academie"),
    ("kansenpas", "UiTPAS"),
    ("geld van ocmw", "Leefloon"),
)
"""(query, title of the product that should stand first), written as people ask at the counter."""


def load_rules() -> None:
    """Write them; a product that is not there is left out."""
    products = dict(ProductPage.objects.live().values_list("title", "pk"))
    for said, means, note in SYNONYMS:
        Synonym.objects.create(said=said, means=means, note=note)
    for queries, title, note in PINNED:
        if title in products:
            Promotion.objects.create(queries=queries, kind="product", object_id=str(products[title]), note=note)
    GoldenQuery.objects.bulk_create(
        GoldenQuery(query=query, kind="product", object_id=str(products[title]))
        for query, title in GOLDEN
        if title in products
    )
