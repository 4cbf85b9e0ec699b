from django.urls import path

from cases import tracking

urlpatterns = [
    path("zaken/", tracking.ask_link, name="case_ask_link"),
    path("zaken/<str:reference>/", tracking.track, name="case_tracking"),
]
