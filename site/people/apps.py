from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Medewerkers"

    def ready(self) -> None:
        from wagtail.admin import mail
        from wagtail.admin.views.account import ChangePasswordPanel

        from people import notifications, password_reset, sign_in
        from records.service import deliveries, targets

        deliveries.register(password_reset.KIND, password_reset.deliver)
        targets.register(password_reset.KIND, password_reset.address_of)
        mail.get_connection = notifications.connection
        ChangePasswordPanel.form_class = sign_in.OwnPasswordForm
