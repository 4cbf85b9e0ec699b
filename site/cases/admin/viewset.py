"""Cases in the admin: a list and a page each, and not one of the addresses with which snippets are added or deleted."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.admin import case_page, job_page
from cases.admin.act import act
from cases.admin.inbox import InboxView
from cases.admin.menu import CasesMenuItem
from cases.models import Case
from people.viewsets import UnchosenSnippetViewSet


class CaseViewSet(UnchosenSnippetViewSet):
    model = Case
    icon = "tasks"
    menu_label = _("Zaken")
    menu_order = 50
    add_to_admin_menu = True
    menu_item_class = CasesMenuItem
    copy_view_enabled = False
    index_view_class = InboxView
    index_template_name = "cases/admin/inbox.html"
    index_results_template_name = "cases/admin/inbox_results.html"
    search_fields = ["search_text"]
    list_per_page = 25

    def get_urlpatterns(self) -> list[Any]:
        """Return a list of our own, so that a later Wagtail adds nothing to it."""
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("taak/<uuid:job_id>/", job_page.show, name="bulk_job"),
            path("edit/<int:pk>/", case_page.show, name="edit"),
            path("edit/<int:pk>/bestand/<uuid:file_id>/", case_page.file, name="file"),
            path("edit/<int:pk>/<slug:path>/", act, name="action"),
            path("edit/<int:pk>/<slug:path>/<slug:argument>/", act, name="action_on"),
        ]
