"""Cases as zip files for the archive, each a bounded number of cases: JSON, files, and a manifest with the SHA-256 of all of it.

A part is made on the side, and counts once its row and its cases are written in one transaction. A worker that is killed before
leaves nothing but a file without a row, which records.files.sweep_files takes away; two that make the same part keep one.
"""

import hashlib
import json
import shutil
import tempfile
import time
import zipfile
from datetime import timedelta
from typing import IO, Any

import structlog
from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from cases.deadlines import local_date
from cases.models import Case, Disposal, DisposalItem
from cases.retention.archive_files import OWNER, archive_files, release_archive_files
from cases.retention.case_data import SCHEMA, case_data, files_of_case, path_of
from cases.retention.judging import refusal_of_case
from ground.actor import SYSTEM
from ground.data_files import as_text
from records.models import StoredFile
from records.service import FileRefused, keep_made_file, write_audit

PART_CASES = 100
PART_BYTES = 200_000_000
"""At most so many cases, or bytes of their files (a case more), in one zip: what the worker makes well within its time-out."""
ARCHIVE_FILE_TTL = timedelta(days=90)
"""How long files wait for the archive: personal data lies in them twice meanwhile."""
CHUNK = 1024 * 1024
ZIP = "application/zip"
MANIFEST = "manifest.json"

State, ItemState = Disposal.State, DisposalItem.State
log = structlog.get_logger(__name__)


class FileDamaged(Exception):
    """A file of a case is gone, or is not what was sent."""


def pack(disposal: Disposal, until: float) -> int:
    """Make the parts that are still to be made, as long as there is time (monotonic); then the proposal waits for a receipt.

    Returns how many parts. At least one, whatever the time: else one that is slow would never be made.
    """
    made = 0
    while _is_approved(disposal) and (items := list(_unpacked(disposal)[:PART_CASES])):
        if made and time.monotonic() > until:
            return made
        try:
            made += _make_part(disposal, items)
        except FileRefused:  # no room on the disk: until there is some again
            log.exception("archive_without_room", disposal=str(disposal.pk))
            return made
    _close(disposal)
    return made


def references_in(stored: StoredFile) -> list[str]:
    """Return the numbers of the cases in a zip, as its manifest names them."""
    with stored.file.open("rb") as file, zipfile.ZipFile(file) as part:
        return [case["reference"] for case in json.loads(part.read(MANIFEST))["cases"]]


def give_up_unconfirmed() -> int:
    """Let go of files that the archive never confirmed, and return of how many proposals; their cases are proposed anew."""
    over = Disposal.objects.filter(state=State.PACKED, packed_at__lt=timezone.now() - ARCHIVE_FILE_TTL)
    count = 0
    for disposal in over:
        with transaction.atomic():
            reason = gettext("Het archief bevestigde de ontvangst niet op tijd.")
            changes = {"state": State.REFUSED, "decided_at": timezone.now(), "decided_by": None, "reason": reason}
            if over.filter(pk=disposal.pk).update(**changes):
                release_archive_files(disposal)
                write_audit(SYSTEM, "disposal.withdrawn", "disposal", disposal.pk)
                count += 1
    return count


def fingerprint(case_id: int) -> str:
    """Return the SHA-256 of a case's data, by which one that changed since it was packed is known; "" where it is gone."""
    case = _case_of(case_id)
    return _digest(_as_bytes(case_data(case))) if case else ""


def _is_approved(disposal: Disposal) -> bool:
    """Return whether nobody refused it meanwhile, and no other worker closed it."""
    return Disposal.objects.filter(pk=disposal.pk, state=State.APPROVED).exists()


def _unpacked(disposal: Disposal) -> QuerySet[DisposalItem]:
    return disposal.items.filter(state=ItemState.WAITING, packed_sha256="").order_by("pk")


def _close(disposal: Disposal) -> None:
    """Let the proposal wait for the archive; where nothing may go, it is done without a file."""
    has_files = archive_files(disposal).exists()
    with transaction.atomic():
        approved = Disposal.objects.filter(pk=disposal.pk, state=State.APPROVED)
        if approved.update(state=State.PACKED if has_files else State.RUNNING, packed_at=timezone.now()) and has_files:
            write_audit(SYSTEM, "disposal.packed", "disposal", disposal.pk)


