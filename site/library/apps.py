from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = "Mediatheek"

    def ready(self) -> None:
        from library import events, signals

        events.register()
        signals.connect()
