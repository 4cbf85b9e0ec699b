"""How much a visitor, a draft and the disk may hold: an address that sends without end fills nobody's house."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.translation import gettext, ngettext

from ground.writing import KILO, file_size
from records.errors import FileRefused, Throttled, UploadsThrottled
from records.models import StoredFile
from records.models.stored_file import private_storage
from records.throttles import HOUR, Throttle

UPLOADED_FILES = Throttle("upload_files", lambda: settings.UPLOAD_MAX_FILES_PER_HOUR, HOUR)
UPLOADED_KILOBYTES = Throttle("upload_kilobytes", lambda: settings.UPLOAD_MAX_MB_PER_HOUR * KILO, HOUR)


def require_room(name: str, size: int) -> None:
    """Raise FileRefused when the disk would be left with less than settings.UPLOAD_MIN_FREE_MB."""
    try:
        folder = private_storage().path("")
    except NotImplementedError:  # kept elsewhere, where its own limits hold
        return
    if _free(folder) - size < settings.UPLOAD_MIN_FREE_MB * KILO**2:
        raise FileRefused(
            gettext(
                "‘%(name)s’ is er niet bij: onze opslag is vol. Probeer het later opnieuw, of bezorg ons het bestand op een "
                "andere manier."
            )
            % {"name": name}
        )


def require_fits(owner_kind: str, owner_id: object, name: str, size: int) -> None:
    """Raise FileRefused when an owner's files would be more, or larger together, than the settings of a draft let them."""
    files = StoredFile.objects.filter(owner_kind=owner_kind, owner_id=str(owner_id)).order_by()
    totals = files.aggregate(files=Count("pk"), size=Sum("size"))
    if totals["files"] >= settings.UPLOAD_MAX_FILES_PER_DRAFT:
        text = gettext("‘%(name)s’ is er niet bij: u kunt hoogstens %(limit)s bestanden bij één formulier sturen.")
        raise FileRefused(text % {"name": name, "limit": settings.UPLOAD_MAX_FILES_PER_DRAFT})
    limit = settings.UPLOAD_MAX_MB_PER_DRAFT * KILO**2
    if (totals["size"] or 0) + size > limit:
        text = gettext(
            "‘%(name)s’ is er niet bij: alle bestanden bij één formulier mogen samen hoogstens %(limit)s groot zijn."
        )
        raise FileRefused(text % {"name": name, "limit": file_size(limit)})


def count(client: str, name: str, size: int) -> None:
    """Count a file that a client sends; raises UploadsThrottled from where the settings of an hour end."""
    try:
        UPLOADED_FILES.count(client)
        UPLOADED_KILOBYTES.count(client, cost=-(-size // KILO))
    except Throttled as error:
        minutes = -(-error.retry_after // 60)
        text = ngettext(
            "‘%(name)s’ is er niet bij: u stuurde in korte tijd veel bestanden. Probeer het over %(minutes)s minuut opnieuw.",
            "‘%(name)s’ is er niet bij: u stuurde in korte tijd veel bestanden. Probeer het over %(minutes)s minuten opnieuw.",
            minutes,
        )
        raise UploadsThrottled(text % {"name": name, "minutes": minutes}, error.retry_after) from None


def _free(folder: str) -> int:
    """Return how many bytes are free where a folder is, or will be."""
    path = Path(folder)
    while not path.exists():
        path = path.parent
    return shutil.disk_usage(path).free
