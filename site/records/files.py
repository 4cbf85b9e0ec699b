"""Keeping files that citizens send: private, under a random name, judged by their content."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from pathlib import PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.writing import file_size
from records import quotas
from records.errors import FileRefused, Unacceptable
from records.models import StoredFile
from records.models.stored_file import private_storage
from records.sniffing import KINDS, content_type

Owner = tuple[str, object]
"""(kind, id) of what decides about a file: ("draft", draft.pk), then ("submission", submission.pk)."""

UNCLAIMED = "upload"
"""The kind of owner of a file that came by the API and that no submission has taken yet."""
UNCLAIMED_TTL = timedelta(days=1)


REFUSALS = {
    "kind": _(
        "‘%(name)s’ kunnen we niet aannemen. Stuur een foto (JPG, PNG, HEIC of WebP) of een document (PDF, ODT of DOCX)."
    ),
    "active": _(
        "‘%(name)s’ kunnen we niet aannemen: er zit een programma, een macro of een ander bestand in. Maak er een nieuwe PDF "
        "van (kies Afdrukken, dan Opslaan als PDF) en stuur die."
    ),
    "external": _(
        "‘%(name)s’ kunnen we niet aannemen: het document haalt iets van het internet of een netwerk, zoals een sjabloon of "
        "een foto. Maak er een PDF van (kies Afdrukken, dan Opslaan als PDF) en stuur die."
    ),
    "locked": _(
        "‘%(name)s’ kunnen we niet aannemen: er staat een wachtwoord op. Bewaar het zonder wachtwoord en stuur het dan."
    ),
    "pixels": _(
        "‘%(name)s’ kunnen we niet aannemen: de foto is te groot (%(detail)s beeldpunten). Maak hem kleiner en stuur hem dan."
    ),
    "broken": _(
        "‘%(name)s’ kunnen we niet lezen: het bestand is stuk of niet volledig. Bewaar het opnieuw en stuur het dan."
    ),
}
"""By the reason of Unacceptable."""


def keep_file(
    file: "UploadedFile[Any]", owner: Owner, slot: str = "", *, client: str = "", is_shared: bool = False
) -> StoredFile:
    """Store a file and return its row; raises FileRefused when it is too large, empty, one too many or not to be kept.

    client: who sends it, as throttles count (records.throttles.client_key); "" for one that is not bounded. is_shared: the
    owner's files are of many, so a draft's limits say nothing.
    """
    name = clean_name(file.name or "")
    size = file.size or 0
    if getattr(file, "is_cut_off", False) or size > settings.UPLOAD_MAX_BYTES:
        raise FileRefused(too_large_text(name))
    if not size or file.file is None:
        raise FileRefused(gettext("‘%(name)s’ is leeg. Kies een ander bestand.") % {"name": name})
    quotas.require_room(name, size)
    if not is_shared:
        quotas.require_fits(*owner, name, size)
    if client:
        quotas.count(client, name, size)
    kind = kind_of_file(file.file, name)
    return _store(file, owner, with_suffix(name, kind), kind, slot)


def too_large_text(name: str) -> str:
    """Return what is said of a file that is larger than one may be."""
    text = gettext("‘%(name)s’ is te groot. Een bestand mag hoogstens %(limit)s groot zijn. Kies een kleiner bestand.")
    return text % {"name": name, "limit": file_size(settings.UPLOAD_MAX_BYTES)}


def keep_made_file(file: "File[bytes]", owner: Owner, name: str, kind: str) -> StoredFile:
    """Store a file that we made ourselves; FileRefused where the disk has no room for it."""
    quotas.require_room(name, file.size)
    return _store(file, owner, name, kind)


def _store(file: "File[Any]", owner: Owner, name: str, kind: str, slot: str = "") -> StoredFile:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    stored = StoredFile(
        name=name,
        content_type=kind,
        size=file.size,
        sha256=digest.hexdigest(),
        owner_kind=owner[0],
        owner_id=str(owner[1]),
        slot=slot,
    )
    stored.file.save(name, file, save=False)
    try:
        stored.save()
    except Exception:
        stored.file.delete(save=False)
        raise
    return stored


def kind_of_file(file: IO[bytes], name: str) -> str:
    """Return the content type of a file; raises FileRefused, with the name, for one that may not be kept."""
    try:
        return content_type(file)
    except Unacceptable as error:
        raise file_refusal(error.reason, name, error.detail) from None


def file_refusal(reason: str, name: str, detail: str = "") -> FileRefused:
    """Return the error for a file, by the reason of Unacceptable."""
    return FileRefused(REFUSALS[reason] % {"name": name, "detail": detail})


def files_of(owner_kind: str, owner_id: object, slot: str | None = None) -> QuerySet[StoredFile]:
    """Return an object's files in the order in which they came; only those of one slot when it is named."""
    files = StoredFile.objects.filter(owner_kind=owner_kind, owner_id=str(owner_id)).order_by("created_at", "pk")
    return files if slot is None else files.filter(slot=slot)


