"""The Content-Security-Policy: strict for citizens, looser for Wagtail's admin, which has inline scripts of its own."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from ground.addresses import EDITORS
from ground.libraries.csp import use_another_policy


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's, choosing by path."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith(EDITORS):
            use_another_policy(response, settings.ADMIN_CONTENT_SECURITY_POLICY)
        return super().process_response(request, response)
