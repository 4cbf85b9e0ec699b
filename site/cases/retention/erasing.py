"""What goes with a case that is erased: its history, notes, holds and exclusions, its part in jobs, and its submission."""

from cases.models import BulkJobItem, Case, CaseEvent, CaseExclusion, CaseNote, DisposalItem, LegalHold
from records.service import personal_data


def erase_case(case_id: str) -> int:
    """Delete a case and all that hangs on it; return how many rows went. records takes links, messages and files besides."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        return 0
    events = CaseEvent.objects.filter(case=case)
    # What undoes an event refers to it.
    count = personal_data.delete_rows(events.exclude(undoes=None)) + personal_data.delete_rows(events)
    count += personal_data.delete_rows(CaseNote.objects.filter(case=case))
    for rows in (BulkJobItem, CaseExclusion, LegalHold):
        count += rows._default_manager.filter(case=case).delete()[0]
    DisposalItem.objects.filter(case_id=case.pk).update(reference="")
    count += case.delete()[0]
    if case.submission_id:
        count += personal_data.erase("submission", case.submission_id)
    return count
