"""Cases whose term is over, to test with."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases import actions
from cases.deadlines import local_date
from cases.models import BulkJob, BulkJobItem, Case, CaseExclusion, CaseType, Disposal
from cases.retention import deciding
from cases.retention.proposing import propose
from cases.retention.terms import closed_before
from forms_app.filling.submitting import submit_draft
from forms_app.models import Draft
from ground.actor import Actor
from people.models import Team
from people.roles import HANDLER, PRIVACY
from records.service import MessageContent, keep_file, link_for, queue_mail, write_audit, write_audit_of_many
from tests.cases.factories import acting, case_type, make_case, staff
from tests.factories import make_form, question, step
from tests.records.files import pdf

RULE = "SN-12"


def today():
    """Return the city's day."""
    return local_date(timezone.now())


def give_rule(code="adreswijziging", then="destroy", years=5, days=400, rule=RULE):
    """Give a case type a rule that is valid for so many days more."""
    until = today() + datetime.timedelta(days=days)
    CaseType.objects.filter(code=code).update(
        retention_rule=rule, retention_until=until, retention_years=years, retention_then=then
    )


def close(case, at=None, years=5):
    """End a case: at a moment, else an hour before the last one that is due today."""
    at = at or closed_before(today(), years) - datetime.timedelta(hours=1)
    changes = {"status": "done", "status_label": "Afgehandeld", "waiting_for": "nobody", "closed_at": at}
    Case.objects.filter(pk=case.pk).update(**changes)
    case.refresh_from_db()
    return case


def due_case(name="Jonas Peeters", email="jonas@voorbeeld.be", then="destroy", **values):
    """Return a case that may be proposed today."""
    case = make_case(name, email, **values)
    give_rule(case.type_version.case_type.code, then)
    return close(case)


def proposal(*cases):
    """Return the proposal that this night makes of these cases, all of one type."""
    propose()
    disposal = Disposal.objects.get(
        case_type=cases[0].type_version.case_type, state=Disposal.State.PROPOSED, made_on=today()
    )
    assert set(disposal.items.values_list("case_id", flat=True)) == {case.pk for case in cases}
    return disposal


def approve(by, disposal):
    """Approve what is in a proposal now."""
    deciding.approve(by, disposal, disposal.items.filter(state="waiting").count())


def records_manager(username="archief"):
    """Return who decides."""
    return acting(staff(username, PRIVACY))


def case_with_everything(name="Wannes Zonderling", email="wannes@zonderling.be"):
    """Return a case that left a trace in each table: a draft with a file, events, notes, mails, jobs, views; undone steps."""
    kind = case_type("verhuis")
    form = make_form(
        step(
            "Wie bent u?",
            question("text", "naam", "Hoe heet u?", meaning="name"),
            question("email", "mail", "Wat is uw e-mailadres?", required=False),
            question("file", "bewijs", "Uw huurcontract", required=False),
        ),
        key="verhuis",
        publish=False,
    )
    form.destination, form.department = kind.code, kind.department
    form.save()
    form.save_revision().publish()
    draft = Draft.objects.create(version=form.current_version(), context={"from": name})
    link_for("draft", draft.pk, draft.expires_at)
    stored = keep_file(SimpleUploadedFile(f"{name}.pdf", pdf()), ("draft", draft.pk), "bewijs")
    queue_mail(f"draft:{draft.pk}", email, MessageContent("Bewaard", "Dag,", ()), target=("draft", draft.pk))
    Draft.objects.filter(pk=draft.pk).update(answers={"naam": name, "mail": email, "bewijs": [str(stored.pk)]})
    draft.refresh_from_db()
    submission, _checked = submit_draft(Actor("citizen"), draft)
    assert submission is not None
    case = Case.objects.select_related("type_version__case_type", "department").get(submission=submission)
    handler = staff("behandelaar", HANDLER, case.department)
    actions.move(acting(handler), case, "in_progress", lock_version=0, message=f"Dag {name}")
    case.refresh_from_db()
    actions.note(acting(handler), case, f"{name} belde")
    actions.move(acting(handler), case, "done", lock_version=case.lock_version, message=f"Klaar, {name}")
    CaseExclusion.objects.create(case=case, team=Team.objects.create(name="Loket", department=case.department))
    write_audit(acting(handler), "case.file_opened", "case", case.pk, file=name)
    write_audit_of_many(acting(handler), "case.exported", "case", [case.pk])
    job = BulkJob.objects.create(asked_by_id=handler.pk)
    BulkJobItem.objects.create(job=job, case=case, lock_version=0)
    give_rule("verhuis")
    return close(case)
