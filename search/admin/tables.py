"""Lists that can be read on a phone: each row becomes a card there, and each cell brings the name of its column."""

from django.db import models
from django.utils.translation import gettext
from wagtail.admin.ui.tables import Column

CARDS = "listing sn-stack"
"""The classes of a table whose rows become cards where it is narrow (css/admin.css)."""


class LabelledColumn(Column):
    """A column whose cells carry its label, for where the heading cannot be seen."""

    cell_template_name = "components/labelled_cell.html"


class YesNoColumn(LabelledColumn):
    """Yes or no in words: an icon alone is read aloud as "False"."""

    def get_value(self, instance: models.Model) -> str:
        return gettext("ja") if super().get_value(instance) else gettext("nee")
