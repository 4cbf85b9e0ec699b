"""Handing stored files out. Who may have one is for the caller to decide, before calling."""

from django.db.models import QuerySet
from django.http import FileResponse

from records.models import StoredFile


def files_of(owner_kind: str, owner_id: object) -> QuerySet[StoredFile]:
    """Return an object's files in the order in which they came."""
    return StoredFile.objects.filter(owner_kind=owner_kind, owner_id=str(owner_id)).order_by("created_at", "pk")


def download(stored: StoredFile) -> FileResponse:
    """Return the file as a download that no browser opens inside our site, guesses about, runs or keeps."""
    response = FileResponse(
        stored.file.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
