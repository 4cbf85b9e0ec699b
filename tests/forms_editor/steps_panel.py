"""What the panel of steps hands to the editor's script."""

import json

from forms_app.editing.viewsets import FormViewSet
from forms_app.models import Form


def given(name):
    """Return one value that the panel of a new form gives the script: "types", "operators"."""
    attribute = f"data-sn-form-editor-{name}-value"
    handler = FormViewSet().get_edit_handler()
    bound = handler.get_bound_panel(instance=Form(), form=handler.get_form_class()(instance=Form()))
    return json.loads(next(each.attrs[attribute] for each in _all(bound) if attribute in each.attrs))


def _all(panel):
    yield panel
    for child in getattr(panel, "children", ()):
        yield from _all(child)
