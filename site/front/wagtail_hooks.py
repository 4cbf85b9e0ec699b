"""Audits of accessibility, what visitors say and what they open, in the admin."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from front.admin import counts, feedback
from front.models import AccessibilityAudit
from people.viewsets import WithoutChooser


class AccessibilityAuditViewSet(WithoutChooser, SnippetViewSet):
    model = AccessibilityAudit
    icon = "check"
    menu_order = 420
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["date", "auditor", "get_result_display"]
    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("result")]),
        FieldPanel("auditor"),
        FieldPanel("method"),
        FieldPanel("standard"),
        FieldPanel("gaps"),
    ]


register_snippet(AccessibilityAuditViewSet)
hooks.register("register_admin_urls", feedback.urls)
hooks.register("register_reports_menu_item", feedback.menu_item)
hooks.register("register_admin_urls", counts.urls)
hooks.register("register_reports_menu_item", counts.menu_item)
