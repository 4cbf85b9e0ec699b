"""What inhabitants of the demo city ask often, in plain Dutch; each answer agrees with its product's page."""

from dataclasses import dataclass

from demo.texts import html
from people.models import Department
from products.models import FrequentQuestion, ProductPage


@dataclass(frozen=True, slots=True)
class QuestionData:
    """One question. product is a product's slug; without one the question has its own page, and a theme and department."""

    slug: str
    question: str
    answer: str
    product: str = ""
    theme: str = ""
    department: str = "burgerzaken"


QUESTIONS = (
    QuestionData(
        "kaart-voor-iemand-anders",
        "Kan iemand anders mijn identiteitskaart aanvragen?",
        """Nee. U komt altijd zelf. We nemen uw vingerafdrukken en uw handtekening.

        Bent u ziek of kunt u moeilijk buiten? Bel 03 778 30 00. We zoeken samen een oplossing.""",
        product="identiteitskaart",
    ),
    QuestionData(
        "hoelang-is-mijn-kaart-geldig",
        "Hoelang is mijn identiteitskaart geldig?",
        "Uw kaart is 6 of 10 jaar geldig. Bent u 75 jaar of ouder? Dan is ze 30 jaar geldig.",
        product="identiteitskaart",
    ),
    QuestionData(
        "kind-mee-bij-ophalen",
        "Moet mijn kind mee als ik de Kids-ID ophaal?",
        "Nee. Uw kind komt alleen mee als u de kaart aanvraagt. U haalt de kaart daarna zonder uw kind op.",
        product="kids-id",
    ),
    QuestionData(
        "goede-pasfoto",
        "Hoe weet ik of mijn pasfoto goed is?",
        "Kom langs met uw foto. Aan het loket kijken we gratis of de foto goed is. U hebt daarvoor geen afspraak nodig.",
        theme="BurgerOverheid",
    ),
    QuestionData(
        "rijbewijs-kwijt",
        "Ik ben mijn rijbewijs kwijt. Wat nu?",
        """Meld het verlies eerst bij de politie. Kom daarna naar de Stadswinkel met uw identiteitskaart en een pasfoto.
        U vraagt daar een nieuwe kaart.""",
        product="rijbewijs",
    ),
    QuestionData(
        "wanneer-verhuis-aangeven",
        "Wanneer geef ik mijn verhuis aan?",
        """Binnen 8 werkdagen nadat u echt verhuisd bent. Vroeger kan niet: u moet al op het nieuwe adres wonen.""",
        product="adreswijziging",
    ),
    QuestionData(
        "wijkagent-niet-thuis",
        "De wijkagent kwam langs, maar ik was niet thuis. Is dat erg?",
        "Nee. De wijkagent komt nog eens langs. Zorg dat uw naam op de bel en op de brievenbus staat.",
        product="adreswijziging",
    ),
    QuestionData(
        "zetel-of-matras",
        "Haalt u ook een zetel of een matras op?",
        """Ja. Alles wat te groot is voor de gewone afvalzak kan mee. U zet het de avond voordien buiten. Is het nog
        bruikbaar? Geef het dan weg.""",
        product="grofvuil",
    ),
    QuestionData(
        "speelstraat-bus",
        "Kan er een speelstraat komen waar een bus rijdt?",
        "Nee. Door een straat met een bus of met veel verkeer kan geen speelstraat komen.",
        product="speelstraat",
    ),
    QuestionData(
        "parkeerkaart-andere-auto",
        "Mag ik mijn parkeerkaart in een andere auto leggen?",
        "Ja. De kaart staat op uw naam. U gebruikt ze in elke auto waarin u meerijdt.",
        product="parkeerkaart-handicap",
    ),
    QuestionData(
        "zonder-afspraak",
        "Kan ik zonder afspraak langskomen?",
        """Ja, op de gewone uren. Op donderdagavond werken we alleen op afspraak. Bel daarvoor 03 778 30 00.

        Kijk bij [plaatsen en openingsuren](/plaatsen/) wanneer we open zijn.""",
        theme="BurgerOverheid",
    ),
    QuestionData(
        "aanvraag-volgen",
        "Hoe volg ik mijn aanvraag of dossier?",
        """Klik op de link in de mail over uw aanvraag. Daar ziet u hoever we zijn en wat u zelf nog moet doen.

        Vindt u die mail niet terug? Vraag de link opnieuw bij [Mijn zaken](/zaken/).""",
        theme="BurgerOverheid",
    ),
    QuestionData(
        "geen-computer",
        "Ik heb geen computer. Hoe regel ik mijn zaken?",
        """Bel 03 778 30 00 of kom naar een loket. Een medewerker vult het formulier samen met u in.""",
        theme="BurgerOverheid",
    ),
)


def load_questions(departments: dict[str, Department], products: dict[str, ProductPage]) -> None:
    """Write and publish the questions that are absent; one of a product belongs to that product's department."""
    for data in QUESTIONS:
        if FrequentQuestion.objects.filter(slug=data.slug).exists():
            continue
        product = products[data.product] if data.product else None
        question = FrequentQuestion(
            question=data.question,
            slug=data.slug,
            answer=html(data.answer),
            product=product,
            theme=data.theme,
            department=(product and product.department) or departments[data.department],
            live=False,
        )
        question.save()
        question.save_revision().publish()
