"""A form that editors build, and the frozen versions that citizens fill in."""

from functools import lru_cache
from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin
from wagtail.search import index
from wagtailstreamforms.models.form import AbstractForm

from forms_app.definition.structure import SCHEMA, Definition, from_json
from forms_app.editing.blocks import TEXT_FEATURES
from forms_app.editing.steps import StepsField
from forms_app.seams import form_editing
from ground.addresses import of_unfinished
from ground.versions import FrozenVersion
from people.models import Department

KEY_PATTERN = r"^[a-z][a-z0-9-]{1,59}$"


class Form(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, index.Indexed, AbstractForm):
    """What an editor writes. Citizens never see this row: they see the FormVersion that publishing freezes."""

    # AbstractForm's own fields, but the title, serve another way of working (docs/decisions/006-wagtailstreamforms.md).
    site = slug = template_name = submit_button_text = success_message = error_message = None
    post_redirect_page = process_form_submission_hooks = fields = None

    key = models.CharField(
        _("adres"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(KEY_PATTERN, _("Gebruik kleine letters, cijfers en streepjes: adreswijziging."))],
        help_text=_(
            "Staat in het webadres van het formulier, en ligt vast na publicatie. Bijvoorbeeld: adreswijziging"
        ),
    )
    introduction = RichTextField(
        _("inleiding"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("Op de startpagina: wat regelt dit formulier, wat houdt u klaar?"),
    )
    duration_minutes = models.PositiveSmallIntegerField(
        _("tijd om in te vullen"), null=True, blank=True, help_text=_("In minuten. Bijvoorbeeld: 10")
    )
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="forms", verbose_name=_("dienst"))
    destination = models.CharField(
        _("zaaktype"), max_length=40, blank=True, help_text=_("Wat een ingediend formulier wordt.")
    )
    confirmation = RichTextField(
        _("na het versturen"), blank=True, features=TEXT_FEATURES, help_text=_("Wat gebeurt er nu, en wanneer?")
    )
    submit_label = models.CharField(
        _("tekst op de verstuurknop"),
        max_length=60,
        blank=True,
        help_text=_("Zeg wat er gebeurt. Bijvoorbeeld: Verstuur uw aangifte"),
    )
    steps = StepsField(blank=True, verbose_name=_("stappen en vragen"))

    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="form",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="form",
        for_concrete_model=False,
    )

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("id"),  # the admin's lists are narrowed to what a user may see
        index.FilterField("department"),
    ]

    class Meta(AbstractForm.Meta):
        abstract = False
        verbose_name = _("formulier")
        verbose_name_plural = _("formulieren")

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        """Where it is filled in; "" in the preview of a form whose key is none yet."""
        return of_unfinished("form_start", self.key)

    def current_version(self) -> "FormVersion | None":
        """Return the newest frozen version, or None when it was never published. One query."""
        newest: FormVersion | None = self.versions.order_by("-number").first()
        return newest

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> object:
        """Publish, or schedule; all or nothing. Raises InvalidDefinition when the form cannot be frozen.

        Every door of Wagtail's comes here: editor, workflow, schedule. Checked before anything is written, for a schedule too:
        in the night nobody is there to mend it.
        """
        with transaction.atomic():
            form_editing.get().require_publishable(revision.as_object())
            return super().publish(revision, *args, **kwargs)

    # --- preview: a mode per step, by the step's own id, so that it survives reordering (forms_app.editing.preview) -----------

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return form_editing.get().preview_modes(self)

    @property
    def default_preview_mode(self) -> str:
        return "start"

    def is_previewable(self) -> bool:
        return True

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return form_editing.get().serve_preview(self, request, mode_name)


class FormVersion(FrozenVersion):
    """A form as citizens fill it in; data is the JSON of forms_app.definition.structure."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    destination = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("bewaarde versie")
        verbose_name_plural = _("bewaarde versies")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.form_id} v{self.number}"

    @property
    def definition(self) -> Definition:
        """The frozen form. Kept per process: a version never changes."""
        return _definition(self.pk, self.hash)

    def read(self) -> Definition:
        """Return the form from this very row, without the query of `definition`: for a list of many."""
        return from_json(self.data)

    @property
    def definition_data(self) -> dict[str, Any]:
        """Its JSON in the schema of today, whenever it was frozen."""
        return SCHEMA.read(self.data)


@lru_cache(maxsize=256)
def _definition(pk: int, hash_: str) -> Definition:
    return from_json(FormVersion.objects.only("data").get(pk=pk, hash=hash_).data)
