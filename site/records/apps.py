from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Bewaren"

    def ready(self) -> None:
        from ground import health
        from records import events, mail, outbox

        events.register()
        mail.register()
        health.checks.register("outbox", outbox.health)
        health.checks.register("mail", mail.health)
