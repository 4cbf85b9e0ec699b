from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Medewerkers"

    def ready(self) -> None:
        from wagtail.admin import mail
        from wagtail.admin.views.account import ChangePasswordPanel

        from ground import frame
        from ground.health import checks
        from people import city, events, first_day, health, lifetimes, notices, rights, roles, sign_in, signals
        from people.finders import finders
        from people.organisation import department_belongings
        from people.signing_in import invitations, password_reset, sign_ins
        from people.staff import finder
        from people.telling import approval_mail, notice_mail, notifications
        from records.service import deliveries, mail_kinds, targets

        events.register()
        finders.register("colleagues", finder.FINDER)
        lifetimes.register()
        department_belongings.register()
        first_day.register()
        roles.give("people", rights.RIGHTS)
        deliveries.register(password_reset.KIND, password_reset.deliver)
        targets.register(password_reset.KIND, password_reset.address_of)
        targets.register(invitations.KIND, invitations.address_of)
        for kind in (
            password_reset.PASSWORD_MAIL,
            invitations.INVITATION_MAIL,
            notice_mail.NOTICE_MAIL,
            notice_mail.DIGEST_MAIL,
        ):
            mail_kinds.register(kind.code, kind)
        deliveries.register(notices.NOTICE, notice_mail.deliver_notice)
        deliveries.register(notices.DIGEST, notice_mail.deliver_digest)
        frame.city.fill(city.frame_of)
        frame.without_database.fill(city.default_frame)
        checks.register("contact_data", health.check)
        signals.connect()
        sign_ins.connect()
        approval_mail.connect()
        mail.get_connection = notifications.connection
        ChangePasswordPanel.form_class = sign_in.OwnPasswordForm
