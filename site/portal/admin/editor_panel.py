"""What an editor must do today: unpublished forms, products to look over, unfinished products, searches that went wrong."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from forms_app.service import editable_forms
from people.permissions import within_reach
from products.service import ProductPage
from search.upkeep import failed_this_week

REVIEW_SOON = timedelta(days=30)
MAX_ITEMS = 5
"""How many lines of each list; the rest is one click away."""


class EditorPanel(Component):
    """On the admin's home page, for who may change forms. Five queries."""

    name = "editor"
    order = 50
    template_name = "portal/admin/editor_panel.html"

    def __init__(self, user: Any) -> None:
        self.user = user

    def is_shown(self) -> bool:
        """Whether the user is an editor."""
        return bool(self.user.has_perm("forms_app.change_form"))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        today = timezone.localdate()
        may_see_searches = self.user.has_perm("search.view_insights")
        products = within_reach(ProductPage.objects.all(), self.user)
        forms = editable_forms(self.user).filter(Q(live=False) | Q(has_unpublished_changes=True))
        review = products.filter(live=True, review_by__lte=today + REVIEW_SOON).order_by("review_by", "title")
        drafts = products.filter(Q(live=False) | Q(has_unpublished_changes=True)).order_by(
            "-latest_revision_created_at"
        )
        return {
            "forms": _first(forms.select_related("department").order_by("title")),
            "review": _first(review),
            "drafts": _first(drafts),
            "may_see_searches": may_see_searches,
            "failed": failed_this_week(MAX_ITEMS) if may_see_searches else [],
            "failed_address": reverse("search_insights", args=["zonder-resultaat"]) + "?periode=7",
            "unsure_address": reverse("search_insights", args=["onzeker"]) + "?periode=7",
            "today": today,
            "forms_address": reverse("wagtailsnippets_forms_app_form:list"),
            "new_form_address": reverse("wagtailsnippets_forms_app_form:add"),
            "products_address": reverse("producten:index"),
        }


def _first(items: QuerySet[Any]) -> dict[str, Any]:
    """Return the first few, and whether there are more."""
    first_items = list(items[: MAX_ITEMS + 1])
    return {"items": first_items[:MAX_ITEMS], "has_more": len(first_items) > MAX_ITEMS}
