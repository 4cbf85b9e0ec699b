from django.apps import AppConfig


class FormsAppConfig(AppConfig):
    name = "forms_app"
    verbose_name = "Formulieren"

    def ready(self) -> None:
        from forms_app import signals
        from forms_app.editing import checks
        from forms_app.models import draft_address
        from records.service import targets

        targets.register("draft", draft_address)
        checks.connect()
        signals.connect()
