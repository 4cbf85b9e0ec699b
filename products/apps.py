from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = "Producten"

    def ready(self) -> None:
        from products import events, signals

        events.register()
        signals.connect()
