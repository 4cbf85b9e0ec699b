"""Somebody who has a part in what a form asks for, as far as the answers tell."""

from dataclasses import dataclass

APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Party:
    """Role, name and ways to reach; "" for what is not known."""

    role: str = APPLICANT
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""

    @property
    def full_name(self) -> str:
        """The name as one writes it."""
        return " ".join(filter(None, (self.name, self.given_name, self.family_name)))
