"""All products in one list of the admin, narrowed by whose they are, what they are about, and what an editor has to do."""

import datetime
from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permissions import page_permission_policy

from people.models import Department
from products.codelists import themes
from products.models import ProductPage
from products.queries import REVIEW_SOON
from products.upload.permissions import may_upload

REVIEWS: dict[str, tuple[Any, Callable[[datetime.date], Q]]] = {
    "late": (_("Te laat"), lambda today: Q(review_by__lt=today)),
    "soon": (_("Binnen 30 dagen"), lambda today: Q(review_by__gte=today, review_by__lte=today + REVIEW_SOON)),
    "none": (_("Zonder datum"), lambda today: Q(review_by=None)),
}
STATES: dict[str, tuple[Any, Q]] = {
    "live": (_("Online"), Q(live=True)),
    "changed": (_("Online, met wijzigingen die wachten"), Q(live=True, has_unpublished_changes=True)),
    "draft": (_("Niet online"), Q(live=False)),
}


class ProductFilterSet(PageFilterSet):
    """By department, theme, review and state, and as Wagtail's own list of pages."""

    department = django_filters.ModelChoiceFilter(
        label=_("Dienst"),
        queryset=Department.objects.order_by("name"),
        empty_label=_("Alle"),
        null_label=_("Van niemand"),
        widget=forms.RadioSelect,
    )
    theme = django_filters.ChoiceFilter(
        label=_("Thema"), choices=themes, method="about", empty_label=_("Alle"), widget=forms.RadioSelect
    )
    review = django_filters.ChoiceFilter(
        label=_("Na te kijken"),
        choices=[(code, label) for code, (label, _condition) in REVIEWS.items()],
        method="to_review",
        empty_label=_("Alle"),
        widget=forms.RadioSelect,
    )
    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[(code, label) for code, (label, _condition) in STATES.items()],
        method="in_state",
        empty_label=_("Alle"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ProductPage
        fields: list[str] = []

    def about(self, products: QuerySet[ProductPage], name: str, value: str) -> QuerySet[ProductPage]:
        return products.filter(themes__has=value)

    def to_review(self, products: QuerySet[ProductPage], name: str, value: str) -> QuerySet[ProductPage]:
        return products.filter(REVIEWS[value][1](timezone.localdate()))

    def in_state(self, products: QuerySet[ProductPage], name: str, value: str) -> QuerySet[ProductPage]:
        return products.filter(STATES[value][1])


def review_day(page: ProductPage) -> str:
    """Return the day before which a product must be looked over; "" when nobody said."""
    return date_format(page.review_by, "j F Y") if page.review_by else ""


class ProductsMenuItem(MenuItem):
    """Shown to whoever may open the list: a lead of a department without pages would only be sent back."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, IndexView.any_permission_required))


class ProductIndexView(IndexView):
    """Says who looks after each product and when it must be looked over; its place in the tree says nothing here."""

    results_template_name = "wagtailadmin/products/index_results.html"
    base_columns: ClassVar[list[Any]] = [
        *(column for column in IndexView.base_columns if column.name in ("bulk_actions", "title", "status")),
        Column("department", label=_("Dienst"), accessor="department.name", sort_key="department__name"),
        Column("review_by", label=_("Nakijken voor"), accessor=review_day, sort_key="review_by"),
        *(column for column in IndexView.base_columns if column.name == "latest_revision_created_at"),
    ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Return what is done with all of them, for who may."""
        buttons: list[Any] = super().header_more_buttons
        if may_upload(self.request.user):
            address = reverse("products_upload")
            buttons = [*buttons, Button(_("Lees een bestand in"), url=address, icon_name="upload", priority=110)]
        return buttons

    def paginate_queryset(self, queryset: QuerySet[ProductPage], page_size: int) -> tuple[Any, Any, Any, bool]:
        """Return a page of the list with its departments: Wagtail reads the products themselves anew. One query more."""
        paginator, page, products, is_paginated = super().paginate_queryset(queryset, page_size)
        prefetch_related_objects(list(products), "department")
        return paginator, page, products, is_paginated


class ProductListing(PageListingViewSet):
    """All products in one list, whatever their place in the tree."""

    index_view_class = ProductIndexView
    menu_item_class = ProductsMenuItem
    filterset_class = ProductFilterSet

    model = ProductPage
    icon = "doc-full"
    menu_label = _("Producten")
    menu_name = "producten"
    menu_order = 105
    add_to_admin_menu = True
