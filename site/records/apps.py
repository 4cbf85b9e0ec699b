from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Bewaren"

    def ready(self) -> None:
        from ground import health
        from ground.database.watched import watch
        from records import events, mail, outbox
        from records.models import MailText

        events.register()
        watch(MailText)
        mail.register()
        health.checks.register("outbox", outbox.health)
        health.checks.register("mail", mail.health)
