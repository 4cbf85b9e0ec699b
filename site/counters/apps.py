from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CountersConfig(AppConfig):
    name = "counters"
    verbose_name = "Loketten"

    def ready(self) -> None:
        from counters import events, lifetimes, rights, signals
        from counters.models import Place
        from counters.service import message_sender
        from people import roles
        from people.service import Finder, finders, has_any, listed_at, of_model
        from records.service import sender

        sender.fill(message_sender)
        events.register()
        places = listed_at("wagtailsnippets_counters_place:list")
        finders.register("places", Finder(_("Plaatsen"), 50, has_any(Place), of_model(Place), places))
        lifetimes.register()
        roles.give("counters", rights.RIGHTS)
        signals.connect()
