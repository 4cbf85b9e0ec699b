"""Who opens what in the admin, view by view. A view that stands in no row is not there, for administrators neither.

Names and not patterns: a view that a later Wagtail brings stays shut until somebody gave it its row, and a test says so
(tests/architecture/test_admin_access.py). A row is the outer wall: which department's objects one sees, and what one may do with
this one object, remains the view's own question.
"""

from wagtail.documents import get_document_model_string
from wagtail.images import get_image_model_string

from people import sign_in_views
from people.bulk import bulk_action
from portal.admin import error_codes, reports
from portal.admin.access.rule import Rule, anybody, has, may, staff, views, works_on
from portal.admin.logbook import reach as logbook_reach
from portal.admin.outbox import reach as outbox_reach

IMAGE, DOCUMENT = get_image_model_string().lower(), get_document_model_string().lower()

works_on_pages, works_on_images, works_on_documents = works_on("wagtailcore.page"), works_on(IMAGE), works_on(DOCUMENT)
"""Editors read the whole catalogue, and nobody else its drafts (docs/decisions/011)."""

PAGES = frozenset(
    {
        "wagtailcore.page",
        "front.homepage",
        "front.contentpage",
        "products.productpage",
        "products.productindexpage",
        "products.themepage",
        "products.themeindexpage",
    }
)
WORKFLOW_ACTIONS = frozenset({"approve", "reject"})

VIEWSET = "index index_results add edit delete history history_results usage"
SNIPPET = "list list_results add edit delete usage history history_results"
PREVIEWED = "preview_on_add preview_on_edit"
PUBLISHED = "revisions_revert revisions_compare revisions_unschedule unpublish"
OF_NO_OBJECT = ("list", "list_results", "add", "preview_on_add")
CHOOSER = "choose choose_results chosen chosen_multiple create"


def snippet(label: str, names: str = SNIPPET) -> Rule:
    """Return the row of a snippet's views, which any right on its model opens."""
    return Rule(views(f"wagtailsnippets_{label.replace('.', '_')}", names), works_on(label))


def departments_snippet(label: str, names: str = SNIPPET) -> tuple[Rule, Rule]:
    """Return the rows of a snippet that belongs to a department: to who has no right on any, none of them is there."""
    of_all = [name for name in names.split() if name in OF_NO_OBJECT]
    of_one = [name for name in names.split() if name not in OF_NO_OBJECT]
    namespace = f"wagtailsnippets_{label.replace('.', '_')}"
    return (
        Rule(views(namespace, " ".join(of_all)), works_on(label)),
        Rule(views(namespace, " ".join(of_one)), works_on(label), is_hidden=True),
    )


def chooser(label: str) -> tuple[str, ...]:
    """Return the names of the views that choose a snippet."""
    return views(f"wagtailsnippetchoosers_{label.replace('.', '_')}", CHOOSER)


def bulk(label: str, *actions: str, needs: str = "delete", is_hidden: bool = True) -> Rule:
    """Return the row of what is done with several objects of a model at once, offered to who has the right that it needs."""
    return Rule(
        ("wagtail_bulk_action",), works_on(label), frozenset({label}), frozenset(actions), is_hidden, may(label, needs)
    )


