from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = "Mediatheek"

    def ready(self) -> None:
        from library import events, rights, signals
        from people import roles

        events.register()
        roles.give("library", rights.RIGHTS)
        signals.connect()
