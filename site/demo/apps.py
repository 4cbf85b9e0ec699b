from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
    verbose_name = "Demostad"

    def ready(self) -> None:
        from ground import events

        events.declare({"demo.loaded": "Demostad geladen"}, is_lasting=True)
