"""Places and closing days in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from counters.models import Place
from people.viewsets import ClosingDayViewSet


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "site"
    menu_label = _("Plaatsen")
    list_display = ["name", Column("street", label=_("Straat")), Column("phone", label=_("Telefoon"))]
    copy_view_enabled = False


class CountersGroup(SnippetViewSetGroup):
    items = (PlaceViewSet, ClosingDayViewSet)
    menu_label = _("Loketten")
    menu_icon = "home"
    menu_order = 400


register_snippet(CountersGroup)
