"""Departments, and the people who may sign in to the demo. Invented; the loader refuses them outside a demo.

Imports nothing of Django: `make run` prints the sign-ins before Django is there. Roles are names of people.roles.
"""

from dataclasses import dataclass

from portal.demo_password import DEMO_PASSWORD

PASSWORD = DEMO_PASSWORD


@dataclass(frozen=True, slots=True)
class DepartmentData:
    """A department, with the fields of people.Department."""

    code: str
    name: str
    is_discreet: bool = False


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in. Departments are codes; ("*",) is every department."""

    username: str
    first_name: str
    last_name: str
    what: str
    roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    is_superuser: bool = False


DEPARTMENTS = (
    DepartmentData("bevolking", "Bevolking"),
    DepartmentData("burgerzaken", "Burgerzaken"),
    DepartmentData("burgerlijke-stand", "Burgerlijke stand"),
    DepartmentData("techniekhuis", "Techniekhuis"),
    DepartmentData("klachten", "Klachtencoördinator", is_discreet=True),
    DepartmentData("wonen", "Wonen en omgeving"),
    DepartmentData("mobiliteit", "Mobiliteit"),
    DepartmentData("evenementen", "Evenementen"),
    DepartmentData("economie", "Economie"),
    DepartmentData("onderwijs", "Onderwijs"),
    DepartmentData("welzijnshuis", "Welzijnshuis", is_discreet=True),
    DepartmentData("communicatie", "Communicatie"),
)

SIGN_INS = (
    SignIn("redacteur", "Lien", "De Smet", "schrijft producten en bouwt formulieren", ("Redacteurs",), ("*",)),
    SignIn("behandelaar", "Bram", "Claes", "behandelt zaken van Bevolking", ("Behandelaars",), ("bevolking",)),
    SignIn(
        "teamleider", "Karin", "Maes", "verdeelt het werk van Bevolking en Burgerzaken", ("Teamleiders",),
        ("bevolking", "burgerzaken"),
    ),
    SignIn(
        "balie", "Yusuf", "Aydin", "helpt mensen aan het loket", ("Balie",),
        ("bevolking", "burgerzaken", "burgerlijke-stand"),
    ),
    SignIn("buitenstaander", "Tom", "Wuyts", "behandelt zaken van het Techniekhuis", ("Behandelaars",), ("techniekhuis",)),
    SignIn("beheerder", "Els", "Peeters", "beheert de site", is_superuser=True),
)  # fmt: skip
