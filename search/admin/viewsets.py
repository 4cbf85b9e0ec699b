"""Synonyms, promotions and golden queries as lists and forms. Every change is measured on the golden queries."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django_q.tasks import async_task
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, SnippetViewSet

from search.admin.choosing import ResultForm
from search.admin.forms import PromotionForm, SynonymForm
from search.models import GoldenQuery, Promotion, Synonym
from search.models.index import with_titles
from search.results import label_of


class Measured:
    """Mixed into the views that change a rule: the queue measures the golden queries once it is committed."""

    request: Any

    def _measure(self, changed: Any) -> None:
        reason = f"{changed._meta.verbose_name}: {changed}"
        user = self.request.user.pk
        transaction.on_commit(lambda: async_task("search.golden.record", reason, user))

    def save_instance(self) -> Any:
        saved = super().save_instance()  # type: ignore[misc]
        self._measure(saved)
        return saved

    def delete_action(self) -> None:
        self._measure(self.object)  # type: ignore[attr-defined]
        super().delete_action()  # type: ignore[misc]


class Prefilled:
    """Mixed into a create view: fields may come in the address, so that a row elsewhere opens a form half filled."""

    prefilled: tuple[str, ...] = ()
    request: Any

    def get_initial_form_instance(self) -> Any:
        instance = super().get_initial_form_instance() or self.model()  # type: ignore[misc,attr-defined]
        for name in self.prefilled:
            if value := self.request.GET.get(name, "")[:200]:
                setattr(instance, name, value)
        return instance


class SynonymCreate(Measured, Prefilled, CreateView):
    prefilled = ("said", "means")


class PromotionCreate(Measured, Prefilled, CreateView):
    prefilled = ("queries", "kind", "object_id", "action")


class GoldenQueryCreate(Prefilled, CreateView):
    prefilled = ("query", "kind", "object_id")


class MeasuredEdit(Measured, EditView):
    """An edit that is measured."""


class MeasuredDelete(Measured, DeleteView):
    """A removal that is measured."""


class RuleViewSet(SnippetViewSet):
    """What the three have in common."""

    copy_view_enabled = False
    list_per_page = 50
    export_formats = ["xlsx", "csv"]

    def register_chooser_viewset(self) -> None:
        """Register none: nobody picks a rule in another form."""


class AboutResults:
    """Mixed into the viewsets whose rows name a result: a list reads all their titles at once."""

    model: Any

    def get_queryset(self, request: HttpRequest) -> Any:
        return with_titles(self.model.objects.all())


class SynonymViewSet(RuleViewSet):
    model = Synonym
    icon = "tag"
    menu_label = _("Synoniemen")
    add_view_class = SynonymCreate
    edit_view_class = MeasuredEdit
    delete_view_class = MeasuredDelete
    list_display = [
        "said",
        Column("means", label=_("Betekent"), accessor=lambda one: ", ".join(one.lines)),
        BooleanColumn("both_ways", label=_("Beide richtingen")),
        BooleanColumn("is_active", label=_("In gebruik")),
        Column("changed_at", label=_("Gewijzigd"), accessor=lambda one: one.changed_at.strftime("%d-%m-%Y")),
    ]
    list_filter = ["is_active", "both_ways"]
    list_export = ["said", "means", "both_ways", "is_active", "locale", "note"]
    export_filename = "synoniemen"
    search_fields = ["said", "means"]
    edit_handler = ObjectList(
        [
            FieldPanel("said"),
            FieldPanel("means"),
            FieldRowPanel([FieldPanel("both_ways"), FieldPanel("is_active")]),
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
        Column("queries", label=_("Zoekvragen"), accessor=lambda one: ", ".join(one.lines), sort_key="queries"),
        Column("action", label=_("Wat"), accessor="get_action_display", sort_key="action"),
        Column("result", label=_("Resultaat")),
        Column("period", label=_("Wanneer"), accessor=lambda one: period(one)),
    ]
    list_filter = ["action"]
    list_export = ["queries", "action", "kind", "object_id", "position", "starts_at", "ends_at", "note"]
    export_filename = "vaste-resultaten"
    search_fields = ["queries", "note"]
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
        Column("result", label=_("Moet vinden")),
        Column("kind", label=_("Soort"), accessor=lambda one: label_of(one.kind)),
        "note",
    ]
    list_export = ["query", "kind", "object_id", "locale", "note"]
    export_filename = "proefvragen"
    search_fields = ["query", "note"]
    edit_handler = ObjectList(
        [FieldPanel("query"), FieldPanel("result"), FieldPanel("note")], base_form_class=ResultForm
    )


def period(one: Promotion) -> str:
    """Return when a promotion counts, in words."""
    start = one.starts_at.strftime("%d-%m-%Y") if one.starts_at else ""
    end = one.ends_at.strftime("%d-%m-%Y") if one.ends_at else ""
    if start and end:
        return _t("%(start)s tot %(end)s") % {"start": start, "end": end}
    if start:
        return _t("vanaf %(start)s") % {"start": start}
    return _t("tot %(end)s") % {"end": end} if end else _t("altijd")
