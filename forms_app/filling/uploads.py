"""Files in a draft: kept at once, also when another answer is wrong, so that nobody has to choose a file twice."""

import uuid
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from forms_app.definition.structure import Step
from forms_app.models import Draft
from forms_app.questions.file import MAX_FILES
from records.models import StoredFile
from records.service import FileRefused, files_of, keep, release


def receive(
    draft: Draft, step: Step, files: "MultiValueDict[str, UploadedFile[Any]]", client: str
) -> dict[str, list[str]]:
    """Keep the files that came with a step; return messages by question for those that were refused.

    client: who sends them (records.service.client_key).
    """
    refused: dict[str, list[str]] = {}
    for question in step.questions:
        if question.type != "file" or question.name not in files:
            continue
        max_files = int(question.options.get("most") or MAX_FILES)
        have = files_of("draft", draft.pk, question.name).count()
        for file in files.getlist(question.name):
            if have >= max_files:
                text = gettext("Stuur bij ‘%(label)s’ hoogstens %(most)s bestanden. ‘%(name)s’ is er niet bij.")
                values = {"label": question.label, "most": max_files, "name": str(file.name)[:60]}
                refused.setdefault(question.name, []).append(text % values)
                continue
            try:
                keep(file, ("draft", draft.pk), question.name, client=client)
                have += 1
            except FileRefused as error:
                refused.setdefault(question.name, []).append(str(error))
    return refused


def remove(draft: Draft, file_id: str) -> str:
    """Delete a file of the draft and return the name of its question; "" when it is not there (any more)."""
    stored = owned(draft, file_id)
    if stored is None:
        return ""
    release(StoredFile.objects.filter(pk=stored.pk, owner_kind="draft"))
    return stored.slot


def owned(draft: Draft, file_id: str) -> StoredFile | None:
    """Return a file of this draft, None for any other."""
    try:
        return files_of("draft", draft.pk).filter(pk=uuid.UUID(file_id)).first()
    except ValueError:
        return None
