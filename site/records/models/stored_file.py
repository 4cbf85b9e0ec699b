"""Files that citizens send."""

import uuid
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models


def private_storage() -> Storage:
    """Return the storage that no URL leads to."""
    return storages["private"]


def random_path(instance: "StoredFile", filename: str) -> str:
    """Return a path that says nothing about the file, spread over 256 folders."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class StoredFile(models.Model):
    """A file under a random name. owner_kind and owner_id say who decides about it: a draft, then its submission."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(storage=private_storage, upload_to=random_path, max_length=100)
    name = models.CharField(max_length=150, help_text="As the citizen called it, cleaned; for showing only")
    content_type = models.CharField(max_length=100, help_text="As its content says, never as its name says")
    size = models.PositiveBigIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    owner_kind = models.CharField(max_length=20)
    owner_id = models.CharField(max_length=64)
    slot = models.CharField(max_length=60, blank=True, help_text="What it answers, within its owner: a question's name")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["owner_kind", "owner_id"], name="file_owner")]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """What kind of file it is, in a word: "PDF"."""
        return self.content_type.rpartition("/")[2].upper()
