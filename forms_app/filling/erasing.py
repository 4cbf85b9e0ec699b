"""What goes with a draft and with a submission that is erased: what their answers hold, and the draft that was sent."""

from forms_app.filling.holding import release_all
from forms_app.filling.submitting import draft_of
from forms_app.models import Draft, Submission
from records.service import personal_data


def erase_draft(draft_id: str) -> int:
    """Delete a draft with what it holds; return how many rows went, its files not counted."""
    release_all("draft", [draft_id])
    return Draft.objects.filter(pk=draft_id).delete()[0]


def erase_submission(submission_id: str) -> int:
    """Delete a submission with what it holds, and the draft from which it came; return how many rows went."""
    submission = Submission.objects.filter(pk=submission_id).first()
    if submission is None:
        return 0
    release_all("submission", [submission_id])
    deleted: int = submission.delete()[0]
    draft_id = draft_of(submission)
    return deleted + (personal_data.erase("draft", draft_id) if draft_id else 0)
