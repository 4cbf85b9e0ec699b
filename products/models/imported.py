"""What an import brought, per instance, so that a local edit is never overwritten unseen."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

OWN_IRI = "urn:stadswinkel:product:"
"""How the IRI begins of a product that came by a table: what follows is its number, so that the next file knows it again."""


class ImportedInstanceQuerySet(models.QuerySet["ImportedInstance"]):
    """Sets of imported instances that somebody must look at."""

    def with_conflicts(self) -> "ImportedInstanceQuerySet":
        """Those that were changed here and at the source as well."""
        return self.exclude(incoming=None).exclude(page=None)

    def withdrawn_but_live(self) -> "ImportedInstanceQuerySet":
        """Those that the source withdrew, whose page is online while nobody has said that it stays."""
        return self.filter(withdrawal=ImportedInstance.Withdrawal.WAITING, page__live=True)


class ImportedInstance(models.Model):
    """The last imported state of an IPDC-LPDC instance. Compared with the page and with what comes in.

    `page` is None when an editor deleted the page here: the instance is then never made again.
    """

    class SourceState(models.TextChoices):
        """How the instance stands at its source, as far as the last import could tell."""

        PUBLISHED = "published", _("gepubliceerd")
        DRAFT = "draft", _("weer een ontwerp")
        ARCHIVED = "archived", _("gearchiveerd")
        DELETED = "deleted", _("verwijderd")
        ABSENT = "absent", _("niet meer in de catalogus")

    class Withdrawal(models.TextChoices):
        """What was decided about the page, once its instance was withdrawn."""

        WAITING = "waiting", _("nog te beslissen")
        KEPT = "kept", _("blijft online")
        UNPUBLISHED = "unpublished", _("offline gehaald")

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
    authority = models.CharField(max_length=300, blank=True, help_text="IRI of who made it at the source")
    version = models.CharField(
        max_length=50,
        blank=True,
        help_text="Moment of the newest snapshot that was imported, sortable; empty when unknown",
    )
    source_state = models.CharField(max_length=10, choices=SourceState, default=SourceState.PUBLISHED)
    withdrawal = models.CharField(
        max_length=12, choices=Withdrawal, blank=True, help_text="What became of the page of a withdrawn instance"
    )

    objects = ImportedInstanceQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ingelezen product")
        verbose_name_plural = _("ingelezen producten")
        ordering: ClassVar[list[str]] = ["iri"]

    def __str__(self) -> str:
        return self.iri

    @property
    def is_of_table(self) -> bool:
        """Whether it came by a table, and not from IPDC."""
        return self.iri.startswith(OWN_IRI)
