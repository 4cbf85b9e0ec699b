"""Imports instances one by one into product pages, and says of each what became of it.

Idempotent: keyed on the instance's IRI, the same file again changes nothing. Each instance has its own transaction, so
that one bad record never stops the rest; a fault of our own is logged with its traceback and counted apart. Never publishes
what an editor has in hand or has taken offline. What the source withdraws is taken offline or put before an editor
(IMPORT_WITHDRAWN), and an older snapshot never overwrites a newer one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ground.actor import Actor
from people.models import Department
from people.permissions import AnyUser
from products import actions, page_values
from products.errors import NoProductIndex
from products.ipdc.instance import Instance, Remark
from products.ipdc.mapping import page_values as values_of
from products.ipdc.merge import Merge, merge, same
from products.ipdc.read import Entry, Rejected, Withdrawn
from products.models import ImportedInstance, ProductIndexPage, ProductPage
from products.permissions import owns
from products.publishing import problems
from products.queries import only_reached_from

Status = Literal["created", "updated", "unchanged", "conflict", "rejected", "withdrawn", "outdated", "failed"]
STATES = ImportedInstance.SourceState
REASONS = {
    STATES.DRAFT: "a draft again at the source",
    STATES.ARCHIVED: "archived at the source",
    STATES.DELETED: "deleted at the source",
    STATES.ABSENT: "no longer in the catalogue",
}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one instance. `reason` is a sentence for the operator, `code` the same in one word for the admin;
    `remarks` what was odd in the source; `page` its id.
    """

    status: Status
    iri: str
    reason: str
    title: str = ""
    page: int | None = None
    fields: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    code: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "iri": self.iri,
            "title": self.title,
            "reason": self.reason,
            "code": self.code,
            "page": self.page,
            "fields": list(self.fields),
            "remarks": list(self.remarks),
        }


