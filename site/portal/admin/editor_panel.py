"""What an editor must do today: unpublished forms, products to look over, unfinished products, searches that went wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from forms_app.models import Form
from forms_app.service import editable_forms
from people.permissions import AnyUser, within_reach
from products.models import ProductPage
from products.service import REVIEW_SOON
from search.upkeep import failed_this_week

MAX_ITEMS = 5
"""How many lines of each list; the rest is one click away."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at: where it is edited, and what is the matter."""

    title: str
    url: str
    note: str
    is_late: bool = False


class EditorPanel(Component):
    """On the admin's home page, for who may change forms. Five queries."""

    name = "editor"
    order = 50
    template_name = "portal/admin/editor_panel.html"

    def __init__(self, user: AnyUser) -> None:
        self.user = user

    def is_shown(self) -> bool:
        """Whether the user is an editor."""
        return bool(self.user.has_perm("forms_app.change_form"))

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        today = timezone.localdate()
        may_see_searches = self.user.has_perm("search.view_insights")
        may_write_products = page_permission_policy.user_has_permission(self.user, "change")
        products = (
            within_reach(ProductPage.objects.all(), self.user) if may_write_products else ProductPage.objects.none()
        )
        forms = editable_forms(self.user).filter(Q(live=False) | Q(has_unpublished_changes=True))
        review = products.filter(live=True, review_by__lte=today + REVIEW_SOON).order_by("review_by", "title")
        drafts = products.filter(Q(live=False) | Q(has_unpublished_changes=True)).order_by(
            "-latest_revision_created_at"
        )
        return {
            "forms": _first(forms.select_related("department").order_by("title"), _form),
            "review": _first(review, partial(_to_review, today=today)),
            "drafts": _first(drafts, _draft),
            "may_write_products": may_write_products,
            "may_see_searches": may_see_searches,
            "failed": failed_this_week(MAX_ITEMS) if may_see_searches else [],
            "failed_address": reverse("search_insights", args=["zonder-resultaat"]) + "?periode=7",
            "unsure_address": reverse("search_insights", args=["onzeker"]) + "?periode=7",
            "forms_address": reverse("wagtailsnippets_forms_app_form:list"),
            "new_form_address": reverse("wagtailsnippets_forms_app_form:add"),
            "products_address": reverse("producten:index"),
        }


def _first(rows: QuerySet[Any], item: Callable[[Any], Item]) -> dict[str, Any]:
    """Return the first few, and whether there are more."""
    first_rows = list(rows[: MAX_ITEMS + 1])
    return {"items": [item(row) for row in first_rows[:MAX_ITEMS]], "has_more": len(first_rows) > MAX_ITEMS}


def _form(form: Form) -> Item:
    url = reverse("wagtailsnippets_forms_app_form:edit", args=[form.pk])
    return Item(form.title, url, f"{form.department} · {_unpublished(form)}")


def _draft(page: ProductPage) -> Item:
    return Item(page.draft_title, reverse("wagtailadmin_pages:edit", args=[page.pk]), _unpublished(page))


def _to_review(page: Page, *, today: date) -> Item:
    is_late = page.review_by < today
    note = gettext("te laat: moest voor %(date)s") if is_late else gettext("voor %(date)s")
    words = note % {"date": date_format(page.review_by, "j F Y")}
    return Item(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]), words, is_late)


def _unpublished(content: Form | ProductPage) -> str:
    return gettext("gewijzigd, nog niet gepubliceerd") if content.live else gettext("nog niet gepubliceerd")
