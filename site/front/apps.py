from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "front"
    verbose_name = "Openbare pagina’s"

    def ready(self) -> None:
        from front import belongings, events, finder, first_day, lifetimes, ordinary_pages, rights, signals
        from front.search_source import ContentPageSource
        from ground import frame
        from people import roles
        from people.service import finders
        from search.service import sources

        source = ContentPageSource()
        sources.register(source.kind, source)
        events.register()
        belongings.register()
        roles.give("front", rights.RIGHTS)
        signals.connect()
        lifetimes.register()
        finders.register("pages", finder.FINDER)
        first_day.register()
        frame.ordinary_pages.fill(ordinary_pages.online)
