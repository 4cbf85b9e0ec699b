"""The demo's settings behind a proxy that speaks https, as in production; without the sending on from http to https."""

from portal.settings.demo import *  # noqa: F403  # settings build on those of another

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
