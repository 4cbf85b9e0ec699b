"""Synonyms, promotions and golden queries as lists and forms. Every change is measured on the golden queries."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, IndexView, SnippetViewSet

from ground.admin_tables import CARDS, LabelledColumn
from ground.locking import Conflict
from ground.spreadsheet import OfficeSpreadsheet
from search.admin.forms import GoldenQueryForm, PromotionForm, SynonymForm, unknown_meanings
from search.admin.tables import YesNoColumn
from search.asking.results import label_of
from search.evaluation import golden
from search.language import words
from search.language.languages import DUTCH
from search.models import GoldenQuery, Promotion, Synonym
from search.models.index import with_titles


class Measured:
    """Mixed into the views that change a rule: the queue measures the golden queries once it is committed.

    measured_as: the reason that stands beside the figures, with the kind of rule and its name.
    """

    request: Any
    measured_as: str | Promise

    def _measure(self, changed: Any) -> None:  # noqa: ANN401  # a rule of any kind
        values = {"kind": changed._meta.verbose_name, "name": changed}
        golden.measure_later(str(self.measured_as) % values, self.request.user.pk)

    def save_instance(self) -> object:
        saved = super().save_instance()  # type: ignore[misc]  # mixin
        self._measure(saved)
        return saved

    def delete_action(self) -> None:
        self._measure(self.object)  # type: ignore[attr-defined]  # mixin
        super().delete_action()  # type: ignore[misc]  # mixin


class Prefilled:
    """Mixed into a create view: fields may come in the address, so that a row elsewhere opens a form half filled."""

    prefilled: tuple[str, ...] = ()
    parameters: ClassVar[Mapping[str, str]] = {}
    """By field its name in the address, where that is another."""
    request: Any

    def get_initial_form_instance(self) -> object:
        instance = super().get_initial_form_instance() or self.model()  # type: ignore[misc,attr-defined]  # mixin
        for name in self.prefilled:
            if value := self.request.GET.get(self.parameters.get(name, name), ""):
                setattr(instance, name, value)
        return instance


class MeasuredCreate(Measured, Prefilled, CreateView):
    """A new rule that is measured."""

    measured_as = _("%(kind)s toegevoegd: %(name)s")


class Warned:
    """Mixed into the views that keep a synonym: the editor hears which meanings no text holds. They may come later."""

    request: Any

    def save_instance(self) -> object:
        saved = super().save_instance()  # type: ignore[misc]  # mixin
        if unknown := unknown_meanings(saved):
            message = gettext("In geen enkele tekst staat: %(meanings)s. Tot dan vindt het synoniem daar niets mee.")
            messages.warning(self.request, message % {"meanings": ", ".join(f"“{meaning}”" for meaning in unknown)})
        return saved


class SynonymCreate(Warned, MeasuredCreate):
    """A query in a language in which there are no texts finds Dutch ones, so its synonym is a Dutch one."""

    prefilled = ("phrase", "meanings", "locale")
    parameters = {"phrase": "said", "meanings": "means"}

    def get_initial_form_instance(self) -> Any:  # noqa: ANN401  # a rule of any kind
        instance: Any = super().get_initial_form_instance()
        if not len(words.current(instance.locale)):
            instance.locale = DUTCH
        return instance


class PromotionCreate(MeasuredCreate):
    prefilled = ("queries", "kind", "object_id", "locale", "action")


class GoldenQueryCreate(Prefilled, CreateView):
    prefilled = ("query", "kind", "object_id")


class MeasuredEdit(Measured, EditView):
    """An edit that is measured, and refused where a colleague saved the rule since it was opened."""

    measured_as = _("%(kind)s gewijzigd: %(name)s")

    def form_valid(self, form: forms.BaseForm) -> object:
        try:
            return super().form_valid(form)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class SynonymEdit(Warned, MeasuredEdit):
    """An edit that is measured, with what the texts lack."""


class MeasuredDelete(Measured, DeleteView):
    """A removal that is measured."""

    measured_as = _("%(kind)s verwijderd: %(name)s")


class RulesIndex(OfficeSpreadsheet, IndexView):
    """A list that can be read on a phone and in a spreadsheet."""

    table_classname = CARDS


class SynonymIndex(RulesIndex):
    """Its synonyms can be read in from a file as well."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons: list[Any] = super().header_more_buttons
        if self.user_has_permission("add") and self.user_has_permission("change"):
            address = reverse("search_import_synonyms")
            buttons = [*buttons, Button(gettext("Lees CSV in"), url=address, icon_name="upload", priority=110)]
        return buttons


class RuleViewSet(SnippetViewSet):
    """What the three have in common."""

    index_view_class = RulesIndex
    copy_view_enabled = False
    list_per_page = 50
    export_formats = ["xlsx", "csv"]

    def register_chooser_viewset(self) -> None:
        """Register none: nobody picks a rule in another form."""


