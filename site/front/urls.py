"""Addresses of front."""

from django.urls import path

from front import views

urlpatterns = [path("cookies/", views.cookies, name="cookies")]
