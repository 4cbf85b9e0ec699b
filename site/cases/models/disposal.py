"""Cases whose term is over: proposed, approved, destroyed or handed to the archive; and the declaration that stays."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case_type import AFTERWARDS, CaseType
from records.service import AppendOnlyModel


class Disposal(models.Model):
    """Cases of one type that a night proposed, under the rule as it stood then. cases.retention does the rest.

    rule, years and destination are copies: where the case type says otherwise by then, nothing goes (retention.judging).
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("wacht op beslissing")
        APPROVED = "approved", _("goedgekeurd")
        PACKED = "packed", _("wacht op ontvangst door het archief")
        RUNNING = "running", _("wordt uitgevoerd")
        DONE = "done", _("uitgevoerd")
        REFUSED = "refused", _("niet uitgevoerd")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_type = models.ForeignKey(CaseType, on_delete=models.PROTECT, related_name="+", verbose_name=_("zaaktype"))
    rule = models.CharField(_("selectieregel"), max_length=100)
    years = models.PositiveSmallIntegerField(_("jaren bewaard"))
    destination = models.CharField(_("bestemming"), max_length=10, choices=AFTERWARDS)
    made_on = models.DateField(_("voorgesteld op"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="None: the system"
    )
    decided_at = models.DateTimeField(_("beslist"), null=True)
    reason = models.CharField(_("reden"), max_length=300, blank=True, help_text="Why it was refused")
    packed_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("ontvangst bevestigd"), null=True)
    receipt = models.CharField(_("kenmerk van het archief"), max_length=100, blank=True)
    finished_at = models.DateTimeField(_("uitgevoerd"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("voorstel tot vernietiging")
        verbose_name_plural = _("voorstellen tot vernietiging")
        ordering: ClassVar[list[str]] = ["-made_on", "pk"]
        permissions = [("dispose_case", "Kan zaken na hun bewaartermijn laten vernietigen of overbrengen")]
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case_type", "made_on"], name="disposal_once_a_night")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "-made_on"], name="disposal_state")]

    def __str__(self) -> str:
        return f"{self.case_type_id} {self.made_on} {self.state}"

    @property
    def goes_to_archive(self) -> bool:
        """Whether the cases are handed over before they are erased."""
        return self.destination == "archive"


OPEN = (Disposal.State.PROPOSED, Disposal.State.APPROVED, Disposal.State.PACKED, Disposal.State.RUNNING)
"""States in which a case of the proposal is in no other one."""


class DisposalItem(models.Model):
    """One case of a proposal, by its id: no key of the database holds the case, or goes with it.

    Of a case that is gone only the id is left, as in the audit trail.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("in het voorstel")
        OUT = "out", _("eruit gehaald")
        DONE = "done", _("uitgevoerd")
        REFUSED = "refused", _("niet uitgevoerd")

    disposal = models.ForeignKey(Disposal, on_delete=models.CASCADE, related_name="items", db_index=False)
    case_id = models.PositiveBigIntegerField(db_index=True)
    reference = models.CharField(_("nummer"), max_length=20, blank=True, help_text="Empty once the case is gone")
    closed_on = models.DateField(_("afgesloten"))
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(_("reden"), max_length=300, blank=True, help_text="Why it stays, as it was told")
    out_at = models.DateTimeField(null=True, help_text="When a records manager took it out")
    attempts = models.PositiveSmallIntegerField(default=0)
    packed_sha256 = models.CharField(max_length=64, blank=True, help_text="Of its data in the archive's file")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("zaak van een voorstel")
        verbose_name_plural = _("zaken van voorstellen")
        ordering: ClassVar[list[str]] = ["closed_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["disposal", "case_id"], name="disposal_case_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["disposal", "state", "closed_on"], name="disposal_progress")
        ]

    def __str__(self) -> str:
        return f"{self.disposal_id} {self.case_id} {self.state}"


class Declaration(AppendOnlyModel):
    """That cases were destroyed, or handed over and then erased. It names the rule and who approved, and no citizen."""

    disposal = models.OneToOneField(Disposal, on_delete=models.PROTECT, related_name="declaration")
    at = models.DateTimeField(_("datum"))
    type_code = models.CharField(_("code van het zaaktype"), max_length=40)
    type_name = models.CharField(_("zaaktype"), max_length=100)
    department = models.CharField(_("dienst"), max_length=200)
    rule = models.CharField(_("selectieregel"), max_length=100)
    years = models.PositiveSmallIntegerField(_("jaren bewaard"))
    destination = models.CharField(_("bestemming"), max_length=10, choices=AFTERWARDS)
    number = models.PositiveIntegerField(_("aantal zaken"))
    closed_from = models.DateField(_("afgesloten van"))
    closed_until = models.DateField(_("afgesloten tot en met"))
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by_name = models.CharField(_("goedgekeurd door"), max_length=200)
    receipt = models.CharField(_("kenmerk van het archief"), max_length=100, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("verklaring van vernietiging")
        verbose_name_plural = _("verklaringen van vernietiging")
        default_permissions = ()
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.type_code} {self.number}"
