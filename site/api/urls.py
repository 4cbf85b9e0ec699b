from django.urls import path

from api import wagtail_content
from api.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("api/wagtail/v3/", wagtail_content.urls),
]
