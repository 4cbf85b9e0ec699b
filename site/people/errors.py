"""What can go wrong with staff."""


class PeopleError(Exception):
    """Base of all errors of this app."""


class NotAllowed(PeopleError):
    """The actor may not do this with this colleague or department."""


class NotPossible(PeopleError):
    """It cannot be done as things stand. Says why, and what to do first."""
