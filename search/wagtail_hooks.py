"""Search in the admin: rules, golden queries, and why it answers as it does."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from ground.admin_page import MenuItemFor
from search.admin.choosing import chooser_viewset
from search.admin.importing import import_synonyms
from search.admin.insights import FIRST, InsightsView, ignore
from search.admin.keyword import keyword
from search.admin.measuring import measuring
from search.admin.popularity import PopularityView, begin_anew
from search.admin.tuning import may_tune
from search.admin.viewsets import GoldenQueryViewSet, PromotionViewSet, SynonymViewSet
from search.admin.why import why
from search.evaluation import golden
from search.models.rules import Rule
from search.usage.ignoring import PERMISSION


class SearchGroup(SnippetViewSetGroup):
    items = (SynonymViewSet, PromotionViewSet, GoldenQueryViewSet)
    menu_label = _("Zoekfunctie")  # "Zoeken", above it, is Wagtail's search for a page
    menu_icon = "search"
    menu_order = 450

    def get_submenu_items(self) -> list[MenuItem]:
        return [
            MenuItemFor(
                _("Zoekinzichten"),
                reverse("search_insights", args=[FIRST]),
                icon_name="view",
                order=-10,
                is_for=lambda user: user.has_perm(PERMISSION),
            ),
            *super().get_submenu_items(),
            MenuItemFor(
                _("Populariteit"),
                reverse("search_popularity"),
                icon_name="pick",
                order=790,
                is_for=lambda user: user.has_perm(PERMISSION),
            ),
            MenuItemFor(
                _("Waarom dit resultaat?"), reverse("search_why"), icon_name="help", order=800, is_for=may_tune
            ),
            MenuItemFor(_("Meting"), reverse("search_measuring"), icon_name="history", order=810, is_for=may_tune),
        ]


register_snippet(SearchGroup)


def admin_urls() -> list[URLPattern]:
    return [
        path("zoeken/waarom/", why, name="search_why"),
        path("zoeken/synoniemen/inlezen/", import_synonyms, name="search_import_synonyms"),
        path("zoeken/meting/", measuring, name="search_measuring"),
        path("zoeken/inzichten/negeer/", ignore, name="search_ignore"),
        path("zoeken/inzichten/trefwoord/", keyword, name="search_keyword"),
        path("zoeken/inzichten/<slug:which>/", InsightsView.as_view(), name="search_insights"),
        path(
            "zoeken/inzichten/<slug:which>/results/",
            InsightsView.as_view(results_only=True),
            name="search_insights_results",
        ),
        path("zoeken/populariteit/", PopularityView.as_view(), name="search_popularity"),
        path("zoeken/populariteit/opnieuw/", begin_anew, name="search_popularity_reset_all"),
        path("zoeken/populariteit/<int:pk>/opnieuw/", begin_anew, name="search_popularity_reset"),
    ]


def measure_after_bulk(request: HttpRequest, action: str, objects: list[Any], _view: object) -> None:
    """Measure the golden queries when an editor removes several rules at once."""
    removed = [rule for rule in objects if isinstance(rule, Rule)] if action == "delete" else []
    if removed:
        values = {"kind": removed[0]._meta.verbose_name_plural, "names": ", ".join(map(str, removed))}
        golden.measure_later(gettext("%(kind)s verwijderd: %(names)s") % values, request.user.pk)


hooks.register("register_admin_urls", admin_urls)
hooks.register("after_bulk_action", measure_after_bulk)
hooks.register("register_admin_viewset", lambda: chooser_viewset)
