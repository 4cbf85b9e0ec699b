from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "front"
    verbose_name = "Openbare pagina’s"

    def ready(self) -> None:
        from front import first_day, lifetimes, signals
        from front.search_source import ContentPageSource
        from search.service import sources

        source = ContentPageSource()
        sources.register(source.kind, source)
        signals.connect()
        lifetimes.register()
        first_day.register()
