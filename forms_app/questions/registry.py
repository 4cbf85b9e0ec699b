"""The door to wagtailstreamforms' field registry; it refuses what the library would silently overwrite."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from wagtailstreamforms import fields as streamforms

from forms_app.libraries.streamforms import registered
from forms_app.questions.base import QuestionType

T = TypeVar("T", bound=type[QuestionType[Any]])


def register(name: str) -> Callable[[T], T]:
    """Register a question type under a readable, permanent name; use it in your app's wagtailstreamforms_fields.py."""

    def door(cls: T) -> T:
        known = registered(name)
        if known is not None and known is not cls:
            raise ImproperlyConfigured(
                f"Question type {name!r} of {cls.__module__} is already registered by {known.__module__}."
            )
        cls.type_name = name
        streamforms.register(name, cls)
        return cls

    return door


def question_types() -> dict[str, QuestionType[Any]]:
    """Return one instance of each type by name, in the order in which they were registered."""
    classes = streamforms.get_fields()
    return {name: _instance(cls) for name, cls in classes.items() if issubclass(cls, QuestionType)}


def question_type(name: str) -> QuestionType[Any]:
    """Return the type; a form that was frozen with a type that is gone cannot be shown, and says so."""
    cls = streamforms.get_fields().get(name)
    if cls is None or not issubclass(cls, QuestionType):
        raise LookupError(f"Question type {name!r} is not registered; install the app that has it.")
    return _instance(cls)


@cache
def _instance(cls: type[QuestionType[Any]]) -> QuestionType[Any]:
    """Return the one instance of a class: types have no state, and a page asks for them hundreds of times."""
    return cls()


def kind_of(name: str) -> str:
    """Return the kind of a type, a key of ground.conditions.operators.OPERATORS, or "" where no condition can ask about it."""
    return question_type(name).kind
