from django.apps import AppConfig


class CountersConfig(AppConfig):
    name = "counters"
    verbose_name = "Loketten"

    def ready(self) -> None:
        from counters import events, lifetimes, rights, signals
        from counters.service import message_sender
        from people import roles
        from records.service import sender

        sender.fill(message_sender)
        events.register()
        lifetimes.register()
        roles.give("counters", rights.RIGHTS)
        signals.connect()
