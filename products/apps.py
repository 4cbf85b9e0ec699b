from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = "Producten"

    def ready(self) -> None:
        from people import roles
        from people.service import Content, department_belongings
        from products import belongings, events, lifetimes, mails, rights, signals, staff_notices
        from products.admin import finder
        from products.models import FrequentQuestion, ProductPage
        from records.service import mail_kinds

        events.register()
        finder.register()
        lifetimes.register()
        roles.give("products", rights.RIGHTS)
        department_belongings.register("products", Content(ProductPage, belongings.products_in_words))
        department_belongings.register("questions", Content(FrequentQuestion, belongings.questions_in_words))
        mail_kinds.register(mails.WITHDRAWN.code, mails.WITHDRAWN)
        staff_notices.register()
        signals.connect()
