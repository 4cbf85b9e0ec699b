"""A model field that holds codes of a code list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler
from django.utils.text import capfirst

from products.codelists import choices, code_list


class CodeListField(models.JSONField):
    """A list of codes, chosen with checkboxes; `filter(themes__has="BouwenWonen")` finds the rows that hold one."""

    def __init__(self, *args: Any, code_list: str = "", **kwargs: Any) -> None:
        self.code_list = code_list
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "code_list": self.code_list}

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=choices(self.code_list),
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def codes(self) -> list[str]:
        """Return all codes, in the order of the list."""
        return list(code_list(self.code_list))

    def labels(self, codes: list[str]) -> list[str]:
        """Return the Dutch labels of codes; an unknown code is its own label."""
        known = code_list(self.code_list)
        return [known[code].label if code in known else code for code in codes]

    def in_words(self, codes: list[str] | None) -> str:
        """Return the labels of codes in one line: "Wonen, Verkeer"."""
        return ", ".join(self.labels(codes or []))


@CodeListField.register_lookup
class HasCode(Lookup):
    """Whether the list holds a code."""

    lookup_name = "has"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: object, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401  # the stubs know no lookup of text only
        return "%s", [value]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        left, left_params = self.process_lhs(compiler, connection)
        # `left` is the column as Django compiled it; the code itself travels as a parameter.
        return f"EXISTS (SELECT 1 FROM json_each({left}) WHERE value = %s)", [*left_params, self.rhs]  # noqa: S608  # a statement of our own; what people typed travels as a parameter

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        left, left_params = self.process_lhs(compiler, connection)
        return f"jsonb_exists({left}, %s)", [*left_params, self.rhs]