def hand_over_files(ids: Iterable[str], old: Owner, new: Owner) -> int:
    """Give an owner's files to another in the current transaction; return how many of them were still there."""
    return files_of(*old).filter(pk__in=list(ids)).order_by().update(owner_kind=new[0], owner_id=str(new[1]))


def release_files(files: QuerySet[StoredFile]) -> int:
    """Delete files, contents and all (the contents when the transaction has held), and return how many."""
    gone = list(files)
    paths = [str(stored.file.name) for stored in gone]
    StoredFile.objects.filter(pk__in=[stored.pk for stored in gone]).delete()
    storage = private_storage()

    def destroy() -> None:
        for path in paths:
            storage.delete(path)

    transaction.on_commit(destroy)
    return len(gone)


def sweep_files() -> int:
    """Delete what the API's clients left behind for a day, and contents without a row; return how many."""
    before = timezone.now() - UNCLAIMED_TTL
    count = release_files(StoredFile.objects.filter(owner_kind=UNCLAIMED, created_at__lt=before))
    storage = private_storage()
    folders, _files = storage.listdir("") if storage.exists("") else ([], [])
    for folder in folders:
        paths = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        known = set(StoredFile.objects.filter(file__in=paths).values_list("file", flat=True))
        for path in set(paths) - known:
            if storage.get_modified_time(path) < before:
                storage.delete(path)
                count += 1
    return count


def download_file(stored: StoredFile) -> FileResponse:
    """Return the file as a download that no browser opens inside our site, guesses about, runs or keeps."""
    response = FileResponse(
        stored.file.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def clean_name(name: str) -> str:
    """Return a file's name for showing: no folders, nothing that no system can save, nothing invisible; 120 long at most.

    >>> clean_name('Huurcontract van café "De Kroon" a\\\\b?:*.pdf'), clean_name("C:\\\\fakepath\\\\IMG 1.jpg")
    ("Huurcontract van café 'De Kroon' a-b-.pdf", 'IMG 1.jpg')
    """
    name = name.replace("%22", '"')  # how browsers write it in a form, where it would end the name
    if re.match(r"[A-Za-z]:\\|\\", name):  # a path of Windows; elsewhere a backslash is a sign like any other
        name = name.replace("\\", "/")
    last = PurePosixPath(name).name
    visible = "".join(char for char in unicodedata.normalize("NFC", last) if unicodedata.category(char)[0] != "C")
    possible = re.sub(r"[\\:*?<>|]+", "-", visible.replace('"', "'"))
    tidy = re.sub(r"\s+", " ", possible).strip(" .")
    if len(tidy) > 120:
        tidy = tidy[:110] + PurePosixPath(tidy).suffix[:10]
    return tidy or gettext("bestand")


def with_suffix(name: str, kind: str) -> str:
    """Return the name with an end that fits the content: a JPEG called a.png becomes a.png.jpg."""
    return name if fits_suffix(name, kind) else name + KINDS[kind][0]


def fits_suffix(name: str, kind: str) -> bool:
    """Return whether a name ends as files of this content type do."""
    return name.lower().endswith(KINDS[kind])
