"""What people come for most."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from products.models.product import ProductPage


class TopTask(models.Model):
    """A product that people come for most. An editor orders them on the front page; search offers them too."""

    product = models.OneToOneField(ProductPage, on_delete=models.CASCADE, related_name="top_task")
    position = models.PositiveSmallIntegerField(help_text="0 is shown first")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("vaak gezocht product")
        verbose_name_plural = _("vaak gezochte producten")
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return str(self.product)
