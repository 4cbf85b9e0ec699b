"""Files in a draft: kept at once, also when another answer is wrong, so that nobody has to choose a file twice."""

import uuid
from collections.abc import Collection, Iterable

from django.utils.translation import gettext

from forms_app.definition.structure import Question
from forms_app.definition.wire import Page
from forms_app.models import Draft
from forms_app.questions.file import file_line, max_files_of
from forms_app.seams import Held, Owner, Posted
from records.models import StoredFile
from records.service import FileRefused, files_of, hand_over_files, keep_file, release_files


class FileHold:
    """The hold of files: forms_app.seams.holds["file"]."""

    def take(self, owner: Owner, question: Question, posted: Posted) -> list[str]:
        """Keep the files that came for a question; return a message for each that was refused."""
        if question.name not in posted.files:
            return []
        refusals = []
        max_files = max_files_of(question)
        count = files_of(*owner, question.name).count()
        for file in posted.files.getlist(question.name):
            if count >= max_files:
                text = gettext("Stuur bij ‘%(label)s’ hoogstens %(max)s bestanden. ‘%(name)s’ is er niet bij.")
                refusals.append(text % {"label": question.label, "max": max_files, "name": str(file.name)[:60]})
                continue
            try:
                keep_file(file, owner, question.name, client=posted.client)
                count += 1
            except FileRefused as error:
                refusals.append(str(error))
        return refusals

    def held(self, owner: Owner) -> list[Held]:
        return [_held(stored) for stored in files_of(*owner)]

    def shown(self, ids: Iterable[str]) -> list[Held]:
        return [_held(stored) for stored in StoredFile.objects.filter(pk__in=list(ids))]

    def hand_over(self, ids: Collection[str], old: Owner, new: Owner) -> bool:
        return hand_over_files(ids, old, new) == len(set(ids))

    def release(self, owner_kind: str, owner_ids: Collection[str], ids: Collection[str] | None = None) -> None:
        files = StoredFile.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids)
        release_files(files if ids is None else files.filter(pk__in=ids))


def _held(stored: StoredFile) -> Held:
    return Held("file", str(stored.pk), stored.slot, file_line(stored), stored, path=f"{Page.FILE}/{stored.pk}/")


def owned(draft: Draft, file_id: str) -> StoredFile | None:
    """Return a file of this draft, None for any other."""
    try:
        return files_of("draft", draft.pk).filter(pk=uuid.UUID(file_id)).first()
    except ValueError:
        return None
