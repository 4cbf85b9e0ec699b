"""Question types: everything about one sits in its one class, and every app registers by the same door."""

from forms_app.questions.base import QuestionType
from forms_app.questions.registry import kind_of, question_type, question_types, register

__all__ = ["QuestionType", "kind_of", "question_type", "question_types", "register"]
