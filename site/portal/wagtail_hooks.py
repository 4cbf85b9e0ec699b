"""The admin as this house's own: its colours, and what an editor must do today."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page

from ground.admin_page import MenuItemFor
from ground.brand import brand
from people.service import may_see_checklist
from portal.admin import error_codes
from portal.admin.editor_panel import EditorPanel
from portal.admin.finding.views import find
from portal.admin.first_day import FirstDayPanel
from portal.admin.help.views import urls as help_urls
from portal.admin.logbook import reach as logbook_reach
from portal.admin.logbook.views import LogbookView
from portal.admin.mail_texts.views import mail_text, mail_texts_view
from portal.admin.moderation import NarrowedModerationPanel
from portal.admin.outbox import reach as outbox_reach
from portal.admin.outbox.views import OutboxPanel, OutboxView
from portal.admin.outbox.views import retry as retry_messages
from portal.admin.page_bar import page_bar
from portal.admin.unfinished_post import give_back
from portal.admin.working_day import menu_in_order, panels_in_order


def styles() -> str:
    """Bring the tokens of the site, what the city chose of them, and what the admin makes of both."""
    sheets = (static("css/tokens.css"), brand().stylesheet, static("css/admin.css"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((sheet,) for sheet in sheets if sheet))


def without_wagtails_news(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what is new in Wagtail, and a sign that something is: an editor of a city has nothing to do with it."""
    items[:] = [item for item in items if not item.name.startswith("whats-new")]
    for item in items:
        item.attrs.pop("data-w-dismissible-id-value", None)


def editor_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Open the admin on what an editor must do today."""
    panel = EditorPanel(request.user)
    if panel.is_shown():
        panels.insert(0, panel)


def narrowed_moderation(request: HttpRequest, panels: list[Any]) -> None:
    """Put our panel of what waits for approval in the place of Wagtail's."""
    panels[:] = [
        NarrowedModerationPanel() if type(panel) is WorkflowObjectsToModeratePanel else panel for panel in panels
    ]


def first_day_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Open the admin on what a new city still has to do, for who looks after it."""
    if may_see_checklist(request.user):
        panels.insert(0, FirstDayPanel())


def outbox_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Tell how many messages did not leave, whoever could mend it."""
    if outbox_reach.may_see(request.user):
        panels.append(OutboxPanel(request.user))


def outbox_urls() -> list[URLPattern]:
    """Give the list of messages its addresses."""
    return [
        path("berichten/", OutboxView.as_view(), name="outbox"),
        path("berichten/results/", OutboxView.as_view(results_only=True), name="outbox_results"),
        path("berichten/opnieuw/", retry_messages, name="outbox_retry"),
    ]


def mail_text_urls() -> list[URLPattern]:
    """Give the texts of mails their addresses."""
    return [
        path("mailteksten/", mail_texts_view, name="mail_texts"),
        path("mailteksten/<str:code>/", mail_text, name="mail_text"),
    ]


def mail_texts_menu_item() -> MenuItem:
    """Offer the texts of mails among the settings."""
    return MenuItemFor(
        _("Teksten van mails"),
        reverse("mail_texts"),
        name="mail-texts",
        icon_name="mail",
        order=300,
        is_for=lambda user: user.has_perm("records.view_mailtext"),
    )


def unfinished_post_urls() -> list[URLPattern]:
    """Give what was kept from an ended session its address."""
    return [path("verder/<str:nonce>/", give_back, name="unfinished_post")]


def outbox_menu_item() -> MenuItem:
    """Offer the list among the reports."""
    return MenuItemFor(
        _("Berichten"), reverse("outbox"), name="outbox", icon_name="mail", order=200, is_for=outbox_reach.may_see
    )


def logbook_urls() -> list[URLPattern]:
    """Give the logbook its addresses."""
    return [
        path("logboek/", LogbookView.as_view(), name="logbook"),
        path("logboek/results/", LogbookView.as_view(results_only=True), name="logbook_results"),
    ]


def logbook_menu_item() -> MenuItem:
    """Offer the logbook among the reports."""
    return MenuItemFor(
        _("Logboek"), reverse("logbook"), name="logbook", icon_name="history", order=310, is_for=logbook_reach.may_see
    )


def error_urls() -> list[URLPattern]:
    """Give what went wrong its address."""
    return [path("fouten/", error_codes.errors_view, name="errors")]


def errors_menu_item() -> MenuItem:
    """Offer what went wrong among the reports."""
    return MenuItemFor(
        _("Fouten"), reverse("errors"), name="errors", icon_name="warning", order=320, is_for=error_codes.may_see
    )


def finding_urls() -> list[URLPattern]:
    """Give the one search box its address."""
    return [path("vinden/", find, name="find")]


def page_bar_urls() -> list[URLPattern]:
    """Give Wagtail's bar of a page its address (ground.staff_bar)."""
    return [path("balk/<int:pk>/", page_bar, name="page_bar")]


def search_area() -> SearchArea:
    """Put all that the admin holds before Wagtail's searches: the box above the menu asks the first."""
    return SearchArea(_("Alles"), reverse("find"), name="everything", icon_name="search", order=-1)


def help_menu_item() -> MenuItem:
    """Offer the guides."""
    return MenuItem(_("Handleiding"), reverse("help"), name="guides", icon_name="help", order=100)


def without_wagtails_guide(request: HttpRequest, items: list[Any]) -> None:
    """Leave out Wagtail's own guide, which is English: ours stands in its place."""
    items[:] = [item for item in items if item.name != "editor-guide"]


def only_who_may_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """Ask it before the page that asks for confirmation, as Wagtail itself does only after it."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


hooks.register("before_move_page", only_who_may_move)
hooks.register("insert_global_admin_css", styles)
hooks.register("construct_main_menu", menu_in_order)
hooks.register("construct_help_menu", without_wagtails_news)
hooks.register("construct_homepage_panels", narrowed_moderation)
hooks.register("construct_homepage_panels", editor_panel)
hooks.register("construct_homepage_panels", outbox_panel)
hooks.register("construct_homepage_panels", first_day_panel)
# After every app put its own there.
hooks.register("construct_homepage_panels", panels_in_order, order=1000)
hooks.register("register_admin_urls", outbox_urls)
hooks.register("register_admin_urls", unfinished_post_urls)
hooks.register("register_admin_urls", mail_text_urls)
hooks.register("register_admin_urls", logbook_urls)
hooks.register("register_admin_urls", error_urls)
hooks.register("register_admin_urls", finding_urls)
hooks.register("register_admin_urls", page_bar_urls)
hooks.register("register_admin_search_area", search_area)
hooks.register("register_settings_menu_item", mail_texts_menu_item)
hooks.register("register_reports_menu_item", outbox_menu_item)
hooks.register("register_reports_menu_item", logbook_menu_item)
hooks.register("register_reports_menu_item", errors_menu_item)
hooks.register("register_admin_urls", help_urls)
hooks.register("register_help_menu_item", help_menu_item)
hooks.register("construct_help_menu", without_wagtails_guide)
