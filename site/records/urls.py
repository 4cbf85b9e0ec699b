from django.urls import path

from records import views

urlpatterns = [path("t/<str:token>/", views.follow, name="capability")]
