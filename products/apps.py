from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = "Producten"

    def ready(self) -> None:
        from people import roles
        from products import events, mails, rights, signals
        from records.service import mail_kinds

        events.register()
        roles.give("products", rights.RIGHTS)
        mail_kinds.register(mails.WITHDRAWN.code, mails.WITHDRAWN)
        signals.connect()