RULES: tuple[Rule, ...] = (
    # The way in.
    Rule(
        (
            "wagtailadmin_login",
            "wagtailadmin_password_reset",
            "wagtailadmin_password_reset_done",
            "wagtailadmin_password_reset_confirm",
            "wagtailadmin_password_reset_complete",
            "invitation",
            "wagtailadmin_sprite",
            "wagtailadmin_javascript_catalog",
        ),
        anybody,
    ),
    # What each colleague has: the front page, the own account, the search box, the guides. The last one says in the admin's
    # look that an address is none.
    Rule(
        (
            "wagtailadmin_home",
            "wagtailadmin_account",
            "help",
            "help_chapter",
            "help_picture",
            "wagtailadmin_logout",
            "wagtailadmin_dismissibles",
            "wagtailadmin_block_preview",
            "wagtailadmin_editing_sessions:release",
            "wagtailsnippets:index",
            "unfinished_post",
            "find",
            "page_bar",
            "wagtail.admin.views.home.default",
        ),
        staff,
    ),
    # Who else has this open. The view asks for the right to change the object.
    Rule(
        ("wagtailadmin_editing_sessions:ping",),
        staff,
        models=frozenset(
            {
                "wagtailcore.page",
                "api.apiclient",
                "cases.casetype",
                "counters.place",
                "forms_app.form",
                "front.accessibilityaudit",
                "people.closingday",
                "people.department",
                "people.team",
                "products.authority",
                "products.frequentquestion",
                "search.goldenquery",
                "search.promotion",
                "search.synonym",
            }
        ),
    ),
    # Cases and what belongs to a department.
    *departments_snippet("cases.case", "list list_results bulk_job edit action action_on file"),
    bulk("cases.case", "claim", needs="change"),
    bulk("cases.case", "delete"),
    *departments_snippet("cases.casetype"),
    Rule(("processing", "processing_results"), has("cases.view_processing")),
    Rule(
        (
            *("disposals", "disposals_results", "disposal", "disposal_file", "declarations", "declarations_results"),
            *("legal_holds", "legal_holds_results", "legal_hold_place", "legal_hold_lift"),
        ),
        has("cases.dispose_case"),
    ),
    bulk("cases.casetype", "delete"),
    *departments_snippet(
        "forms_app.form",
        f"{SNIPPET} {PREVIEWED} {PUBLISHED} copy revisions_view lock unlock"
        " confirm_workflow_cancellation workflow_history workflow_history_detail workflow_preview",
    ),
    Rule(
        views("wagtailsnippets_forms_app_form", "workflow_action collect_workflow_action_data"),
        works_on("forms_app.form"),
        actions=WORKFLOW_ACTIONS,
        is_hidden=True,
    ),
    Rule(views("wagtailsnippets_forms_app_form", "answers"), has("forms_app.export_submission"), is_hidden=True),
    Rule(("form_bundle", "form_bundle_read"), has("forms_app.change_form", "cases.change_casetype"), is_hidden=True),
    Rule(chooser("forms_app.form"), works_on("forms_app.form")),
    bulk("forms_app.form", "delete"),
    Rule(("outbox", "outbox_results", "outbox_retry"), outbox_reach.may_see),
    Rule(("sign_ins", "sign_ins_results"), has("records.view_auditline")),
    Rule(("logbook", "logbook_results"), logbook_reach.may_see),
    Rule(("errors",), error_codes.may_see),
    Rule(("mail_texts", "mail_text"), has("records.view_mailtext")),
    # The catalogue: pages, and what is chosen on them.
    Rule(
        (
            "wagtailadmin_explore_root",
            "wagtailadmin_explore",
            "wagtailadmin_explore_results",
            *views(
                "wagtailadmin_pages",
                "usage edit preview_on_edit view_draft add_subpage delete unpublish convert_alias search search_results"
                " move move_confirm set_page_position copy confirm_workflow_cancellation workflow_preview set_privacy"
                " lock unlock revisions_index revisions_view revisions_revert revisions_unschedule revisions_compare"
                " workflow_history workflow_history_detail history history_results",
            ),
            *views("wagtailadmin_api:pages", "listing detail find"),
            "wagtailadmin_choose_page",
            "wagtailadmin_choose_page_child",
            "wagtailadmin_choose_page_search",
            "wagtailadmin_choose_page_chosen_multiple",
            "wagtailadmin_choose_page_external_link",
            "wagtailadmin_choose_page_email_link",
            "wagtailadmin_choose_page_phone_link",
            "wagtailadmin_choose_page_anchor_link",
            "wagtailadmin_tag_autocomplete",
            *views("wagtailembeds", "chooser chooser_upload"),
            *views("producten", "index index_results choose_parent"),
            "products_differences",
            "products_import_runs",
            "products_import_run",
            *chooser("counters.place"),
            *chooser("people.closingday"),
            *chooser("people.department"),
            *chooser("products.authority"),
        ),
        works_on_pages,
    ),
    Rule(("products_upload", "products_upload_step"), has("products.add_productupload")),
    Rule(
        views("wagtailadmin_pages", "add preview_on_add choose_parent type_use type_use_results"),
        works_on_pages,
        models=PAGES,
    ),
    Rule(
        views("wagtailadmin_pages", "workflow_action collect_workflow_action_data"),
        works_on_pages,
        actions=WORKFLOW_ACTIONS,
    ),
    Rule(
        ("wagtailadmin_api:pages:action",),
        works_on_pages,
        actions=frozenset(
            {
                "convert_alias",
                "copy",
                "create_alias",
                "delete",
                "move",
                "publish",
                "revert_to_page_revision",
                "unpublish",
            }
        ),
    ),
    Rule(("wagtailadmin_tag_model_autocomplete",), works_on_pages, models=frozenset({"taggit.tag"})),
    bulk("wagtailcore.page", "delete", "move", "look_after", needs="change", is_hidden=False),
    bulk("wagtailcore.page", "publish", "unpublish", needs="publish", is_hidden=False),
    snippet("products.authority"),
    bulk("products.authority", "delete"),
    *departments_snippet("products.frequentquestion", f"{SNIPPET} {PUBLISHED}"),
    bulk("products.frequentquestion", "delete"),
    # Reports over all pages, and workflows: beside this, the views of workflows ask for a right to change those.
    Rule(
        views(
            "wagtailadmin_reports",
            "locked_pages locked_pages_results workflow workflow_results workflow_tasks workflow_tasks_results"
            " site_history site_history_results aging_pages aging_pages_results page_types_usage page_types_usage_results",
        ),
        works_on_pages,
    ),
    Rule(
        views(
            "wagtailadmin_workflows",
            "index index_results add enable disable edit usage usage_results remove select_task_type task_index"
            " task_index_results edit_task disable_task enable_task task_chooser task_chooser_results"
            " task_chooser_create task_chosen",
        ),
        works_on_pages,
    ),
    Rule(
        ("wagtailadmin_workflows:add_task",),
        works_on_pages,
        models=frozenset({"wagtailcore.groupapprovaltask", "people.departmentapprovaltask"}),
    ),
    # Pictures and documents.
    Rule(
        (
            *views(
                "wagtailimages",
                "index index_results add edit delete url_generator url_generator_output preview image_usage add_multiple"
                " edit_multiple create_multiple_from_uploaded_image delete_multiple delete_upload_multiple",
            ),
            *views("wagtailimages_chooser", f"{CHOOSER} select_format"),
            *views("wagtailadmin_api:images", "listing detail find"),
        ),
        works_on_images,
    ),
    bulk(IMAGE, "add_tags", "add_to_collection", needs="change", is_hidden=False),
    bulk(IMAGE, "delete", is_hidden=False),
    Rule(
        (
            *views(
                "wagtaildocs",
                "index index_results add edit delete document_usage add_multiple edit_multiple"
                " create_multiple_from_uploaded_document delete_multiple delete_upload_multiple",
            ),
            *views("wagtaildocs_chooser", CHOOSER),
            *views("wagtailadmin_api:documents", "listing detail find"),
        ),
        works_on_documents,
    ),
    bulk(DOCUMENT, "add_tags", "add_to_collection", needs="change", is_hidden=False),
    bulk(DOCUMENT, "delete", is_hidden=False),
    # Counters.
    snippet("counters.place"),
    bulk("counters.place", "delete"),
    snippet("people.closingday"),
    bulk("people.closingday", "delete"),
    # The public face.
    snippet("front.accessibilityaudit"),
    bulk("front.accessibilityaudit", "delete"),
    Rule(("feedback", "feedback_results"), has("front.view_feedback")),
    Rule(("path_counts", "path_counts_results"), has("front.view_pathcount")),
    Rule(("feedback_settle",), has("front.change_feedback")),
    # How search answers.
    snippet("search.synonym", f"{SNIPPET} {PREVIEWED}"),
    bulk("search.synonym", "delete"),
    snippet("search.promotion", f"{SNIPPET} {PREVIEWED}"),
    bulk("search.promotion", "delete"),
    snippet("search.goldenquery"),
    bulk("search.goldenquery", "delete"),
    Rule(("search_import_synonyms",), has("search.add_synonym", "search.change_synonym")),
    Rule(
        (
            "search_why",
            "search_measuring",
            *views("search_result_chooser", "choose choose_results chosen chosen_multiple"),
        ),
        has("search.change_synonym"),
    ),
    Rule(
        ("search_ignore", "search_keyword", "search_insights", "search_insights_results", "search_popularity"),
        has("search.view_insights"),
    ),
    Rule(("search_popularity_reset", "search_popularity_reset_all"), has("search.change_popularity")),
    # Settings and colleagues.
    Rule(("wagtailsettings:edit",), works_on("people.citysettings"), models=frozenset({"people.citysettings"})),
    Rule(("wagtailsettings:edit",), works_on("library.brand"), models=frozenset({"library.brand"})),
    snippet("people.department", f"{SNIPPET} copy close reopen"),
    bulk("people.department", "delete"),
    snippet("people.team"),
    bulk("people.team", "delete"),
    snippet("api.apiclient"),
    bulk("api.apiclient", "delete"),
    Rule(views("wagtailusers_users", f"{VIEWSET} copy invite"), works_on("people.user")),
    bulk("people.user", "assign_role", "set_active_state", needs="change"),
    bulk("people.user", "delete"),
    Rule(views("wagtailusers_users", "read_file write_file"), has("people.add_user", "people.change_user")),
    Rule(views("wagtailusers_groups", f"{VIEWSET} copy"), works_on("auth.group")),
    Rule(views("wagtailusers_api_tokens", VIEWSET), works_on("wagtailcore.apitoken")),
    Rule(views("wagtailadmin_collections", "index add edit delete set_privacy"), works_on("wagtailcore.collection")),
    Rule(views("wagtailsites", f"{VIEWSET} copy"), works_on("wagtailcore.site")),
    Rule(
        views("wagtailredirects", "index index_results add edit delete start_import process_import"),
        works_on("wagtailredirects.redirect"),
    ),
)

