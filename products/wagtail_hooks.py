"""The catalogue in the admin: what imports left to settle, and the names of authorities."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ground.admin_page import MenuItemFor
from ground.public import is_published_now
from people.permissions import AnyUser
from products.admin import import_runs, upload
from products.admin.differences import differences
from products.admin.looking_after import LookAfterBulkAction
from products.admin.product_list import ProductListing
from products.faq_admin import FrequentQuestionViewSet, policy
from products.models import Authority, FrequentQuestion, ProductPage
from products.queries import only_reached_from


class AuthorityViewSet(SnippetViewSet):
    """An import knows only the IRI of an authority: an editor gives it the name that citizens read.

    Those without a name stand first in the list, because "" sorts first.
    """

    model = Authority
    icon = "globe"
    menu_label = _("Overheden")
    add_to_settings_menu = True
    list_display = ["__str__", "iri"]
    search_fields = ["name", "iri"]
    copy_view_enabled = False


register_permission_policy(FrequentQuestion, policy)
register_snippet(AuthorityViewSet)
register_snippet(FrequentQuestionViewSet)


def admin_urls() -> list[URLPattern]:
    return [
        path("producten/verschillen/", differences, name="products_differences"),
        path("producten/inlezingen/", import_runs.runs, name="products_import_runs"),
        path("producten/inlezingen/<int:pk>/", import_runs.run, name="products_import_run"),
        path("producten/inlezen/", upload.begin, name="products_upload"),
        path("producten/inlezen/<uuid:pk>/", upload.go_on, name="products_upload_step"),
    ]


def differences_menu_item() -> MenuItem:
    return MenuItemFor(
        _("Verschillen met IPDC"),
        reverse("products_differences"),
        icon_name="resubmit",
        order=900,
        is_for=import_runs.may_read,
    )


def import_runs_menu_item() -> MenuItem:
    return MenuItemFor(
        _("Inlezingen van producten"),
        reverse("products_import_runs"),
        icon_name="download",
        order=910,
        is_for=import_runs.may_read,
    )


def warn_of_differences(request: HttpRequest, page: Page) -> None:
    """Say on the product's own screen that a text from its source waits, or that its source withdrew it."""
    if request.method != "GET" or not isinstance(page.specific, ProductPage):
        return
    imported = getattr(page.specific, "imported", None)
    is_waiting = imported is not None and imported.withdrawal == imported.Withdrawal.WAITING and page.live
    if imported is not None and (imported.incoming or is_waiting):
        text = gettext("In IPDC is dit product ook gewijzigd. Uw tekst bleef staan.")
        if imported.is_of_table:
            text = gettext("In een ingelezen bestand staat iets anders over dit product. Uw tekst bleef staan.")
        if is_waiting:
            state = imported.get_source_state_display()
            text = gettext("In IPDC is dit product %(state)s. Hier staat het nog online.") % {"state": state}
        link = gettext("Bekijk de verschillen")
        messages.info(request, format_html('{} <a href="{}">{}</a>', text, reverse("products_differences"), link))


def warn_of_forms(request: HttpRequest, page: Page) -> None:
    """Before a product is deleted: say which forms nobody meets any more. Taking offline says it in its own template, because
    Wagtail calls that hook only after the answer.
    """
    specific = page.specific
    if request.method != "GET" or not isinstance(specific, ProductPage):
        return
    titles = [str(form) for form in only_reached_from([specific.pk])]
    if titles:
        text = gettext(
            "Alleen wat u weghaalt, leidt naar: %(forms)s. Het formulier blijft open: wie het adres kent, kan het nog invullen, "
            "en wie bezig is, kan verder. Mag dat niet? Haal dan ook het formulier offline."
        )
        messages.warning(request, text % {"forms": ", ".join(titles)})


def products() -> ProductListing:
    """Offer the list of products."""
    return ProductListing("producten")


def look_after_button(page: Page, user: AnyUser, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer on a product's own screen what the list offers for many."""
    if isinstance(page.specific, ProductPage) and page.permissions_for_user(user).can_edit():
        query = urlencode({"id": page.pk, "next": reverse("wagtailadmin_pages:edit", args=[page.pk])})
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", LookAfterBulkAction.action_type])
        yield Button(_("Nagekeken"), f"{address}?{query}", icon_name="check", priority=5)


def gone_outside_its_dates(
    page: Page, request: HttpRequest, serve_args: tuple[Any, ...], serve_kwargs: dict[str, Any]
) -> None:
    """Refuse an expired page from that second on, not from when `publish_scheduled` takes it down."""
    if not is_published_now(page):
        raise Http404


hooks.register("before_serve_page", gone_outside_its_dates)
hooks.register("register_admin_viewset", products)
hooks.register("register_bulk_action", LookAfterBulkAction)
hooks.register("register_page_header_buttons", look_after_button)
hooks.register("register_admin_urls", admin_urls)
hooks.register("register_reports_menu_item", differences_menu_item)
hooks.register("register_reports_menu_item", import_runs_menu_item)
hooks.register("before_edit_page", warn_of_differences)
hooks.register("before_delete_page", warn_of_forms)
