from django.urls import path

from search.asking import views
from search.usage import views as usage

urlpatterns = [
    path("zoeken/", views.results, name="search"),
    path("zoeken/suggesties/", views.suggestions, name="search_suggestions"),
    path("zoeken/gekozen/", usage.chosen, name="search_chosen"),
    path("zoeken/antwoord/", usage.answered, name="search_answered"),
]
