"""Rows that are written once."""

from typing import Any, NoReturn

from django.db import models

from records.errors import AppendOnly


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Refuses what would change or take away what was written."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("These rows are written once; append another.")

    def delete(self) -> NoReturn:
        raise AppendOnly("These rows are never changed or deleted.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("These rows are written once; append another.")


class AppendOnlyModel(models.Model):
    """A row of history or of the audit trail."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; a second time is refused."""
        if not self._state.adding:
            raise AppendOnly("These rows are written once; append another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("These rows are never changed or deleted.")
