from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from portal.lib.health import checks
        from search import health, indexing, sources

        sources.register()
        indexing.connect()
        checks.register("search", health.check)
