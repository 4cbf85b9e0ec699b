"""Departments, and the people who may sign in to the demo. Invented; the loader refuses them outside a demo."""

from dataclasses import dataclass

from people.roles import COUNTER, EDITOR, HANDLER, LEAD

DEMO_PASSWORD = "stadswinkel-demo-2026"  # noqa: S105  # the demo's only, shown on the screen by `make run`


@dataclass(frozen=True, slots=True)
class DepartmentData:
    """A department, with the fields of people.Department."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class StaffMember:
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
    DepartmentData("klachten", "Klachtencoördinator"),
    DepartmentData("wonen", "Wonen en omgeving"),
    DepartmentData("mobiliteit", "Mobiliteit"),
    DepartmentData("evenementen", "Evenementen"),
    DepartmentData("economie", "Economie"),
    DepartmentData("onderwijs", "Onderwijs"),
    DepartmentData("welzijnshuis", "Welzijnshuis"),
    DepartmentData("communicatie", "Communicatie"),
)

STAFF = (
    StaffMember("redacteur", "Lien", "De Smet", "schrijft producten en bouwt formulieren", (EDITOR,), ("*",)),
    StaffMember("behandelaar", "Bram", "Claes", "behandelt zaken van Bevolking", (HANDLER,), ("bevolking",)),
    StaffMember(
        "teamleider", "Karin", "Maes", "verdeelt het werk van Bevolking en Burgerzaken", (LEAD,),
        ("bevolking", "burgerzaken"),
    ),
    StaffMember(
        "balie", "Yusuf", "Aydin", "helpt mensen aan het loket", (COUNTER,),
        ("bevolking", "burgerzaken", "burgerlijke-stand"),
    ),
    StaffMember("buitenstaander", "Tom", "Wuyts", "behandelt zaken van het Techniekhuis", (HANDLER,), ("techniekhuis",)),
    StaffMember("beheerder", "Els", "Peeters", "beheert de site", is_superuser=True),
)  # fmt: skip