@dataclass(frozen=True, slots=True)
class Importer:
    """How one run imports: for whom, into which department, as drafts or published, or only to look.

    complete: what is read is all that its authorities offer, so that what is not in it is withdrawn. user: the colleague who
    brings it in: products of other departments are left alone, and with four eyes nothing goes online. None for the system.
    """

    actor: Actor
    department: Department | None = None
    authority: str = ""
    publish: bool = False
    dry_run: bool = False
    complete: bool = False
    user: AnyUser | None = None
    parent: ProductIndexPage = field(init=False)

    def __post_init__(self) -> None:
        parent = ProductIndexPage.objects.first()
        if parent is None:
            raise NoProductIndex(gettext("Er is nog geen pagina “Alle producten”. Voer eerst uit: manage.py setup"))
        object.__setattr__(self, "parent", parent)

    def run(self, instances: Iterable[Entry]) -> Iterator[Outcome]:
        """Return the outcome of each instance; those made by another authority than `authority` are passed over."""
        for instance in instances:
            if isinstance(instance, Rejected):
                if instance.error is not None:
                    log.error("import_failed", iri=instance.iri, exc_info=instance.error)
                status: Status = "rejected" if instance.error is None else "failed"
                yield Outcome(
                    status, instance.iri, f"{instance.code}: {instance.detail}", instance.title, code=instance.code
                )
            elif isinstance(instance, Withdrawn):
                outcome = self._withdrawn(instance)
                if outcome is not None:
                    yield outcome
            elif not self.authority or instance.created_by == self.authority:
                yield self._import_safely(instance)

    def absent(self, seen: set[str], authorities: set[str]) -> Iterator[Outcome]:
        """Withdraw what these authorities offered at an earlier import and a complete catalogue no longer holds.

        Half of it or more at once is never taken offline: then the catalogue is probably not whole, and an editor decides.
        """
        offered = ImportedInstance.objects.filter(authority__in=authorities).exclude(page=None)
        offered = offered.exclude(source_state__in=(STATES.ABSENT, STATES.DELETED, STATES.ARCHIVED))
        known = list(offered.select_related("page").order_by("iri"))
        gone = [imported for imported in known if imported.iri not in seen]
        for imported in gone:
            yield self._withdraw(imported, STATES.ABSENT, may_take_down=len(gone) * 2 < len(known))

    def _import_safely(self, instance: Instance) -> Outcome:
        try:
            return self._import(instance)
        except ValidationError as error:
            return self._outcome("rejected", instance, f"refused: {' '.join(error.messages)[:300]}", code="refused")
        except Exception as error:  # a fault of ours in one record may not keep the others out; it is counted apart
            log.error("import_failed", iri=instance.iri, exc_info=error)
            return self._outcome(
                "failed", instance, f"our own fault: {type(error).__name__}: {error}"[:300], code="failed"
            )

    def _withdrawn(self, withdrawn: Withdrawn) -> Outcome | None:
        """Return what becomes of an archived instance or a tombstone; None when it is another authority's."""
        imported = ImportedInstance.objects.filter(iri=withdrawn.iri).select_related("page").first()
        made_by = withdrawn.created_by or (imported.authority if imported else "")
        if self.authority and made_by and made_by != self.authority:
            return None
        state = STATES(withdrawn.state)
        if imported is None:
            reason = f"{state}: {REASONS[state]}, and never imported here"
            return Outcome("rejected", withdrawn.iri, reason, code=f"{state.value} never_here")
        if _is_older(withdrawn.version, imported):
            return self._outdated(imported, withdrawn.version)
        if imported.page is not None and not self._may_change(imported.page):
            title, pk = imported.page.title, imported.page.pk
            return Outcome("rejected", withdrawn.iri, "of another department", title, pk, code="not_yours")
        return self._withdraw(imported, state, version=withdrawn.version)

    def _withdraw(
        self, imported: ImportedInstance, state: STATES, *, version: str = "", may_take_down: bool = True
    ) -> Outcome:
        page, reason = imported.page, REASONS[state]
        title = page.title if page else ""
        if page is None or imported.source_state == state:
            if not self.dry_run:
                actions.note_version(imported, version)
            said = f"{state}: {reason}, as it was" if page else f"{state}: {reason}; the page was deleted here"
            return Outcome("unchanged", imported.iri, said, title, page.pk if page else None, code=state.value)
        take_down = may_take_down and settings.IMPORT_WITHDRAWN == "unpublish" and page.live and not page.get_lock()
        if not page.live:
            then, code = "the page was not online", "was_offline"
        elif take_down:
            then, code = "the page is taken offline", "taken_down"
        else:
            then, code = "the page is still online, until an editor decides", "waiting"
        if not self.dry_run:
            actions.withdraw_imported(self.actor, imported, state, version=version, take_down=take_down)
        forms = tuple(f"form_left_alone (form_links: {form})" for form in only_reached_from([page.pk]))
        said = f"{state}: {reason}; {then}"
        return Outcome("withdrawn", imported.iri, said, title, page.pk, (), forms, f"{state.value} {code}")

    def _outdated(self, imported: ImportedInstance, version: str, title: str = "") -> Outcome:
        reason = f"a snapshot of {version.split()[0]}; that of {imported.version.split()[0]} was imported before"
        page = imported.page
        return Outcome(
            "outdated",
            imported.iri,
            reason,
            title or (page.title if page else ""),
            page.pk if page else None,
            code="older",
        )

    def _import(self, instance: Instance) -> Outcome:
        cuts: list[Remark] = []
        values = values_of(instance, cuts) if instance.values is None else dict(instance.values)
        instance = replace(instance, remarks=(*instance.remarks, *dict.fromkeys(cuts)))
        imported, page = self.known(instance)
        if imported is None and page is None:
            return self._create(instance, values)
        if imported and _is_older(instance.version, imported):
            return self._outdated(imported, instance.version, instance.title)
        if page is None:
            return self._outcome(
                "conflict", instance, "the page was deleted here; it is not made again", code="page_deleted"
            )
        if not self._may_change(page):
            return self._outcome("rejected", instance, "of another department", page.pk, code="not_yours")
        state = STATES.DRAFT if instance.is_draft else STATES.PUBLISHED
        imported = imported or ImportedInstance(iri=instance.iri, page=page, source_state=state)
        before = imported.source_state
        outcome = self._update(instance, imported, page, values)
        if instance.values is not None:
            return outcome  # a table says nothing of how a product stands at a source
        if (before, state) == (STATES.PUBLISHED, STATES.DRAFT):
            withdrawn = self._withdraw(imported, state, version=instance.version)
            remarks = (*withdrawn.remarks, *outcome.remarks)
            return replace(withdrawn, reason=f"{withdrawn.reason}; {outcome.reason}", remarks=remarks)
        was_unpublished = imported.withdrawal == ImportedInstance.Withdrawal.UNPUBLISHED
        if not self.dry_run:
            actions.note_version(imported, instance.version, authority=instance.created_by, state=state)
        if (state == STATES.PUBLISHED and before not in (STATES.PUBLISHED, STATES.DRAFT)) or was_unpublished:
            return self._offered_again(imported, outcome, publish=was_unpublished and state == STATES.PUBLISHED)
        return outcome

    def known(self, instance: Instance) -> tuple[ImportedInstance | None, ProductPage | None]:
        """Return what an earlier import brought of it, and its page: by its IRI, a row of a table by its number too."""
        imported = ImportedInstance.objects.filter(iri=instance.iri).select_related("page").first()
        if imported:
            return imported, imported.page
        page = ProductPage.objects.filter(ipdc_instance_id=instance.iri).first()
        number = (instance.values or {}).get("product_number")
        if page is None and number:
            page = ProductPage.objects.filter(product_number=number).order_by("pk").first()
        return (getattr(page, "imported", None), page) if page else (None, None)

    def _may_change(self, page: ProductPage) -> bool:
        return self.user is None or owns(self.user, page.department_id)

    def _may_publish(self, owner: Department | None) -> bool:
        return self.publish and not (self.user is not None and owner is not None and owner.needs_four_eyes)

    def _offered_again(self, imported: ImportedInstance, outcome: Outcome, *, publish: bool) -> Outcome:
        """Put a page online again that an import took offline, unless somebody has written on it since."""
        page = ProductPage.objects.get(pk=outcome.page)
        is_online = page.live
        if (
            not is_online
            and publish
            and self._may_publish(page.department)
            and page.latest_revision_id == imported.revision_id
        ):
            is_online = self._publish(imported, page)
        then = "the page is online" if is_online else "the page stays offline until an editor publishes it"
        reason = f"offered again at the source; {then}; {outcome.reason}"
        if outcome.status == "conflict":
            return replace(outcome, reason=reason)
        return replace(outcome, status="updated", reason=reason, code="again_online" if is_online else "again_offline")

    def _publish(self, imported: ImportedInstance, page: ProductPage) -> bool:
        """Publish the draft of an earlier import, or look only; False when it is not complete."""
        if self.dry_run:
            return not problems(page.get_latest_revision_as_object())
        return actions.publish_imported(self.actor, imported, page)

    def _create(self, instance: Instance, values: dict[str, Any]) -> Outcome:
        publish = self._may_publish(self.department) and not instance.is_draft
        pk = None
        if self.dry_run:
            page = ProductPage()
            page_values.write(page, values)
            publish = publish and not problems(page)
        else:
            page = actions.create_imported(
                self.actor, self.parent, instance.iri, values, department=self.department, publish=publish
            )
            pk, publish = page.pk, page.live
            actions.note_version(
                ImportedInstance.objects.get(iri=instance.iri),
                instance.version,
                authority=instance.created_by,
                state=STATES.DRAFT if instance.is_draft else STATES.PUBLISHED,
            )
        reason = "new, published" if publish else "new, as a draft"
        return self._outcome("created", instance, reason, pk, code="published" if publish else "draft")

    def _update(
        self, instance: Instance, imported: ImportedInstance, page: ProductPage, values: dict[str, Any]
    ) -> Outcome:
        may_publish = self._may_publish(page.department) and not instance.is_draft and _is_untouched(page, imported)
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
            why, code = "edited here and changed at the source", "edited_here"
            if page.get_lock():
                why, code = "the page is locked", "locked"
            taken = f"; taken: {', '.join(sorted(merged.taken))}" if merged.taken else ""
            reason = f"{why}: {', '.join(sorted(merged.conflicts))}{taken}"
            return self._outcome("conflict", instance, reason, page.pk, tuple(sorted(merged.conflicts)), code)
        if merged.taken:
            fields = tuple(sorted(merged.taken))
            return self._outcome("updated", instance, f"changed: {', '.join(fields)}", page.pk, fields, "changed")
        return self._outcome("unchanged", instance, "the page already says so", page.pk)

    def _publish_draft(
        self, instance: Instance, imported: ImportedInstance, page: ProductPage, may_publish: bool
    ) -> Outcome:
        if not may_publish or page.live:
            return self._outcome("unchanged", instance, "the source has not changed", page.pk)
        if not self._publish(imported, page):
            return self._outcome("unchanged", instance, "not complete: it stays a draft", page.pk)
        return self._outcome(
            "updated", instance, "the draft of an earlier import is published", page.pk, code="published"
        )

    def _outcome(
        self,
        status: Status,
        instance: Instance,
        reason: str,
        page: int | None = None,
        fields: tuple[str, ...] = (),
        code: str = "",
    ) -> Outcome:
        remarks = tuple(str(remark) for remark in instance.remarks)
        return Outcome(status, instance.iri, reason, instance.title, page, fields, remarks, code)


def _all_waits(merged: Merge, base: dict[str, Any]) -> Merge:
    """Return the same merge for a page that may not be written: what it would have taken waits too."""
    remembered = {key: value for key, value in merged.base.items() if key not in merged.taken}
    remembered.update({key: base[key] for key in merged.taken if key in base})
    return Merge({}, {**merged.conflicts, **merged.taken}, remembered)


def _is_older(version: str, imported: ImportedInstance) -> bool:
    """Whether a snapshot was made before the newest one that was imported; what does not say when is taken as it comes."""
    return bool(version and imported.version and version < imported.version)


def _is_untouched(page: ProductPage, imported: ImportedInstance) -> bool:
    """Whether publishing would show only what imports wrote: no editor's draft, and not taken offline by one."""
    if page.live:
        return not page.has_unpublished_changes
    return page.first_published_at is None and page.latest_revision_id == imported.revision_id
