from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from portal.lib.health import checks
        from products.service import add_to_finding
        from search import health, indexing, sources
        from search.admin.found_with import FoundWithPanel

        sources.register()
        indexing.connect()
        checks.register("search", health.check)
        add_to_finding(FoundWithPanel())
