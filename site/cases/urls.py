from django.urls import path

from cases import tracking

urlpatterns = [path("zaken/<str:reference>/", tracking.track, name="case_tracking")]
