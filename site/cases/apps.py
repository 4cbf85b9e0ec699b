from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Zaken"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from cases import (
            belongings,
            events,
            first_day,
            lifetimes,
            links,
            mail_words,
            recounting,
            rights,
            sink,
            staff_notices,
            types,
        )
        from cases.admin import bundle, finder
        from cases.models import CaseType
        from cases.retention.erasing import erase_case
        from cases.tracking import case_address
        from forms_app.service import destinations, form_list_buttons, submission_sink
        from people import roles
        from people.service import Content, department_belongings, finders
        from people.service import belongings as people_belongings
        from records.service import deliveries, personal_data, targets

        events.register()
        finders.register("cases", finder.FINDER)
        first_day.register()
        lifetimes.register()
        roles.give("cases", rights.RIGHTS)
        mail_words.register()
        staff_notices.register()
        autodiscover_modules("case_actions")
        people_belongings.register("cases", belongings.RunningCases())
        department_belongings.register("case_types", Content(CaseType, belongings.case_types_in_words))
        department_belongings.register("open_cases", belongings.OpenCases())
        department_belongings.register("closed_cases", belongings.ClosedCases())
        submission_sink.fill(sink.CaseSink())
        destinations.fill(sink.destinations)
        form_list_buttons.register("cases", bundle.list_buttons)
        targets.register("case", case_address)
        personal_data.erasers.register("case", erase_case)
        deliveries.register(links.KIND, links.deliver)
        recounting.connect()
        types.connect()
