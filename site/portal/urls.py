"""All addresses. Those of ARCHITECTURE.md's table are fixed: mails, prints and other systems rely on them."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from front.sitemaps import ListingSitemap, PageSitemap
from ground.cacheable import cacheable
from people import sign_in_views
from people.bulk import bulk_action
from portal import page_passwords, styleguide, views
from portal.admin.unfinished_post import give_back
from portal.operations import health_views


def closed(request: HttpRequest) -> HttpResponse:
    """An address of a library that this house does not offer."""
    raise Http404


urlpatterns = [
    path("healthz", health_views.healthz, name="healthz"),
    path("readyz", health_views.readyz, name="readyz"),
    path("", include("records.urls")),
    path("", include("forms_app.urls")),
    path("", include("cases.urls")),
    path("", include("counters.urls")),
    path("", include("products.urls")),
    path("a-z/", views.a_to_z, name="a_to_z"),
    path("vragen/", views.questions, name="questions"),
    path("doelgroep/<slug:code>/", views.audience, name="audience"),
    path("robots.txt", views.robots, name="robots"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("", include("search.urls")),
    re_path("^cms/wagtailstreamforms", closed),  # the library's own admin, with its own leaks: for nobody
    re_path(
        "^cms/(?:failwhale|test404)/", closed
    ),  # Wagtail's own trials of its error pages: the first is a real error
    path("", include("api.urls")),
    # In the place of Wagtail's own at the same addresses: where a password is tried, with a bound on tries,
    path("cms/login/", sign_in_views.SignInView.as_view()),
    path("cms/password_reset/", sign_in_views.ResetView.as_view()),
    path("cms/password_reset/confirm/<uidb64>/<token>/", sign_in_views.ResetConfirmView.as_view()),
    path("_util/login/", sign_in_views.to_sign_in),
    path("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", page_passwords.open_page),
    path("documenten/authenticate_with_password/<int:restriction_id>/", page_passwords.open_document),
    # and where another department's would be shown.
    path("cms/bulk/<str:app_label>/<str:model_name>/<str:action>/", require_admin_access(bulk_action)),
    path("cms/reports/", include("portal.admin.reports")),
    path("cms/verder/<str:nonce>/", require_admin_access(give_back), name="unfinished_post"),
    path("cms/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("sitemap.xml", cacheable(sitemap), {"sitemaps": {"wagtail": PageSitemap, "lists": ListingSitemap}}),
]

if settings.DEMO:  # elsewhere the web server in front serves the public pictures (docs/guides/operators.md)
    urlpatterns += [path("media/<path:path>", views.media), path("dev/mail/", include("demo.urls"))]

urlpatterns += [path("", include(wagtail_urls))]
