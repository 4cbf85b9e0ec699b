"""What people needs from apps above it: they fill it in their AppConfig.ready()."""

from typing import Protocol

from django.db.models import QuerySet

from ground.actor import Actor
from ground.registry import Registry
from people.models import Department, User


class Belonging(Protocol):
    """Something that a colleague has in hand, and that somebody else must get when they leave."""

    def count(self, user: User, by: User | None = None) -> int:
        """Return how much of it the colleague has, or what of that `by` may know of. One query."""

    def in_words(self, number: int) -> str:
        """Return "3 lopende zaken"."""

    def handlers(self) -> QuerySet[User]:
        """Return the colleagues whose role lets them take it over."""

    def hand_over(self, actor: Actor, by: User, user: User, successor: User | None) -> str:
        """Give it to a successor, or back to the department, in the current transaction or by a job that begins after it.

        Returns the address of the admin's page that shows how far the job is; "" when nothing is left to wait for.
        """


class DepartmentBelonging(Protocol):
    """Something that a department owns, and that another must get when it closes."""

    def count(self, department: Department) -> int:
        """Return how much of it the department has. One query."""

    def in_words(self, number: int) -> str:
        """Return "3 producten"."""

    def move(self, actor: Actor, department: Department, successor: Department) -> None:
        """Give all of it to the successor, in the current transaction."""


belongings: Registry[Belonging] = Registry("belonging of a colleague")
department_belongings: Registry[DepartmentBelonging] = Registry("belonging of a department")
