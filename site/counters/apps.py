from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "counters"
    verbose_name = "Loketten"

    def ready(self) -> None:
        from counters import events, signals
        from counters.service import message_sender
        from records.service import sender

        sender.fill(message_sender)
        events.register()
        signals.connect()
