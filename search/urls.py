from django.urls import path

from search.asking.views import results, suggestions
from search.usage.views import answered, chosen

urlpatterns = [
    path("zoeken/", results, name="search"),
    path("zoeken/suggesties/", suggestions, name="search_suggestions"),
    path("zoeken/gekozen/", chosen, name="search_chosen"),
    path("zoeken/antwoord/", answered, name="search_answered"),
]
