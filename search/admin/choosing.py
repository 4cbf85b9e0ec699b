"""Picking a search result in a form: a chooser over what the index holds, kept as the document's key."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_denied
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from search.admin.tuning import may_tune
from search.asking.results import label_of
from search.models import Generation, IndexedDocument

MAX_WORDS = 8
"""Words of what is typed that narrow the list."""


def choosable() -> QuerySet[IndexedDocument]:
    """Return what the index holds now. All of it is public."""
    return IndexedDocument.objects.filter(generation__state=Generation.State.ACTIVE).order_by("title", "pk")


class _SearchForm(BaseFilterForm):
    """Narrows the list to the titles that hold each word. Wagtail's own needs a model in its search index."""

    q = forms.CharField(
        label=_("Zoek een resultaat"), widget=forms.TextInput(attrs={"placeholder": _("Zoeken")}), required=False
    )

    def filter(self, objects: QuerySet[IndexedDocument]) -> QuerySet[IndexedDocument]:
        words = self.cleaned_data.get("q", "").split()[:MAX_WORDS]
        self.is_searching, self.search_query = bool(words), " ".join(words)
        for word in words:
            objects = objects.filter(title__icontains=word)
        return objects


class _ForTuners:
    """Mixed into each view of the chooser: it answers only who may use what is chosen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = (
            super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # mixin
            if may_tune(request.user)
            else permission_denied(request)
        )
        return answer


class _Listing(_ForTuners, chooser.BaseChooseView):
    """The list of the chooser: title and kind."""

    ordering = ["title"]
    filter_form_class = _SearchForm

    def get_object_list(self) -> QuerySet[IndexedDocument]:
        return choosable()

    @property
    def columns(self) -> list[Any]:
        kind = Column("kind", label=_("Soort"), accessor=lambda row: label_of(row.kind))
        return [self.title_column, kind]


class ChooseView(chooser.ChooseViewMixin, chooser.CreationFormMixin, _Listing):
    """The whole chooser."""


class ChooseResultsView(chooser.ChooseResultsViewMixin, chooser.CreationFormMixin, _Listing):
    """Its list, again after searching."""


class ChosenView(_ForTuners, chooser.ChosenView):
    """What was chosen."""


class ChosenMultipleView(_ForTuners, chooser.ChosenMultipleView):
    """What was chosen, more than one."""


class ResultChooserViewSet(ChooserViewSet):
    """Choose a search result."""

    model = IndexedDocument
    icon = "search"
    choose_one_text = _("Kies een resultaat")
    choose_another_text = _("Kies een ander resultaat")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView


chooser_viewset = ResultChooserViewSet("search_result_chooser", url_prefix="zoeken/kies-resultaat")


class ResultForm(WagtailAdminModelForm):
    """A form of a model with `kind`, `object_id` and `locale`: the editor picks a result instead of typing them."""

    result = forms.ModelChoiceField(
        IndexedDocument.objects.none(),
        label=_("Resultaat"),
        error_messages={"invalid_choice": _("Dit resultaat is intussen vernieuwd of weg. Kies het opnieuw.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["result"]
        field.queryset = choosable()
        field.widget = chooser_viewset.widget_class()
        kind = self.instance.kind or self.initial.get("kind", "")
        pk = self.instance.object_id or self.initial.get("object_id", "")
        if kind and pk:
            locale = self.instance.locale or "nl"
            self.initial["result"] = choosable().filter(kind=kind, object_id=pk, locale=locale).first()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if row := cleaned.get("result"):
            self.instance.kind, self.instance.object_id, self.instance.locale = row.kind, row.object_id, row.locale
        return cleaned
