"""Search in the admin: rules, golden queries, and why it answers as it does."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from search.admin.choosing import chooser_viewset
from search.admin.measuring import measuring
from search.admin.viewsets import GoldenQueryViewSet, PromotionViewSet, SynonymViewSet
from search.admin.why import may_tune, why


class TuningMenuItem(MenuItem):
    """Shown to who may change how search answers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_tune(request.user)


class SearchGroup(SnippetViewSetGroup):
    items = (SynonymViewSet, PromotionViewSet, GoldenQueryViewSet)
    menu_label = _("Zoeken")
    menu_icon = "search"
    menu_order = 450

    def get_submenu_items(self) -> list[MenuItem]:
        return [
            *super().get_submenu_items(),
            TuningMenuItem(_("Waarom dit resultaat?"), reverse("search_why"), icon_name="help", order=800),
            TuningMenuItem(_("Meting"), reverse("search_measuring"), icon_name="history", order=810),
        ]


register_snippet(SearchGroup)


def admin_urls() -> list[URLPattern]:
    return [
        path("zoeken/waarom/", why, name="search_why"),
        path("zoeken/meting/", measuring, name="search_measuring"),
    ]


hooks.register("register_admin_urls", admin_urls)
hooks.register("register_admin_viewset", lambda: chooser_viewset)
