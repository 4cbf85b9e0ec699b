"""What an import brought, per instance, so that a local edit is never overwritten unseen."""

from django.db import models


class ImportedInstance(models.Model):
    """The last imported state of an IPDC-LPDC instance. Compared with the page and with what comes in."""

    iri = models.CharField(max_length=300, unique=True)
    page = models.OneToOneField(
        "products.ProductPage", null=True, on_delete=models.SET_NULL, related_name="imported", editable=False
    )
    state = models.JSONField(help_text="Field values as last imported into the page")
    incoming = models.JSONField(null=True, help_text="Values that wait because the page was edited here")
    imported_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.iri
