"""The ASGI entry point: the front, and behind it the WSGI application with its page cache."""

# After portal.wsgi, which sets Django up.
from django.conf import settings

from ground.addresses import UPLOADS
from portal.cache.page_cache import PageCache
from portal.server.application import Front
from portal.server.bodies import Limits
from portal.server.refusal_pages import refusal_pages
from portal.wsgi import application as wsgi_application

# isort: split
from front.path_counts import path_tally  # its models need Django, which portal.wsgi sets up

application = Front(
    wsgi_application,
    wsgi_application.store if isinstance(wsgi_application, PageCache) else None,
    limits=Limits(upload=settings.UPLOAD_MAX_BODY_BYTES, upload_paths=UPLOADS),
    pages=refusal_pages(),
    count=path_tally.count,
)
