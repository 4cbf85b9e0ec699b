from django.urls import path

from forms_app import views
from forms_app.wizard import step_view

urlpatterns = [
    path("formulieren/<slug:key>/", views.start, name="form_start"),
    path("formulieren/<slug:key>/start/", views.begin_draft, name="form_begin"),
    path("formulieren/<slug:key>/<uuid:draft_id>/", views.resume, name="form_resume"),
    path("formulieren/<slug:key>/<uuid:draft_id>/controle/", views.check, name="form_check"),
    path("formulieren/<slug:key>/<uuid:draft_id>/klaar/", views.done, name="form_done"),
    path("formulieren/<slug:key>/<uuid:draft_id>/<slug:step>/", step_view, name="form_step"),
]
