from django.urls import path
from wagtail.api.v3.urls import api as wagtail_api

from api.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("api/wagtail/v3/", wagtail_api.urls),
]
