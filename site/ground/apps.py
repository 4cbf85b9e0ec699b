from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "ground"
    verbose_name = "Wat alles deelt"

    def ready(self) -> None:
        from wagtail.models import Locale, Page, PageViewRestriction, Site

        from ground.database import watched

        watched.install()
        watched.watch(Locale, Page, PageViewRestriction, Site)
