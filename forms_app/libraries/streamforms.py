"""What we use of wagtailstreamforms beyond what it documents (docs/decisions/006-wagtailstreamforms.md)."""

from wagtailstreamforms import fields

LOOKED_AT = "5.3.0"
"""The version that was read. Of another, look whether `fields._fields` still maps names to classes, and whether FormBuilder
still adds HIDDEN_FIELDS and asks a field class for get_formfield_name and get_formfield."""
HIDDEN_FIELDS = ("form_id", "form_reference")
"""What FormBuilder adds to each form, over a question of that name."""


def registered(name: str) -> object:
    """Return what is registered under a name, None where nothing is. get_fields() would first look for more to register."""
    return fields._fields.get(name)
