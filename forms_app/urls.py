from django.urls import path

from forms_app.definition.wire import Page
from forms_app.filling import views
from forms_app.filling.adding_files import add_files
from forms_app.filling.saving import save_for_later
from forms_app.filling.wizard import step_view

DRAFT = "formulieren/<slug:key>/<uuid:draft_id>/"

urlpatterns = [
    path("formulieren/<slug:key>/", views.start, name="form_start"),
    path("formulieren/<slug:key>/start/", views.begin_draft, name="form_begin"),
    path("formulieren/<slug:key>/opnieuw/", views.begin_again, name="form_begin_again"),
    path("mijn/formulieren/", views.unfinished, name="unfinished_forms"),
    path(DRAFT, views.resume, name="form_resume"),
    path(f"{DRAFT}{Page.CHECK}/", views.check, name="form_check"),
    path(f"{DRAFT}{Page.DONE}/", views.done, name="form_done"),
    path(f"{DRAFT}{Page.SAVE}/", save_for_later, name="form_save"),
    path(f"{DRAFT}{Page.FILE}/<uuid:file_id>/", views.file, name="form_file"),
    path(f"{DRAFT}{Page.FILE}/<slug:step>/<slug:name>/", add_files, name="form_add_files"),
    path(f"{DRAFT}{Page.VISIBLE}/<slug:step>/", views.visible, name="form_visible"),
    path(f"{DRAFT}<slug:step>/", step_view, name="form_step"),
]
