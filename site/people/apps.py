from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Medewerkers"

    def ready(self) -> None:
        from wagtail.admin import mail
        from wagtail.admin.views.account import ChangePasswordPanel

        from ground import frame
        from ground.health import checks
        from people import (
            approval_mail,
            city,
            events,
            health,
            notifications,
            password_reset,
            rights,
            roles,
            sign_in,
            signals,
        )
        from records.service import deliveries, mail_kinds, targets

        events.register()
        roles.give("people", rights.RIGHTS)
        deliveries.register(password_reset.KIND, password_reset.deliver)
        targets.register(password_reset.KIND, password_reset.address_of)
        mail_kinds.register(password_reset.PASSWORD_MAIL.code, password_reset.PASSWORD_MAIL)
        frame.city.fill(city.frame_of)
        frame.without_database.fill(city.default_frame)
        checks.register("contact_data", health.check)
        signals.connect()
        approval_mail.connect()
        mail.get_connection = notifications.connection
        ChangePasswordPanel.form_class = sign_in.OwnPasswordForm
