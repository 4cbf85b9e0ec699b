"""The addresses of `make dev`: those of the product, and the pattern library."""

from django.urls import path

from portal import urls
from portal.pattern_library import views

handler500 = urls.handler500
urlpatterns = [
    path("dev/patterns/", views.index, name="patterns"),
    path("dev/patterns/<slug:group>/", views.group, name="pattern_group"),
    path("dev/patterns/<slug:group>/<slug:name>/", views.group, name="pattern"),
    path("dev/patterns/<slug:group>/<slug:name>/<int:place>/", views.alone, name="pattern_alone"),
    *urls.urlpatterns,
]
