"""What an import brought, per instance, so that a local edit is never overwritten unseen."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedInstance(models.Model):
    """The last imported state of an IPDC-LPDC instance. Compared with the page and with what comes in.

    `page` is None when an editor deleted the page here: the instance is then never made again.
    """

    iri = models.CharField(_("IRI van de instantie"), max_length=300, unique=True)
    page = models.OneToOneField(
        "products.ProductPage", null=True, on_delete=models.SET_NULL, related_name="imported", editable=False
    )
    state = models.JSONField(help_text="Field values as last imported into the page", default=dict)
    incoming = models.JSONField(
        null=True, blank=True, help_text="Values by field that wait, because the page was edited here as well"
    )
    revision_id = models.PositiveIntegerField(
        null=True, help_text="The revision that the last import made: a later one is an editor's"
    )
    imported_at = models.DateTimeField(_("ingelezen op"), auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ingelezen product")
        verbose_name_plural = _("ingelezen producten")
        ordering: ClassVar[list[str]] = ["iri"]

    def __str__(self) -> str:
        return self.iri
