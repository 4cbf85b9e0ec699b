"""All addresses. Those of ARCHITECTURE.md's table are fixed: mails, prints and other systems rely on them."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

from front.sitemaps import SITEMAPS
from ground.cacheable import cacheable
from people import sign_in_views
from people.invitation_view import invitation
from portal import page_passwords, views
from portal.operations import health_views

urlpatterns = [
    path("healthz", health_views.healthz, name="healthz"),
    path("readyz", health_views.readyz, name="readyz"),
    path("", include("records.urls")),
    path("", include("forms_app.urls")),
    path("", include("cases.urls")),
    path("", include("counters.urls")),
    path("", include("products.urls")),
    path("", include("library.urls")),
    path("", include("front.urls")),
    path("a-z/", views.a_to_z, name="a_to_z"),
    path("vragen/", views.questions, name="questions"),
    path("doelgroep/<slug:code>/", views.audience, name="audience"),
    path("robots.txt", views.robots, name="robots"),
    path("", include("search.urls")),
    path("", include("api.urls")),
    # In the place of Wagtail's own at the same addresses: where a password is tried, with a bound on tries.
    path("_util/login/", sign_in_views.to_sign_in),
    path("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", page_passwords.open_page),
    path("documenten/authenticate_with_password/<int:restriction_id>/", page_passwords.open_document),
    # Under the admin's address, and open to who has no password yet: Wagtail's own hook would ask for a sign-in.
    path("cms/uitnodiging/<int:pk>/", invitation, name="invitation"),
    path("cms/", include("portal.admin.urls")),
    path("documenten/", include(wagtaildocs_urls)),
    path("sitemap.xml", views.site_map),
    path("sitemap-<section>.xml", cacheable(sitemap), {"sitemaps": SITEMAPS}, name="site_map_part"),
]

if settings.DEMO:  # elsewhere the web server in front serves the public pictures (docs/guides/operators.md)
    urlpatterns += [path("media/<path:path>", views.media), path("dev/mail/", include("demo.urls"))]

urlpatterns += [path("", include(wagtail_urls))]

handler500 = "portal.errors.server_error"
