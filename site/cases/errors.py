"""What can go wrong with cases."""

from typing import Any


class CasesError(Exception):
    """Base of all errors of this app."""


class NotAllowed(CasesError):
    """The actor may not do this with this case: the role does not give it."""


class CaseNotFound(NotAllowed):
    """For this actor there is no such case: out of reach, excluded from it, or none at all; they are not told which."""


class NotPossible(CasesError):
    """The case's workflow has no such step from where the case is; the message says so to a handler."""


class TextIncomplete(NotPossible):
    """The text to the citizen is missing, or something in it must still be filled in; shown beside the text."""


class InvalidWorkflow(CasesError):
    """A case type cannot be frozen as it is drawn; problems say why."""

    def __init__(self, problems: list[Any]) -> None:
        super().__init__("; ".join(str(problem.message) for problem in problems))
        self.problems = problems
