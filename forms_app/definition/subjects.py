"""What the conditions of a form ask about, for their sentences."""

from forms_app.definition.structure import Definition
from forms_app.questions import kind_of
from ground.conditions.sentences import Subject


def subjects_of(definition: Definition) -> dict[str, Subject]:
    """Return each question by name."""
    return {
        name: Subject(question.label, kind_of(question.type), dict(question.choices))
        for name, question in definition.questions.items()
    }
