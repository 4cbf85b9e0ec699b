"""What an editor wrote, frozen: numbered versions that never change, read by whatever is bound to one.

A version's data is JSON with the number of its schema in it. Code that needs another shape adds an upgrader, so that what was
frozen long ago is read for as long as it is kept.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import Max


class FrozenVersion(models.Model):
    """One version; number counts from 1 within its owner, to which the subclass has a foreign key with related name versions."""

    number = models.PositiveIntegerField()
    data = models.JSONField()
    hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


def freeze(owner: Any, data: object, *, hashed: object = None, **fields: Any) -> Any:  # noqa: ANN401  # any owner of versions, and the version of its own kind
    """Return the version of the owner that holds the data: the newest one where its hash is the same, else a new one.

    hashed is what the hash is taken of, where fields beside the data make a version another one; fields are the subclass's own.
    """
    hash_ = digest(data if hashed is None else hashed)
    with transaction.atomic():
        newest = owner.versions.order_by("-number").first()
        if newest is not None and newest.hash == hash_:
            return newest
        number = (owner.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        return owner.versions.create(number=number, data=data, hash=hash_, **fields)


def canonical(data: object) -> str:
    """Return JSON with sorted keys and no white space: equal data give equal text."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(data: object) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


@dataclass(frozen=True)
class Schema:
    """The shape of frozen data: which version this code reads, and how older ones become it.

    >>> schema = Schema("name", version=2, upgraders={1: lambda data: {**data, "name": data["title"]}})
    >>> schema.read({"schema": 1, "title": "Verhuis"})["name"]
    'Verhuis'
    """

    what: str
    version: int
    key: str = "schema"
    upgraders: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)
    """From a version to the next one: {1: to_second}. One for each version that was ever frozen, below this one."""

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the data in this code's shape. ValueError for a version that newer code froze, or that is none."""
        version = data.get(self.key)
        if type(version) is not int or not 1 <= version <= self.version:
            raise ValueError(f"Schema {version!r} of a {self.what} is unknown; this version reads 1 to {self.version}.")
        upgraded = dict(data)
        for number in range(version, self.version):
            upgraded = {**self.upgraders[number](upgraded), self.key: number + 1}
        return upgraded
