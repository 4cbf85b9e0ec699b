from django.urls import path

from products import views

urlpatterns = [path("vragen/<slug:slug>/", views.question, name="question")]
