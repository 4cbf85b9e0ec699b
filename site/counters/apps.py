from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "counters"
    verbose_name = "Loketten"

    def ready(self) -> None:
        from counters import health, signals
        from counters.service import message_sender
        from ground.health import checks
        from records.service import sender

        checks.register("contact_data", health.check)
        sender.fill(message_sender)
        signals.connect()
