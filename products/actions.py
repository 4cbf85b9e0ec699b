"""Each write to the catalogue that has an audit line: made by an import, or by an editor who settles a conflict."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Revision

from ground.actor import Actor
from people.models import Department
from people.permissions import AnyUser
from products import page_values
from products.errors import NotWithdrawn, UnknownField
from products.ipdc.merge import Merge
from products.models import Authority, ImportedInstance, ProductIndexPage, ProductPage
from products.permissions import owns
from products.publishing import problems
from records.service import write_audit

REVIEW_PERIOD = timedelta(days=365)


@transaction.atomic
def create_imported(
    actor: Actor,
    parent: ProductIndexPage,
    iri: str,
    values: dict[str, Any],
    *,
    department: Department | None = None,
    publish: bool = False,
) -> ProductPage:
    """Make the page of an instance under `parent`, published if `publish` and complete, and remember what came in."""
    page = ProductPage(live=False, has_unpublished_changes=True, department=department)
    page_values.write(page, values)
    parent.add_child(instance=page)
    revision = page.save_revision()
    ImportedInstance.objects.update_or_create(
        iri=iri, defaults={"page": page, "state": values, "incoming": None, "revision_id": revision.pk}
    )
    page.live = publish and _publish_complete(revision)
    write_audit(actor, "product.imported", "product", page.pk, iri=iri, published=page.live)
    return page


@transaction.atomic
def update_imported(
    actor: Actor, imported: ImportedInstance, page: ProductPage, merged: Merge, *, publish: bool = False
) -> None:
    """Write what an import may write on the page (its latest draft), and keep the rest for an editor to settle."""
    imported.state = merged.base
    imported.incoming = merged.conflicts or None
    revision: Revision | None = None
    if merged.taken:
        page_values.write(page, merged.taken)
        page.full_clean()
        revision = page.save_revision(changed=True)
        imported.revision_id = revision.pk
    imported.save()
    is_published = publish and revision is not None and _publish_complete(revision)
    write_audit(
        actor,
        "product.import_updated" if merged.taken else "product.import_noted",
        "product",
        page.pk,
        iri=imported.iri,
        taken=sorted(merged.taken),
        conflicts=sorted(merged.conflicts),
        published=is_published,
    )


@transaction.atomic
def publish_imported(actor: Actor, imported: ImportedInstance, page: ProductPage) -> bool:
    """Publish the draft that an earlier import made and nobody has touched since; False when it is not complete."""
    is_published = _publish_complete(page.get_latest_revision())
    if is_published:
        write_audit(actor, "product.import_published", "product", page.pk, iri=imported.iri)
    return is_published


def _publish_complete(revision: Revision) -> bool:
    """Publish what its source completed; what lacks something stays a draft, for an editor to see to."""
    if problems(revision.as_object()):
        return False
    revision.publish()
    return True


def note_version(
    imported: ImportedInstance, version: str, *, authority: str | None = None, state: str | None = None
) -> None:
    """Remember which snapshot was read last and, where told, whose it is and how it stands at its source.

    What is offered again is withdrawn no longer. Writes nothing, and no audit line, when it says so already.
    """
    values = {"version": version or imported.version}
    if authority is not None:
        values["authority"] = authority
    if state is not None:
        values["source_state"] = state
        if state == ImportedInstance.SourceState.PUBLISHED:
            values["withdrawal"] = ""
    changed = {name: value for name, value in values.items() if getattr(imported, name) != value}
    if changed and imported.pk:
        ImportedInstance.objects.filter(pk=imported.pk).update(**changed)


@transaction.atomic
def withdraw_imported(
    actor: Actor, imported: ImportedInstance, state: str, *, version: str = "", take_down: bool = False
) -> None:
    """Note that the source withdrew an instance, and take its page offline or let it wait for an editor."""
    page = imported.page
    is_live = page is not None and page.live
    imported.source_state = state
    imported.version = version or imported.version
    unpublished, waiting = ImportedInstance.Withdrawal.UNPUBLISHED, ImportedInstance.Withdrawal.WAITING
    imported.withdrawal = "" if not is_live else unpublished if take_down else waiting
    imported.save()
    write_audit(
        actor,
        "product.import_withdrawn",
        "product",
        page.pk if page else "",
        iri=imported.iri,
        state=str(state),
        unpublished=bool(is_live and take_down),
    )
    if page is not None and is_live and take_down:
        page.unpublish(log_action="wagtail.unpublish")


@transaction.atomic
def name_authorities(actor: Actor, names: dict[str, str]) -> int:
    """Give authorities that have no name yet the one that a source holds, and return how many got one."""
    nameless = list(Authority.objects.filter(name="", iri__in=names))
    for authority in nameless:
        authority.name = names[authority.iri][:200]
        authority.save()
        write_audit(actor, "authority.named", "authority", authority.pk, iri=authority.iri)
    return len(nameless)


@transaction.atomic
def settle_withdrawal(
    actor: Actor, imported: ImportedInstance, answer: Literal["keep", "unpublish"], user: AnyUser
) -> None:
    """Let the page of a withdrawn instance stay online, or take it offline.

    Raises PermissionDenied when the user may not, and NotWithdrawn when there is nothing (any more) to decide.
    """
    page = imported.page
    if page is None:
        raise NotWithdrawn(gettext("Dit product bestaat hier niet meer."))
    may = page.permissions_for_user(user)
    if not (may.can_unpublish() if answer == "unpublish" else may.can_edit()):
        raise PermissionDenied
    if imported.withdrawal != ImportedInstance.Withdrawal.WAITING:
        raise NotWithdrawn(gettext("Over “%(title)s” is al beslist.") % {"title": page.title})
    kept, unpublished = ImportedInstance.Withdrawal.KEPT, ImportedInstance.Withdrawal.UNPUBLISHED
    imported.withdrawal = unpublished if answer == "unpublish" else kept
    imported.save()
    write_audit(actor, "product.withdrawal_settled", "product", page.pk, answer=answer)
    if answer == "unpublish":
        page.unpublish(user=user, log_action="wagtail.unpublish")


@transaction.atomic
def settle_conflict(
    actor: Actor,
    imported: ImportedInstance,
    field: str,
    keep: Literal["local", "incoming"],
    user: AnyUser | None = None,
) -> None:
    """Keep the page's own value of a field, or take the one that waits (as a draft, for the editor to publish).

    Either way the incoming value becomes what was imported last, so that the same import is quiet from then on.
    Raises PermissionDenied when the user may not edit the page, and UnknownField when nothing waits for that field.
    """
    if user is not None and (imported.page is None or not imported.page.permissions_for_user(user).can_edit()):
        raise PermissionDenied
    waiting = dict(imported.incoming or {})
    if field not in waiting or imported.page is None:
        raise UnknownField(gettext("Voor het veld “%(field)s” wacht er geen andere tekst.") % {"field": field})
    value = waiting.pop(field)
    imported.state = {**imported.state, field: value}
    imported.incoming = waiting or None
    imported.save()
    if keep == "incoming":
        page = imported.page.get_latest_revision_as_object()
        page_values.write(page, {field: value})
        page.save_revision(user=user, log_action=True)
    write_audit(actor, "product.conflict_settled", "product", imported.page.pk, field=field, kept=keep)


Added = Literal["published", "draft", "present"]


@transaction.atomic
def add_keyword(actor: Actor, user: AnyUser, page: ProductPage, word: str) -> Added:
    """Add a search word to a product: published at once where the user may and nothing else waits or lacks, else as a draft.

    "present" when the word stood there. Raises PermissionDenied when the user may not edit the product, or it is locked.
    """
    draft = _draft_for(user, page)
    words = [line.strip() for line in draft.keywords.splitlines() if line.strip()]
    if word.casefold() in (known.casefold() for known in words):
        return "present"
    draft.keywords = "\n".join([*words, word])
    is_published = _save(user, page, draft)
    write_audit(actor, "product.keyword_added", "product", page.pk, published=is_published)
    return "published" if is_published else "draft"


@dataclass(frozen=True, slots=True)
class Care:
    """What changes in how a product is looked after; what is None, "" or False stays as it is.

    is_checked: its text was looked over today; without review_by the next time is REVIEW_PERIOD later. theme: one that it gets
    besides its own.
    """

    is_checked: bool = False
    review_by: date | None = None
    department: Department | None = None
    theme: str = ""


@transaction.atomic
def look_after(actor: Actor, user: AnyUser, page: ProductPage, care: Care) -> Added:
    """Change how a product is looked after: online at once where the user may and nothing else waits or lacks, else as a draft.

    "present" when it was so. Raises PermissionDenied when the user may not edit the product or give it to the department, or it
    is locked.
    """
    draft = _draft_for(user, page)
    if care.department is not None and not owns(user, care.department.pk):
        raise PermissionDenied
    today = timezone.localdate()
    wanted: dict[str, Any] = {}
    if care.is_checked:
        wanted |= {"last_checked": today, "review_by": care.review_by or today + REVIEW_PERIOD}
    if care.review_by is not None:
        wanted["review_by"] = care.review_by
    if care.department is not None:
        wanted["department"] = care.department
    if care.theme and care.theme not in draft.themes:
        wanted["themes"] = [*draft.themes, care.theme]
    changed = sorted(name for name, value in wanted.items() if getattr(draft, name) != value)
    if not changed:
        return "present"
    for name in changed:
        setattr(draft, name, wanted[name])
    is_published = _save(user, page, draft)
    write_audit(actor, "product.looked_after", "product", page.pk, fields=changed, published=is_published)
    return "published" if is_published else "draft"


def _draft_for(user: AnyUser, page: ProductPage) -> ProductPage:
    """Return the newest text of a product that the user may edit now, else raise PermissionDenied."""
    may = page.permissions_for_user(user)
    if not may.can_edit() or may.page_locked():
        raise PermissionDenied
    draft: ProductPage = page.get_latest_revision_as_object()
    return draft


def _save(user: AnyUser, page: ProductPage, draft: ProductPage) -> bool:
    """Keep a changed text, and put it online where the user may and nothing else waits or lacks; return whether it is."""
    is_clean = page.live and not page.has_unpublished_changes and not page.workflow_in_progress
    revision = draft.save_revision(user=user, log_action=True)
    is_published = is_clean and bool(page.permissions_for_user(user).can_publish()) and not problems(draft)
    if is_published:
        revision.publish(user=user)
    return is_published