class AboutResults:
    """Mixed into the viewsets whose rows name a result: a list reads all their titles at once."""

    model: Any

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_titles(self.model.objects.all())


class SynonymViewSet(RuleViewSet):
    model = Synonym
    index_view_class = SynonymIndex
    icon = "tag"
    menu_label = _("Synoniemen")
    add_view_class = SynonymCreate
    edit_view_class = SynonymEdit
    delete_view_class = MeasuredDelete
    list_display = [
        "phrase",
        LabelledColumn("meanings_line", label=_("Betekent")),
        YesNoColumn("both_ways", label=_("Beide richtingen")),
        YesNoColumn("is_active", label=_("In gebruik")),
        LabelledColumn("language", label=_("Taal"), accessor="get_locale_display", sort_key="locale"),
        LabelledColumn("changed_at", label=_("Gewijzigd"), accessor=lambda synonym: local_day(synonym.changed_at)),
    ]
    list_filter = ["is_active", "both_ways", "locale"]
    list_export = ["phrase", "meanings_line", "both_ways", "is_active", "get_locale_display", "note"]
    export_headings = {"meanings_line": _("Betekent"), "get_locale_display": _("Taal")}
    export_filename = "synoniemen"
    search_fields = ["phrase", "meanings"]
    edit_handler = ObjectList(
        [
            FieldPanel("phrase"),
            FieldPanel("meanings"),
            FieldRowPanel([FieldPanel("both_ways"), FieldPanel("is_active")]),
            FieldPanel("locale"),
            FieldPanel("note"),
        ],
        base_form_class=SynonymForm,
    )


class PromotionViewSet(AboutResults, RuleViewSet):
    model = Promotion
    icon = "pick"
    menu_label = _("Vaste resultaten")
    add_view_class = PromotionCreate
    edit_view_class = MeasuredEdit
    delete_view_class = MeasuredDelete
    list_display = [
        "queries_line",
        LabelledColumn("action", label=_("Wat"), accessor="get_action_display", sort_key="action"),
        LabelledColumn("result", label=_("Resultaat")),
        LabelledColumn("period", label=_("Wanneer"), accessor=lambda promotion: period(promotion, timezone.now())),
    ]
    list_filter = ["action"]
    list_export = ["queries_line", "get_action_display", "result", "position", "starts_at", "ends_at", "note"]
    export_headings = {"queries_line": _("Zoekvragen"), "get_action_display": _("Wat"), "result": _("Resultaat")}
    export_filename = "vaste-resultaten"
    search_fields = ["queries", "note", "indexed_title"]
    edit_handler = ObjectList(
        [
            FieldPanel("queries"),
            FieldPanel("result"),
            FieldRowPanel([FieldPanel("action"), FieldPanel("position")]),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])], heading=_("Wanneer (mag leeg)")
            ),
            FieldPanel("note"),
        ],
        base_form_class=PromotionForm,
    )


class GoldenQueryViewSet(AboutResults, RuleViewSet):
    model = GoldenQuery
    icon = "check"
    menu_label = _("Proefvragen")
    add_view_class = GoldenQueryCreate
    list_display = [
        "query",
        LabelledColumn("result", label=_("Moet vinden")),
        LabelledColumn("kind", label=_("Soort"), accessor=lambda golden_query: label_of(golden_query.kind)),
        LabelledColumn("note", label=_("Opmerking")),
    ]
    list_export = ["query", "result", "note"]
    export_headings = {"result": _("Moet vinden")}
    export_filename = "proefvragen"
    search_fields = ["query", "note", "indexed_title"]
    edit_handler = ObjectList(
        [FieldPanel("query"), FieldPanel("result"), FieldPanel("note")], base_form_class=GoldenQueryForm
    )


def period(promotion: Promotion, now: datetime.datetime) -> str:
    """Return when a promotion counts, in words, and whether it does so now."""
    start = local_day(promotion.starts_at) if promotion.starts_at else ""
    end = local_day(promotion.ends_at) if promotion.ends_at else ""
    if promotion.ends_at and promotion.ends_at <= now:
        return gettext("voorbij sinds %(end)s") % {"end": end}
    words = {"start": start, "end": end}
    if promotion.starts_at and promotion.starts_at > now:
        return (gettext("begint op %(start)s, tot %(end)s") if end else gettext("begint op %(start)s")) % words
    return gettext("nu, tot %(end)s") % words if end else gettext("nu, zonder einde")


def local_day(moment: datetime.datetime) -> str:
    """Return the day of a moment as people here write it: "28-11-2026"."""
    return f"{timezone.localtime(moment):%d-%m-%Y}"
