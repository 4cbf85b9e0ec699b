from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = "Mediatheek"

    def ready(self) -> None:
        from library import events, lifetimes, rights, signals
        from people import roles

        events.register()
        lifetimes.register()
        roles.give("library", rights.RIGHTS)
        signals.connect()
