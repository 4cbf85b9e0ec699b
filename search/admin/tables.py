"""Columns of search's own lists."""

from django.db import models
from django.utils.translation import gettext

from ground.admin_tables import LabelledColumn


class YesNoColumn(LabelledColumn):
    """Yes or no in words: an icon alone is read aloud as "False"."""

    def get_value(self, instance: models.Model) -> str:
        return gettext("ja") if super().get_value(instance) else gettext("nee")
