from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsAppConfig(AppConfig):
    name = "forms_app"
    verbose_name = "Formulieren"

    def ready(self) -> None:
        from forms_app import belongings, events, lifetimes, rights, signals
        from forms_app.editing import checks
        from forms_app.editing.editing import Editing
        from forms_app.filling import erasing
        from forms_app.filling.saved_mail import SAVED_MAIL
        from forms_app.filling.uploads import FileHold
        from forms_app.models import Form, draft_address
        from forms_app.seams import form_editing, holds
        from people import roles
        from people.service import Content, Finder, department_belongings, finders, has_any, listed_at, of_model
        from records.service import mail_kinds, personal_data, targets

        events.register()
        forms = listed_at("wagtailsnippets_forms_app_form:list")
        finders.register("forms", Finder(_("Formulieren"), 30, has_any(Form), of_model(Form), forms))
        lifetimes.register()
        roles.give("forms_app", rights.RIGHTS)
        mail_kinds.register(SAVED_MAIL.code, SAVED_MAIL)
        targets.register("draft", draft_address)
        holds.register("file", FileHold())
        personal_data.erasers.register("draft", erasing.erase_draft)
        personal_data.erasers.register("submission", erasing.erase_submission)
        department_belongings.register("forms", Content(Form, belongings.in_words))
        form_editing.fill(Editing())
        checks.connect()
        signals.connect()
