"""A case type as editors write it, and its frozen versions that running cases keep."""

from functools import lru_cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cases.blocks import StatusesBlock, standard
from cases.deadlines import Term, local_date
from cases.retention.terms import latest_expiry
from cases.workflow import Workflow, from_json
from counters.service import Place
from ground.editing.fields import OpenStreamField
from ground.versions import FrozenVersion
from people.models import Department

UNITS = [("working_days", _("werkdagen")), ("calendar_days", _("kalenderdagen"))]
AFTERWARDS = [("destroy", _("vernietigen")), ("archive", _("overbrengen naar het archief"))]


class Noun(models.TextChoices):
    """What its citizens call a case: "uw …" stands before it in every sentence, which suits de- and het-words alike."""

    REQUEST = "request", _("aanvraag")
    DECLARATION = "declaration", _("aangifte")
    REPORT = "report", _("melding")
    COMPLAINT = "complaint", _("klacht")
    QUESTION = "question", _("vraag")
    SUGGESTION = "suggestion", _("suggestie")
    OBJECTION = "objection", _("bezwaar")


class CaseType(models.Model):
    """A kind of case: its workflow, its terms and how long it is kept. Saving freezes a CaseTypeVersion (cases.types).

    noun, is_discreet, place, processing and retention are not frozen: they hold for running cases as they stand now.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True, editable=False)
    name = models.CharField(
        _("naam"), max_length=100, help_text=_("Zoals medewerkers het noemen. Bijvoorbeeld: Adreswijziging")
    )
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        related_name="case_types",
        verbose_name=_("dienst"),
        help_text=_("Alleen deze dienst ziet en behandelt de zaken."),
    )
    noun = models.CharField(
        _("hoe noemt de burger het?"),
        max_length=20,
        choices=Noun,
        default=Noun.REQUEST,
        help_text=_("Pagina’s en mails zeggen dan bijvoorbeeld: We ontvingen uw melding."),
    )
    is_discreet = models.BooleanField(
        _("discreet"),
        default=False,
        help_text=_(
            "Mails zeggen alleen het nummer, niet waarover het gaat. Duid dit aan voor wat niemand anders mag weten, "
            "zoals een klacht. Voor een discrete dienst geldt het altijd."
        ),
    )
    place = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("loket"),
        help_text=_("Waar de burger terechtkan. Kiest de burger in het formulier zelf een plaats, dan geldt die."),
    )
    statuses = OpenStreamField(
        StatusesBlock(),
        default=standard,
        verbose_name=_("statussen"),
        help_text=_("De eerste is waar elke zaak begint. Bij elke status zet u de stappen die erop kunnen volgen."),
    )
    answer_term = models.PositiveSmallIntegerField(
        _("eerste antwoord binnen"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Een bericht of een stap. Leeg: geen aparte termijn. Bijvoorbeeld: 2"),
    )
    answer_unit = models.CharField(
        _("werkdagen of kalenderdagen"), max_length=20, choices=UNITS, default="working_days"
    )
    end_term = models.PositiveSmallIntegerField(
        _("klaar binnen"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
        help_text=_("Geteld vanaf de dag na ontvangst. Bijvoorbeeld: 20"),
    )
    end_unit = models.CharField(_("werkdagen of kalenderdagen"), max_length=20, choices=UNITS, default="working_days")
    purpose = models.CharField(
        _("waarvoor de stad de gegevens gebruikt"),
        max_length=200,
        blank=True,
        help_text=_(
            "Burgers lezen het bij het formulier. Leeg: om uw aanvraag te behandelen. "
            "Bijvoorbeeld: om uw nieuwe adres in het bevolkingsregister te zetten"
        ),
    )
    legal_basis = models.CharField(
        _("rechtsgrond"),
        max_length=300,
        blank=True,
        help_text=_(
            "De regel die de stad deze taak geeft, met het artikel. Leeg: burgers lezen alleen dat het een taak van de stad is. "
            "Bijvoorbeeld: Wet van 19 juli 1991 over de bevolkingsregisters"
        ),
    )
    receivers = models.TextField(
        _("wie de gegevens krijgt buiten de stad"),
        blank=True,
        validators=[MaxLengthValidator(1000)],
        help_text=_(
            "Elk op een eigen regel. Leeg: burgers lezen alleen welke dienst de zaak behandelt. Bijvoorbeeld: Rijksregister"
        ),
    )
    retention_rule = models.CharField(
        _("selectieregel"),
        max_length=100,
        blank=True,
        help_text=_(
            "Het nummer uit de selectielijst. Zonder regel wordt geen zaak van dit type vernietigd of overgebracht."
        ),
    )
    retention_until = models.DateField(
        _("regel geldig tot en met"),
        null=True,
        blank=True,
        help_text=_(
            "Een selectieregel geldt hoogstens vijf jaar. Zonder datum, of na die datum, wordt geen zaak van dit type "
            "vernietigd of overgebracht."
        ),
    )
    retention_years = models.PositiveSmallIntegerField(
        _("jaren bewaren na het einde"), default=5, validators=[MaxValueValidator(100)]
    )
    retention_then = models.CharField(_("daarna"), max_length=10, choices=AFTERWARDS, default="destroy")

    class Meta:
        verbose_name = _("zaaktype")
        verbose_name_plural = _("zaaktypes")
        ordering: ClassVar[list[str]] = ["name"]
        permissions: ClassVar[list[tuple[str, Any]]] = [
            ("view_processing", _("Mag het register van verwerkingen bekijken en uitvoeren"))
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and freeze a version where anything changed that cases read. InvalidWorkflow saves nothing."""
        if not self.code:
            self.code = self._new_code()
        with transaction.atomic():  # with what cases.types does after it
            super().save(*args, **kwargs)

    @property
    def has_discreet_mails(self) -> bool:
        """Whether mails may not say what it is about: by itself, or because its department is discreet."""
        return self.is_discreet or self.department.is_discreet

    @property
    def receiver_names(self) -> tuple[str, ...]:
        """Each who gets the data outside the city, a line each in the field."""
        return tuple(name for line in self.receivers.splitlines() if (name := line.strip()))

    def current_version(self) -> "CaseTypeVersion":
        """Return the version that a new case gets. One query."""
        return self.versions.order_by("-number")[0]

    def clean(self) -> None:
        """Refuse a rule that would be valid for longer than one can be."""
        super().clean()
        if self.retention_until and self.retention_until > latest_expiry(local_date(timezone.now())):
            raise ValidationError(
                {"retention_until": _("Een selectieregel geldt hoogstens vijf jaar. Kies een vroegere datum.")}
            )

    def _new_code(self) -> str:
        base = slugify(self.name)[:36] or "zaaktype"
        code, number = base, 2
        while CaseType.objects.filter(code=code).exists():
            code, number = f"{base}-{number}", number + 1
        return code


class CaseTypeVersion(FrozenVersion):
    """A case type as running cases keep it; data has its name, workflow, answer_term and end_term.

    How long a case is kept is not frozen: a rule of the law that changes reaches every case.
    """

    case_type = models.ForeignKey(CaseType, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        verbose_name = _("bewaarde versie")
        verbose_name_plural = _("bewaarde versies")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case_type", "number"], name="case_type_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.data['name']} v{self.number}"

    @property
    def workflow(self) -> Workflow:
        """The frozen workflow. Kept per process: a version never changes."""
        return _workflow(self.pk, self.hash)

    @property
    def answer_term(self) -> Term | None:
        """The term for a first answer, or None."""
        return Term(*self.data["answer_term"]) if self.data["answer_term"] else None

    @property
    def end_term(self) -> Term:
        """The term for the end."""
        return Term(*self.data["end_term"])


@lru_cache(maxsize=256)
def _workflow(pk: int, hash_: str) -> Workflow:
    return from_json(CaseTypeVersion.objects.only("data").get(pk=pk, hash=hash_).data["workflow"])
