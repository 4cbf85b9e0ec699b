from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = "Mediatheek"

    def ready(self) -> None:
        from ground import brand
        from library import events, lifetimes, rights, signals
        from library.brand import reader
        from people import roles

        events.register()
        lifetimes.register()
        roles.give("library", rights.RIGHTS)
        brand.current.fill(reader.brand_of)
        signals.connect()
