from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "counters"
    verbose_name = "Loketten"

    def ready(self) -> None:
        from counters import events, rights, signals
        from counters.service import message_sender
        from people import roles
        from records.service import sender

        sender.fill(message_sender)
        events.register()
        roles.give("counters", rights.RIGHTS)
        signals.connect()
