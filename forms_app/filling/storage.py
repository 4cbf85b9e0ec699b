"""formtools' wizard storage on a Draft row, written by compare-and-swap."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from forms_app.filling.drafts import DraftRequest
from forms_app.libraries.formtools import AddressStorage
from ground.locking import swap


class DraftStorage(AddressStorage):
    """Reads the draft that the view put on the request; `save` writes what changed, or raises Conflict.

    Files are kept apart (records.StoredFile): this storage knows only their ids, as typed data.
    """

    def __init__(self, prefix: str, request: DraftRequest, file_storage: object = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.draft = request.draft
        stored = self.draft.data
        self.init_data()
        self.data.update(stored)

    @property
    def data(self) -> dict[str, Any]:
        """The draft's own data, so that what is read anew after a conflict is what is written."""
        data: dict[str, Any] = self.draft.data
        return data

    @data.setter
    def data(self, data: dict[str, Any]) -> None:
        self.draft.data = data

    def save(self) -> None:
        """Write data and answers; one UPDATE that fails when anyone wrote since this request read."""
        draft = self.draft
        changes = {"data": self.data, "answers": draft.answers, "updated_at": timezone.now()}
        swap(draft, draft.lock_version, str(draft.pk), **changes)

    def update_response(self, response: HttpResponse) -> None:
        """Nothing: a GET changes nothing, and a POST saves by itself."""
