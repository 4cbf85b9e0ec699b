from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Bewaren"

    def ready(self) -> None:
        from ground import health
        from ground.database.watched import watch
        from records import events, mail, outbox, own_lifetimes
        from records.models import MailText

        events.register()
        own_lifetimes.register()
        watch(MailText)
        mail.register()
        health.checks.register("outbox", outbox.health)
        health.checks.register("mail", mail.health)
