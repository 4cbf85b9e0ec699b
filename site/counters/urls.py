from django.urls import path

from counters import views

urlpatterns = [
    path("plaatsen/", views.places, name="places"),
    path("plaatsen/<slug:slug>/", views.place, name="place"),
]
