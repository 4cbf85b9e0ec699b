"""Imports instances one by one into product pages, and says of each what became of it.

Idempotent: keyed on the instance's IRI, the same file again changes nothing. Each instance has its own transaction, so
that one bad record never stops the rest. Never publishes what an editor has in hand or has taken offline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from people.models import Department
from portal.lib.actor import Actor
from products import actions, page_values
from products.errors import NoProductIndex
from products.ipdc.instance import Instance
from products.ipdc.mapping import page_values as values_of
from products.ipdc.merge import Merge, merge, same
from products.ipdc.read import Rejected
from products.models import ImportedInstance, ProductIndexPage, ProductPage

Status = Literal["created", "updated", "unchanged", "conflict", "rejected"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one instance. `reason` is a sentence; `remarks` what was odd in the source; `page` its id."""

    status: Status
    iri: str
    reason: str
    title: str = ""
    page: int | None = None
    fields: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "iri": self.iri,
            "title": self.title,
            "reason": self.reason,
            "page": self.page,
            "fields": list(self.fields),
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True, slots=True)
class Importer:
    """How one run imports: for whom, into which department, as drafts or published, or only to look."""

    actor: Actor
    department: Department | None = None
    authority: str = ""
    publish: bool = False
    dry_run: bool = False
    parent: ProductIndexPage = field(init=False)

    def __post_init__(self) -> None:
        parent = ProductIndexPage.objects.first()
        if parent is None:
            raise NoProductIndex(_("Er is nog geen pagina “Alle producten”. Voer eerst uit: manage.py setup"))
        object.__setattr__(self, "parent", parent)

    def run(self, found: Iterable[Instance | Rejected]) -> Iterator[Outcome]:
        """The outcome of each instance; those made by another authority than `authority` are passed over."""
        for instance in found:
            if isinstance(instance, Rejected):
                yield Outcome("rejected", instance.iri, f"{instance.code}: {instance.detail}")
            elif not self.authority or instance.created_by == self.authority:
                yield self._one(instance)

    def _one(self, instance: Instance) -> Outcome:
        try:
            return self._import(instance)
        except (ValidationError, DatabaseError, ValueError, LookupError) as error:
            messages = error.messages if isinstance(error, ValidationError) else [str(error)]
            reason = f"refused: {type(error).__name__}: {' '.join(messages)[:300]}"
            return self._outcome("rejected", instance, reason)

    def _import(self, instance: Instance) -> Outcome:
        values = values_of(instance)
        imported = ImportedInstance.objects.filter(iri=instance.iri).select_related("page").first()
        page = imported.page if imported else ProductPage.objects.filter(ipdc_instance_id=instance.iri).first()
        if imported is None and page is None:
            return self._create(instance, values)
        if page is None:
            return self._outcome("conflict", instance, "the page was deleted here; it is not made again")
        imported = imported or ImportedInstance(iri=instance.iri, page=page)
        return self._update(instance, imported, page, values)

    def _create(self, instance: Instance, values: dict[str, Any]) -> Outcome:
        publish = self.publish and not instance.is_draft
        page = None
        if not self.dry_run:
            page = actions.create_imported(
                self.actor, self.parent, instance.iri, values, department=self.department, publish=publish
            ).pk
        return self._outcome("created", instance, "new, published" if publish else "new, as a draft", page)

    def _update(
        self, instance: Instance, imported: ImportedInstance, page: ProductPage, values: dict[str, Any]
    ) -> Outcome:
        may_publish = self.publish and not instance.is_draft and _is_untouched(page, imported)
        if imported.pk and not imported.incoming and all(same(values[key], imported.state.get(key)) for key in values):
            return self._publish_draft(instance, imported, page, may_publish)
        draft = page.get_latest_revision_as_object()
        merged = merge(imported.state, page_values.read(draft, list(values)), values)
        if page.get_lock():
            merged = _all_waits(merged, imported.state)
        nothing_new = merged.base == imported.state and (merged.conflicts or None) == imported.incoming
        if not self.dry_run and not (imported.pk and nothing_new):
            actions.update_imported(self.actor, imported, draft, merged, publish=may_publish)
        return self._updated(instance, page, merged)

    def _updated(self, instance: Instance, page: ProductPage, merged: Merge) -> Outcome:
        if merged.conflicts:
            why = "the page is locked" if page.get_lock() else "edited here and changed at the source"
            taken = f"; taken: {', '.join(sorted(merged.taken))}" if merged.taken else ""
            reason = f"{why}: {', '.join(sorted(merged.conflicts))}{taken}"
            return self._outcome("conflict", instance, reason, page.pk, tuple(sorted(merged.conflicts)))
        if merged.taken:
            fields = tuple(sorted(merged.taken))
            return self._outcome("updated", instance, f"changed: {', '.join(fields)}", page.pk, fields)
        return self._outcome("unchanged", instance, "the page already says so", page.pk)

    def _publish_draft(
        self, instance: Instance, imported: ImportedInstance, page: ProductPage, may_publish: bool
    ) -> Outcome:
        if not may_publish or page.live:
            return self._outcome("unchanged", instance, "the source has not changed", page.pk)
        if not self.dry_run:
            actions.publish_imported(self.actor, imported, page)
        return self._outcome("updated", instance, "the draft of an earlier import is published", page.pk)

    def _outcome(
        self,
        status: Status,
        instance: Instance,
        reason: str,
        page: int | None = None,
        fields: tuple[str, ...] = (),
    ) -> Outcome:
        remarks = tuple(str(remark) for remark in instance.remarks)
        return Outcome(status, instance.iri, reason, instance.title, page, fields, remarks)


def _all_waits(merged: Merge, base: dict[str, Any]) -> Merge:
    """The same merge for a page that may not be written: what it would have taken waits too."""
    remembered = {key: value for key, value in merged.base.items() if key not in merged.taken}
    remembered.update({key: base[key] for key in merged.taken if key in base})
    return Merge({}, {**merged.conflicts, **merged.taken}, remembered)


def _is_untouched(page: ProductPage, imported: ImportedInstance) -> bool:
    """Whether publishing would show only what imports wrote: no editor's draft, and not taken offline by one."""
    if page.live:
        return not page.has_unpublished_changes
    return page.first_published_at is None and page.latest_revision_id == imported.revision_id
