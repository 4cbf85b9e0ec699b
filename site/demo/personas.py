"""Invented citizens. The national numbers are the published test numbers; nobody carries them."""

from dataclasses import dataclass

MALE_1993, MALE_2000, FEMALE_2004 = "93051822361", "00012556777", "04022900231"


@dataclass(frozen=True, slots=True)
class Persona:
    """Someone who asks the city something. email is empty for who has none."""

    given_name: str
    family_name: str
    email: str
    national_number: str
    phone: str = ""

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given_name} {self.family_name}"


def _persona(given: str, family: str, number: str, phone: str = "", *, has_email: bool = True) -> Persona:
    return Persona(given, family, f"{given.lower()}@persona.example" if has_email else "", number, phone)


ROZA = _persona("Roza", "Verbeke", FEMALE_2004, "+3237783000", has_email=False)
AMINA = _persona("Amina", "Haddad", FEMALE_2004, "+32470123456")
JONAS = _persona("Jonas", "Willems", MALE_2000, "+32471234567")
MARC = _persona("Marc", "Van Damme", MALE_1993, "+32472345678")
LOTTE = _persona("Lotte", "De Clercq", FEMALE_2004, "+32473456789")
EWA = _persona("Ewa", "Nowak", FEMALE_2004)
PIETER = _persona("Pieter", "Goossens", MALE_1993)
SOFIE = _persona("Sofie", "Martens", FEMALE_2004, "+32474567890")
