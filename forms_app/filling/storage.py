"""formtools' wizard storage on a Draft row, written by compare-and-swap."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from formtools.wizard.storage.base import BaseStorage

from forms_app.errors import Conflict
from forms_app.models import Draft


class DraftStorage(BaseStorage):
    """Reads the draft that the view put on the request; `save` writes what changed, or raises Conflict.

    Files are kept apart (records.StoredFile): this storage knows only their ids, as typed data.
    """

    def __init__(self, prefix: str, request: HttpRequest, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.draft: Draft = request.draft  # type: ignore[attr-defined]  # set in StepView.setup
        self.init_data()
        self.draft.data = {**self.data, **self.draft.data}
        self.data: dict[str, Any] = self.draft.data

    def save(self) -> None:
        """Write data and answers; one UPDATE that fails when anyone wrote since this request read."""
        draft = self.draft
        written = Draft.objects.filter(pk=draft.pk, lock_version=draft.lock_version).update(
            data=self.data, answers=draft.answers, lock_version=F("lock_version") + 1, updated_at=timezone.now()
        )
        if not written:
            raise Conflict(str(draft.pk))
        draft.lock_version += 1

    def update_response(self, response: HttpResponse) -> None:
        """Nothing: a GET changes nothing, and a POST saves by itself."""
