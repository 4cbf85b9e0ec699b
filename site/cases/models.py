"""Case types, their frozen versions, cases and what happens to them."""

from functools import lru_cache
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from cases.workflow import Workflow, from_json
from forms_app.models import Submission
from people.models import Department
from products.models import ProductPage

UNITS = [("working_days", _("werkdagen")), ("calendar_days", _("kalenderdagen"))]


class CaseType(models.Model):
    """A kind of case: its workflow, its terms and what is kept how long. Saving freezes a CaseTypeVersion."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=100)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="case_types", verbose_name=_("dienst")
    )
    workflow_data = models.JSONField(default=dict, help_text="cases.workflow, schema 1")
    answer_term = models.PositiveSmallIntegerField(_("eerste antwoord binnen"), null=True, blank=True)
    answer_unit = models.CharField(_("eenheid"), max_length=20, choices=UNITS, default="working_days")
    end_term = models.PositiveSmallIntegerField(_("klaar binnen"), default=20)
    end_unit = models.CharField(_("eenheid"), max_length=20, choices=UNITS, default="working_days")
    retention_rule = models.CharField(
        _("selectieregel"), max_length=100, blank=True, help_text=_("Nummer in het serieregister.")
    )
    retention_years = models.PositiveSmallIntegerField(_("jaren bewaren na het einde"), default=5)

    class Meta:
        verbose_name = _("zaaktype")
        verbose_name_plural = _("zaaktypes")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class CaseTypeVersion(models.Model):
    """A case type as running cases keep it. Immutable, numbered from 1."""

    case_type = models.ForeignKey(CaseType, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.JSONField(help_text="name, workflow, terms and retention as frozen")
    hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case_type", "number"], name="case_type_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_type_id} v{self.number}"

    @property
    def workflow(self) -> Workflow:
        """The frozen workflow. Kept per process: a version never changes."""
        return _workflow(self.pk, self.hash)


@lru_cache(maxsize=256)
def _workflow(pk: int, hash_: str) -> Workflow:
    return from_json(CaseTypeVersion.objects.only("data").get(pk=pk, hash=hash_).data["workflow"])


class Case(index.Indexed, models.Model):
    """What the city does about one request. Changed only by cases.actions."""

    reference = models.CharField(_("nummer"), max_length=20, unique=True)
    title = models.CharField(_("onderwerp"), max_length=200)
    submission = models.OneToOneField(Submission, null=True, on_delete=models.PROTECT, related_name="case")
    type_version = models.ForeignKey(CaseTypeVersion, on_delete=models.PROTECT, related_name="cases")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="cases", verbose_name=_("dienst"))
    product = models.ForeignKey(ProductPage, null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(_("status"), max_length=40)
    waiting_for = models.CharField(_("wie is aan zet"), max_length=10)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases",
        verbose_name=_("behandelaar"),
    )
    applicant_name = models.CharField(_("aanvrager"), max_length=200, blank=True)
    applicant_email = models.EmailField(_("e-mail"), blank=True)
    channel = models.CharField(_("kanaal"), max_length=10)
    received_at = models.DateTimeField(_("ontvangen"))
    answer_due = models.DateField(_("eerste antwoord voor"), null=True)
    due = models.DateField(_("klaar voor"), null=True, help_text="None while the clock stands still, or when closed")
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    lock_version = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True
    search_fields = [
        index.SearchField("reference"),
        index.AutocompleteField("reference"),
        index.AutocompleteField("applicant_name"),
        index.AutocompleteField("applicant_email"),
        index.FilterField("department"),
        index.FilterField("status"),
    ]

    class Meta:
        verbose_name = _("zaak")
        verbose_name_plural = _("zaken")
        ordering: ClassVar[list[str]] = ["due", "received_at"]
        permissions = [("assign_case", "Kan zaken toewijzen")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["department", "closed_at", "due"], name="case_inbox")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class CaseEvent(models.Model):
    """What the citizen may see of a case's history. Appended, never changed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, help_text="opened, moved or message")
    status = models.CharField(max_length=40, help_text="The status after the event")
    text = models.TextField(blank=True, help_text="What the citizen was told")
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=64, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.status}"


class CaseNote(models.Model):
    """What staff write to each other. No citizen ever sees it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"
