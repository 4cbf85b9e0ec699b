"""The catalogue in the admin: what imports left to settle, and the names of authorities."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy, register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from products.admin.differences import differences
from products.faq_admin import FrequentQuestionViewSet, policy
from products.models import Authority, FrequentQuestion, ProductPage


class AuthorityViewSet(SnippetViewSet):
    """An import knows only the IRI of an authority: an editor gives it the name that citizens read."""

    model = Authority
    icon = "globe"
    menu_label = _("Overheden")
    add_to_settings_menu = True
    list_display = ["name", "iri"]
    search_fields = ["name", "iri"]
    copy_view_enabled = False


class DifferencesMenuItem(MenuItem):
    """Shown to whoever may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_permission(request.user, "change"))


register_permission_policy(FrequentQuestion, policy)
register_snippet(AuthorityViewSet)
register_snippet(FrequentQuestionViewSet)


def admin_urls() -> list[URLPattern]:
    return [path("producten/verschillen/", differences, name="products_differences")]


def differences_menu_item() -> MenuItem:
    return DifferencesMenuItem(
        _("Verschillen met IPDC"), reverse("products_differences"), icon_name="resubmit", order=900
    )


def tell_of_differences(request: HttpRequest, page: Any) -> None:
    """Say on the product's own screen that a text from its source waits."""
    if request.method != "GET" or not isinstance(page.specific, ProductPage):
        return
    imported = getattr(page.specific, "imported", None)
    if imported is not None and imported.incoming:
        text = gettext("In IPDC is dit product ook gewijzigd. Uw tekst bleef staan.")
        link = gettext("Bekijk de verschillen")
        messages.info(request, format_html('{} <a href="{}">{}</a>', text, reverse("products_differences"), link))


def gone_when_expired(page: Any, request: HttpRequest, serve_args: Any, serve_kwargs: Any) -> None:
    """An expired page is gone at that second for its visitors too, not when `publish_scheduled` takes it down."""
    if page.expire_at and page.expire_at <= timezone.now():
        raise Http404


hooks.register("before_serve_page", gone_when_expired)
hooks.register("register_admin_urls", admin_urls)
hooks.register("register_reports_menu_item", differences_menu_item)
hooks.register("before_edit_page", tell_of_differences)
