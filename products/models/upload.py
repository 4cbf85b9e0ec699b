"""A file with products that a colleague brought in the admin: what it holds, how far it is, and what became of each product."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductUpload(models.Model):
    """One file on its way from upload to import. products.upload.job does the work, a transaction for each product."""

    class State(models.TextChoices):
        """Where it is: the worker brings it from checking to checked, and from importing to done."""

        COLUMNS = "columns", _("kolommen kiezen")
        CHECKING = "checking", _("wordt nagekeken")
        CHECKED = "checked", _("nagekeken")
        IMPORTING = "importing", _("wordt ingelezen")
        DONE = "done", _("ingelezen")
        REFUSED = "refused", _("geweigerd")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    name = models.CharField(max_length=150, help_text="Of the file")
    content = models.BinaryField(help_text="The file itself, until it is imported")
    columns = models.JSONField(
        default=dict, help_text="Of a table: the number of each column (from 0) to what it holds"
    )
    department = models.ForeignKey(
        "people.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    publish = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State)
    reason = models.TextField(blank=True, help_text="Why it was refused, in words")
    total = models.PositiveIntegerField(default=0, help_text="Products in the file, once it was read")
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text="Times that the worker began, since it got further"
    )
    seconds = models.FloatField(default=0, help_text="That the import took")
    run = models.ForeignKey("products.ImportRun", null=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("opgeladen bestand met producten")
        verbose_name_plural = _("opgeladen bestanden met producten")
        default_permissions = ("add",)
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class ProductUploadLine(models.Model):
    """What became, or would become, of one product of a file. Written in one transaction with the product itself."""

    upload = models.ForeignKey(ProductUpload, on_delete=models.CASCADE, related_name="lines")
    is_trial = models.BooleanField(help_text="Of the dry run")
    number = models.PositiveIntegerField(help_text="Its place in the file, from 0")
    status = models.CharField(max_length=12, help_text="As products.report.STATUSES; empty for what was passed over")
    data = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("product in een opgeladen bestand")
        verbose_name_plural = _("producten in een opgeladen bestand")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["upload", "is_trial", "number"], name="product_upload_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number} {self.status}"
