from django.urls import path

from search import views

urlpatterns = [
    path("zoeken/", views.results, name="search"),
    path("zoeken/suggesties/", views.suggestions, name="search_suggestions"),
]
