"""What a colleague does with a file of products: bring it, choose its columns, say yes, or throw it away. Permission first."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ground.actor import Actor
from people.models import Department, User
from people.permissions import AnyUser
from products.errors import NoProductIndex, UploadRefused
from products.models import ProductIndexPage, ProductUpload
from products.upload.columns import BY_FIELD, guess, problems_of
from products.upload.kinds import is_table
from products.upload.permissions import may_publish, may_upload
from products.upload.queue import enqueue
from products.upload.table import read_table
from records.service import clean_name, write_audit

MAX_BYTES = 10 * 1024 * 1024
"""Of a file as it comes; all products of seven municipalities are 8 MB."""
State = ProductUpload.State


@transaction.atomic
def bring(
    user: AnyUser, name: str, content: bytes, *, department: Department | None = None, publish: bool = False
) -> ProductUpload:
    """Keep a file: of a table the columns are chosen next, anything else is looked over by the worker at once.

    Raises PermissionDenied, NoProductIndex, and UploadRefused for what cannot be read.
    """
    _require(user, publish=publish)
    assert isinstance(user, User)  # noqa: S101  # who has the right is signed in; for the type
    if not ProductIndexPage.objects.exists():
        raise NoProductIndex(gettext("Er is nog geen pagina “Alle producten”. Voer eerst uit: manage.py setup"))
    name = clean_name(name)
    if len(content) > MAX_BYTES:
        raise UploadRefused(
            gettext("Dit bestand is groter dan %(limit)d MB. Splits het.") % {"limit": MAX_BYTES // 1024**2}
        )
    if not content.strip():
        raise UploadRefused(gettext("Dit bestand is leeg."))
    columns: Mapping[str, str] = {}
    state = State.CHECKING
    if is_table(name):
        columns, state = guess(read_table(content).heads), State.COLUMNS
    upload = ProductUpload.objects.create(
        made_by=user, name=name, content=content, columns=columns, department=department, publish=publish, state=state
    )
    if state == State.CHECKING:
        enqueue(upload)
    return upload


@transaction.atomic
def choose_columns(user: AnyUser, upload: ProductUpload, columns: Mapping[str, str]) -> None:
    """Say what each column of a table holds, and let the worker look it over. Raises UploadRefused where that cannot be."""
    _require(user, upload)
    if upload.state in (State.IMPORTING, State.DONE):
        return
    heads = read_table(bytes(upload.content)).heads
    columns = {index: name for index, name in columns.items() if name in BY_FIELD and int(index) < len(heads)}
    if problems := problems_of(columns, heads):
        raise UploadRefused(" ".join(problems))
    waiting = (State.COLUMNS, State.CHECKED, State.REFUSED)
    if _move(upload, waiting, State.CHECKING, columns=columns, reason="", total=0, attempts=0):
        upload.lines.filter(is_trial=True).delete()
        enqueue(upload)


@transaction.atomic
def confirm(actor: Actor, user: AnyUser, upload: ProductUpload) -> bool:
    """Let the worker import what was looked over; False where that was asked before. A second yes imports nothing twice."""
    _require(user, upload)
    if not _move(upload, (State.CHECKED,), State.IMPORTING, attempts=0):
        return False
    write_audit(
        actor, "product.upload_confirmed", "product_upload", upload.pk, number=upload.total, publish=upload.publish
    )
    enqueue(upload)
    return True


@transaction.atomic
def throw_away(user: AnyUser, upload: ProductUpload) -> bool:
    """Forget a file that is not being imported; False where it is."""
    _require(user, upload)
    rows = ProductUpload.objects.filter(pk=upload.pk).exclude(state__in=(State.IMPORTING, State.DONE))
    return bool(rows.delete()[0])


def _require(user: AnyUser, upload: ProductUpload | None = None, *, publish: bool = False) -> None:
    if not may_upload(user) or (upload is not None and upload.made_by_id != user.pk):
        raise PermissionDenied
    if publish and not may_publish(user):
        raise PermissionDenied


def _move(upload: ProductUpload, before: tuple[str, ...], after: str, **values: object) -> bool:
    """Bring it to another state, once; False where somebody was first."""
    moved = ProductUpload.objects.filter(pk=upload.pk, state__in=before).update(
        state=after, changed_at=timezone.now(), **values
    )
    if moved:
        upload.refresh_from_db()
    return bool(moved)
