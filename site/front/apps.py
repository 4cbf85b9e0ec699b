from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "front"
    verbose_name = "Openbare pagina’s"

    def ready(self) -> None:
        from front import belongings, events, first_day, lifetimes, rights, signals
        from front.search_source import ContentPageSource
        from people import roles
        from search.service import sources

        source = ContentPageSource()
        sources.register(source.kind, source)
        events.register()
        belongings.register()
        roles.give("front", rights.RIGHTS)
        signals.connect()
        lifetimes.register()
        first_day.register()
