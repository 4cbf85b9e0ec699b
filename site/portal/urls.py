"""All addresses. Those of ARCHITECTURE.md's table are fixed: mails, prints and other systems rely on them."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps import Sitemap
from wagtail.documents import urls as wagtaildocs_urls

from portal import styleguide, views
from portal.sitemaps import ListingSitemap

urlpatterns = [
    path("", include("records.urls")),
    path("", include("forms_app.urls")),
    path("", include("cases.urls")),
    path("", include("counters.urls")),
    path("a-z/", views.a_to_z, name="a_to_z"),
    path("doelgroep/<slug:code>/", views.audience, name="audience"),
    path("robots.txt", views.robots, name="robots"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("", include("search.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"wagtail": Sitemap, "lists": ListingSitemap}}),
]

if settings.DEBUG:
    from django.conf.urls.static import static

    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += [path("", include(wagtail_urls))]
