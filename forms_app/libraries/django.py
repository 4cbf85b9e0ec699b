"""What we use of Django's forms beyond what it documents."""

LOOKED_AT = "5.2"
"""The series that was read. Of another, look whether BaseForm.full_clean still cleans all fields by `_clean_fields`, between
making `cleaned_data` and calling clean(), and what it does there beside calling each field."""


class CleansItself:
    """Mixin of a form that decides itself which fields are cleaned, and how: in clean_questions."""

    def clean_questions(self) -> None:
        """Fill cleaned_data and the errors."""
        raise NotImplementedError

    def _clean_fields(self) -> None:
        self.clean_questions()
