"""wagtailstreamforms with the id field that its own migrations made, so that no migration is wanted inside the package."""

from django.apps import AppConfig


class StreamFormsConfig(AppConfig):
    name = "wagtailstreamforms"
    verbose_name = "Wagtail streamforms"
    default_auto_field = "django.db.models.AutoField"
