"""Addresses of front."""

from django.urls import path

from front import feedback_form, views

urlpatterns = [
    path("cookies/", views.cookies, name="cookies"),
    path("oordeel/", feedback_form.give, name="feedback_form"),
    path("oordeel/bedankt/", feedback_form.thanks, name="feedback_thanks"),
]
