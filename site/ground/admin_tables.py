"""Lists of the admin that can be read on a phone: each row becomes a card there, and each cell brings the name of its column."""

from wagtail.admin.ui.tables import Column

CARDS = "listing sn-stack"
"""The classes of a table whose rows become cards where it is narrow (css/admin.css)."""


class LabelledColumn(Column):  # type: ignore[misc]  # Wagtail has no types
    """A column whose cells carry its label, for where the heading cannot be seen."""

    cell_template_name = "components/labelled_cell.html"