def _make_part(disposal: Disposal, items: list[DisposalItem]) -> int:
    """Make one zip of the first of these cases; return 1, or 0 where all of them stay or another worker made it."""
    today = local_date(timezone.now())
    packed: list[DisposalItem] = []
    with tempfile.TemporaryFile() as file:
        with _Part(file, disposal) as part:
            for item in items:
                case = _case_of(item.case_id)
                why = refusal_of_case(disposal, case, today) if case else gettext("De zaak is er niet meer.")
                if case is None or why:
                    _refuse(item, why)
                    continue
                try:
                    item.packed_sha256 = part.add(case)
                except FileDamaged as error:
                    log.error("archive_file_damaged", case=item.case_id, file=str(error))
                    _refuse(
                        item, gettext("Een bestand van de zaak is beschadigd of ontbreekt. Meld dit aan de beheerder.")
                    )
                    continue
                packed.append(item)
                if part.bytes >= PART_BYTES:
                    break
        if not packed:
            return 0
        return _keep(disposal, packed, file)


def _keep(disposal: Disposal, packed: list[DisposalItem], file: IO[bytes]) -> int:
    number = archive_files(disposal).count() + 1
    name = f"{disposal.case_type.code}-{disposal.made_on:%Y-%m-%d}-{number:03}.zip"
    with transaction.atomic():
        # Locked: a refusal meanwhile, or another worker with the same part, is seen here.
        now = Disposal.objects.select_for_update().get(pk=disposal.pk)
        rows = DisposalItem.objects.filter(
            pk__in=[item.pk for item in packed], state=ItemState.WAITING, packed_sha256=""
        )
        if now.state != State.APPROVED or rows.count() != len(packed):
            return 0
        DisposalItem.objects.bulk_update(packed, ["packed_sha256"], batch_size=PART_CASES)
        file.seek(0)
        keep_made_file(File(file), (OWNER, disposal.pk), name, ZIP)
    return 1


def _refuse(item: DisposalItem, why: str) -> None:
    DisposalItem.objects.filter(pk=item.pk, state=ItemState.WAITING).update(state=ItemState.REFUSED, reason=why)


def _case_of(case_id: int) -> Case | None:
    whole = Case.objects.with_words().select_related("handler", "submission__version__form")
    return whole.filter(pk=case_id).first()


class _Part:
    """One zip that is being written. bytes: of the files in it."""

    def __init__(self, file: IO[bytes], disposal: Disposal) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._disposal = disposal
        self._cases: list[dict[str, Any]] = []
        self._hashes: dict[str, str] = {}
        self.bytes = 0

    def __enter__(self) -> "_Part":
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        if kind is None:
            self._zip.writestr(MANIFEST, as_text(self._manifest()))
        self._zip.close()

    def add(self, case: Case) -> str:
        """Put a case in, and return the SHA-256 of its data. FileDamaged before anything of it is written."""
        files = files_of_case(case)
        for stored in files:
            _require_whole(stored)
        folder, hashes = case.reference, dict[str, str]()
        for stored in files:
            path = f"{folder}/{path_of(stored)}"
            self._copy(stored, path)
            hashes[path] = stored.sha256
        data = _as_bytes(case_data(case, files))
        hashes[f"{folder}/zaak.json"] = digest = _digest(data)
        self._zip.writestr(f"{folder}/zaak.json", data)
        self._hashes |= hashes
        self._cases.append({"reference": case.reference, "sha256": digest, "files": len(files)})
        return digest

    def _copy(self, stored: StoredFile, path: str) -> None:
        """Copy a file as it is: what citizens send is packed already."""
        info = zipfile.ZipInfo(path, date_time=timezone.localtime(stored.created_at).timetuple()[:6])
        with stored.file.open("rb") as source, self._zip.open(info, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, CHUNK)
        self.bytes += stored.size

    def _manifest(self) -> dict[str, Any]:
        disposal = self._disposal
        return {
            "schema": SCHEMA,
            "made_at": timezone.now().isoformat(),
            "case_type": {"code": disposal.case_type.code, "name": disposal.case_type.name},
            "rule": disposal.rule,
            "years": disposal.years,
            "proposal": str(disposal.pk),
            "cases": self._cases,
            "sha256": self._hashes,
        }


def _require_whole(stored: StoredFile) -> None:
    """Raise FileDamaged where a file is gone, or is not what was sent."""
    try:
        with stored.file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileDamaged(str(stored.pk)) from error
    if digest != stored.sha256:
        raise FileDamaged(str(stored.pk))


def _as_bytes(data: dict[str, Any]) -> bytes:
    return as_text(data).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
