"""The files in which cases go to the archive: private, of a proposal, until the archive has them."""

from django.db.models import QuerySet

from cases.models import Disposal
from records.models import StoredFile
from records.service import files_of, release_files

OWNER = "disposal"


def archive_files(disposal: Disposal) -> QuerySet[StoredFile]:
    """Return the files of a proposal, in the order in which they were made."""
    return files_of(OWNER, disposal.pk)


def release_archive_files(disposal: Disposal) -> int:
    """Delete them, contents and all, when the transaction has held; return how many."""
    return release_files(archive_files(disposal))
