from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = "Producten"

    def ready(self) -> None:
        from people import roles
        from products import events, rights, signals

        events.register()
        roles.give("products", rights.RIGHTS)
        signals.connect()
