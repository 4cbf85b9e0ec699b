"""The names of forms_app.definition.wire, for templates."""

from django import template

from forms_app.definition.wire import RETURN_TO_CHECK, Wire

register = template.Library()


@register.simple_tag
def wire(name: str) -> str:
    """Return a name by its name in the enumeration: {% wire "ADD" %}; KeyError for one that is not there."""
    return Wire[name]


@register.simple_tag
def return_to_check() -> str:
    """Return the query of an address from which the citizen goes back to the check page."""
    return RETURN_TO_CHECK
