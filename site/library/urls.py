"""Addresses of library: the look of the city."""

from django.urls import path

from library.brand import views

urlpatterns = [
    path("merk/<slug:key>.css", views.brand_style_sheet, name="brand_style_sheet"),
    path("merk/<slug:key>.svg", views.brand_icon, name="brand_icon"),
]
