"""The addresses of retention in the admin, and its place in the menu."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cases.admin.retention import hold_view, proposal
from cases.admin.retention.lists import DeclarationsView, DisposalsView, LegalHoldsView
from cases.retention.access import DISPOSE
from ground.admin_page import MenuItemFor


def menu_item() -> MenuItem:
    """Offer what is kept, and its end."""
    return MenuItemFor(
        _("Bewaartermijnen"),
        reverse("disposals"),
        name="retention",
        icon_name="bin",
        order=70,
        is_for=lambda user: user.has_perm(DISPOSE),
    )


def urls() -> list[URLPattern]:
    """Give its pages their addresses."""
    return [
        path("bewaren/", DisposalsView.as_view(), name="disposals"),
        path("bewaren/results/", DisposalsView.as_view(results_only=True), name="disposals_results"),
        path("bewaren/verklaringen/", DeclarationsView.as_view(), name="declarations"),
        path("bewaren/verklaringen/results/", DeclarationsView.as_view(results_only=True), name="declarations_results"),
        path("bewaren/bewaarplichten/", LegalHoldsView.as_view(), name="legal_holds"),
        path("bewaren/bewaarplichten/results/", LegalHoldsView.as_view(results_only=True), name="legal_holds_results"),
        path("bewaren/bewaarplichten/opleggen/", hold_view.place, name="legal_hold_place"),
        path("bewaren/bewaarplichten/<int:case_id>/opheffen/", hold_view.lift, name="legal_hold_lift"),
        path("bewaren/<uuid:pk>/", proposal.show, name="disposal"),
        path("bewaren/<uuid:pk>/bestand/<uuid:file_id>/", proposal.file, name="disposal_file"),
    ]