CLOSED: frozenset[str] = frozenset(
    {
        # Wagtail's trials of its error pages: the first is a real error.
        "wagtailadmin_error_test",
        "django.views.generic.base.TemplateView",
        # The admin of wagtailstreamforms, with its own leaks; ours is the snippet forms_app.form.
        "wagtail_modeladmin:javascript_catalog",
        *views("wagtailstreamforms", "streamforms_copy streamforms_submissions streamforms_delete_submissions"),
        *views("wagtailstreamforms_chooser", "choose chosen chosen_multiple"),
        "wagtailstreamforms_form_modeladmin_index",
        "wagtailstreamforms_form_modeladmin_create",
        "wagtailstreamforms_form_modeladmin_edit",
        "wagtailstreamforms_form_modeladmin_delete",
        "wagtailstreamforms_form_modeladmin_history",
        # Of settings that can be previewed: there are none. And nobody makes a search result by hand.
        "wagtailsettings:preview_on_edit",
        "search_result_chooser:create",
    }
)
"""Views that are known and offered to nobody."""

SERVED_BY = {
    # Where a password is tried, with a bound on tries.
    "wagtailadmin_login": sign_in_views.SignInView.as_view(),
    "wagtailadmin_password_reset": sign_in_views.ResetView.as_view(),
    "wagtailadmin_password_reset_confirm": sign_in_views.ResetConfirmView.as_view(),
    # On what the list shows, and only what one reaches.
    "wagtail_bulk_action": bulk_action,
    # Without rows about objects of another department.
    "wagtailadmin_reports:site_history": reports.NarrowedLogEntries.as_view(),
    "wagtailadmin_reports:site_history_results": reports.NarrowedLogEntries.as_view(results_only=True),
    "wagtailadmin_reports:workflow": reports.NarrowedWorkflows.as_view(),
    "wagtailadmin_reports:workflow_results": reports.NarrowedWorkflows.as_view(results_only=True),
    "wagtailadmin_reports:workflow_tasks": reports.NarrowedTasks.as_view(),
    "wagtailadmin_reports:workflow_tasks_results": reports.NarrowedTasks.as_view(results_only=True),
}
"""Which view of ours serves an address in the place of Wagtail's (portal.admin.urls puts it there)."""
