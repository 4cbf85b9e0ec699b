"""What can go wrong with forms."""


class FormsError(Exception):
    """Base of all errors of this app."""


class InvalidDefinition(FormsError):
    """A form cannot be frozen as it stands; problems say why, each with the place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Conflict(FormsError):
    """The draft was changed meanwhile, in another tab or browser; nothing was overwritten."""


class KeyReused(FormsError):
    """The same idempotency key came with another body."""
