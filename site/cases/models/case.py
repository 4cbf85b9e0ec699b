"""A case."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.case_type import CaseTypeVersion
from cases.queries import CaseQuerySet
from cases.workflow import Status, Workflow
from forms_app.models import Submission
from forms_app.service import chosen_place
from people.models import Department, Team
from products.models import ProductPage


class Case(models.Model):
    """What the city does about one request. Changed only by cases.actions, by compare-and-swap on lock_version.

    The dates are those of the terms as they stand now: due and next_due are None while the clock stands still, and after
    the end. next_due is the first date that still counts: the one that an inbox sorts by.
    """

    reference = models.CharField(_("nummer"), max_length=20, unique=True)
    title = models.CharField(_("onderwerp"), max_length=200)
    submission = models.OneToOneField(Submission, null=True, on_delete=models.PROTECT, related_name="case")
    type_version = models.ForeignKey(
        CaseTypeVersion, on_delete=models.PROTECT, related_name="cases", verbose_name=_("zaaktype")
    )
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="cases", verbose_name=_("dienst"))
    team = models.ForeignKey(
        Team,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        db_index=False,  # case_team_inbox begins with it
        verbose_name=_("team"),
        help_text="Reaches the case besides its department. Nothing fills it yet",
    )
    product = models.ForeignKey(ProductPage, null=True, on_delete=models.SET_NULL, related_name="+")
    product_title = models.CharField(
        _("product"), max_length=255, blank=True, help_text="As it was when the case began"
    )
    product_number = models.CharField(max_length=40, blank=True)
    status = models.CharField(_("status"), max_length=40)
    status_label = models.CharField(_("status"), max_length=60)
    waiting_for = models.CharField(_("wie is aan zet"), max_length=10)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("behandelaar"),
    )
    applicant_name = models.CharField(_("aanvrager"), max_length=200, blank=True)
    applicant_email = models.EmailField(_("e-mail"), blank=True)
    search_text = models.CharField(max_length=600, help_text="Reference, name and e-mail as ground.folding writes them")
    channel = models.CharField(_("kanaal"), max_length=10)
    received_at = models.DateTimeField(_("ontvangen"))
    answer_due = models.DateField(_("eerste antwoord voor"), null=True)
    due = models.DateField(_("klaar voor"), null=True)
    next_due = models.DateField(_("termijn"), null=True)
    calendar = models.CharField(
        max_length=16, help_text="Stamp of the calendar that counted the dates (deadlines.WorkCalendar)"
    )
    answered_at = models.DateTimeField(_("eerste antwoord"), null=True)
    closed_at = models.DateTimeField(_("afgesloten"), null=True)
    changed_at = models.DateTimeField(_("laatst gewijzigd"))
    lock_version = models.PositiveIntegerField(default=0)

    objects = CaseQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("zaak")
        verbose_name_plural = _("zaken")
        ordering: ClassVar[list[str]] = ["-received_at"]
        permissions = [
            ("assign_case", "Kan zaken toewijzen"),
            ("view_excluded_case", "Kan als beheerder zaken zien waarvan een team is uitgesloten"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["department", "closed_at", "next_due"], name="case_inbox"),
            models.Index(
                fields=["team", "closed_at", "next_due"], name="case_team_inbox", condition=models.Q(team__isnull=False)
            ),
            models.Index(fields=["next_due"], name="case_running", condition=models.Q(closed_at__isnull=True)),
            models.Index(fields=["department", "status_label"], name="case_status_labels"),
            models.Index(
                fields=["type_version", "closed_at"], name="case_closed", condition=models.Q(closed_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        """Return the citizen's address; it opens nothing by itself."""
        return reverse("case_tracking", args=[self.reference])

    @property
    def workflow(self) -> Workflow:
        """The workflow that the case began with."""
        return self.type_version.workflow

    @property
    def current_status(self) -> Status:
        """The status in which the case is."""
        return self.workflow.status(self.status)

    @property
    def is_unassigned(self) -> bool:
        """Whether nobody has the case in hand: the same rule as queries.UNASSIGNED."""
        return self.handler is None or not self.handler.is_active

    @property
    def noun(self) -> str:
        """What its citizen calls it: "aanvraag", "melding"."""
        return self.type_version.case_type.get_noun_display()

    @property
    def is_discreet(self) -> bool:
        """Whether a mail may not say what it is about."""
        return self.department.is_discreet or self.type_version.case_type.is_discreet

    @property
    def place_slug(self) -> str:
        """The counter where its citizen goes: the one that they chose, else the case type's; "" for none."""
        if self.submission is not None:
            chosen = chosen_place(self.submission.version.definition, self.submission.answers)
            if chosen:
                return chosen
        place = self.type_version.case_type.place
        return place.slug if place else ""

    @property
    def is_closed(self) -> bool:
        """Whether the case has reached an end."""
        return self.closed_at is not None


class CaseExclusion(models.Model):
    """A team that may not see a case: for whoever leads it or is in it the case is not there, whatever their departments.

    For a superuser a case with any exclusion is not there either, but for one in the role people.roles.EXCLUDED_CASES who is in
    no excluded team. CaseQuerySet.reachable_by reads this. No screen or rule fills it yet: rows come by hand, in the shell.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="exclusions", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("afgeschermde zaak")
        verbose_name_plural = _("afgeschermde zaken")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "team"], name="case_exclusion_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.team_id}"
