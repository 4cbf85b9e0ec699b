"""What staff are told of products: withdrawn by the source, past the day of looking over, due this month.

Of a product that is nobody's nobody is told: the admin's home page says which those are.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission
from wagtail.permissions import page_permission_policy

from ground.public import is_published_now, published_now
from people.models import User
from people.notices import How, NoticeKind, Occurrence, members_of, notice_kinds
from products.models import ImportedInstance, ProductPage
from products.permissions import editable_products
from records.models import AuditLine

WITHDRAWN = "product.import_withdrawn"
TO_DECIDE = (ImportedInstance.Withdrawal.WAITING, ImportedInstance.Withdrawal.UNPUBLISHED)


def register() -> None:
    """Register the kinds, when the app is ready."""
    for kind in (
        NoticeKind(
            "product.withdrawn",
            _("Product dat de bron introk"),
            How.DIGEST,
            withdrawn,
            partial(lines, of=withdrawn_words),
            lambda: reverse("products_differences"),
            concerns=writes_products,
        ),
        NoticeKind(
            "product.review",
            _("Product dat u moest nakijken"),
            How.DIGEST,
            past_review,
            partial(lines, of=review_words),
            lambda: reverse("wagtailadmin_home"),
            for_mailbox=How.DIGEST,
            concerns=writes_products,
        ),
        NoticeKind(
            "product.month",
            _("Producten om deze maand na te kijken"),
            How.DIGEST,
            to_review_this_month,
            partial(lines, of=month_words),
            lambda: f"{reverse('producten:index')}?review=soon",
            for_mailbox=How.DIGEST,
            concerns=writes_products,
        ),
    ):
        notice_kinds.register(kind.code, kind)


def withdrawn(since: datetime.datetime, until: datetime.datetime) -> Iterable[Occurrence]:
    """Yield the products that the source withdrew, for all who write for their department. Three queries.

    A shared mailbox is told nothing of these: the department's own address gets a mail when the catalogue is read.
    """
    said = AuditLine.objects.filter(at__gte=since, at__lt=until, action=WITHDRAWN, target_kind="product")
    rows = [line for line in said if line.target_id]
    departments = dict(
        _owned().filter(pk__in={int(line.target_id) for line in rows}).values_list("pk", "department_id")
    )
    writers = members_of(_writers(), set(departments.values()))
    for line in rows:
        if (page_id := int(line.target_id)) in departments:
            department_id = departments[page_id]
            yield Occurrence(str(line.pk), page_id, department_id, writers[department_id], by=line.actor_id)


def past_review(since: datetime.datetime, until: datetime.datetime) -> Iterable[Occurrence]:
    """Yield the products online whose last day to be looked over has passed, once for each such day. Two queries."""
    first, last = timezone.localdate(since), timezone.localdate(until)
    overdue = _owned().filter(published_now(), review_by__gte=first, review_by__lt=last)
    rows = list(overdue.values_list("pk", "department_id", "review_by"))
    writers = members_of(_writers(), {department_id for _pk, department_id, _day in rows})
    for page_id, department_id, day in rows:
        yield Occurrence(f"{page_id}:{day}", page_id, department_id, writers[department_id])


def to_review_this_month(since: datetime.datetime, until: datetime.datetime) -> Iterable[Occurrence]:
    """Yield, once a month has begun, the products online that must be looked over before its end. Two queries."""
    first, begins = timezone.localdate(since), timezone.localdate(until).replace(day=1)
    if first >= begins:
        return
    rows = list(
        _owned()
        .filter(published_now(), review_by__gte=begins, review_by__lt=_next_month(begins))
        .values_list("pk", "department_id")
    )
    writers = members_of(_writers(), {department_id for _pk, department_id in rows})
    for page_id, department_id in rows:
        yield Occurrence(f"{page_id}:{begins:%Y-%m}", page_id, department_id, writers[department_id])


def lines(user: User | None, targets: Collection[int], *, of: Callable[[ProductPage], str]) -> dict[int, str]:
    """Return title and state of each product that the colleague may edit and that still waits. One query, and those of reach."""
    pages = _owned().filter(pk__in=targets).select_related("imported").order_by("title")
    if user is not None:
        pages = pages.filter(pk__in=editable_products(user))
    return {page.pk: f"{page.title} · {words}" for page in pages if (words := of(page))}


def withdrawn_words(page: ProductPage) -> str:
    """Return what became of a page that the source withdrew; "" once somebody decided."""
    imported = getattr(page, "imported", None)
    return str(imported.get_withdrawal_display()) if imported is not None and imported.withdrawal in TO_DECIDE else ""


def review_words(page: ProductPage) -> str:
    """Return until when a page should have been looked over; "" once it was, or is offline."""
    if not is_published_now(page) or page.review_by is None or page.review_by >= timezone.localdate():
        return ""
    return gettext("na te kijken voor %(date)s") % {"date": date_format(page.review_by, "j F Y")}


def month_words(page: ProductPage) -> str:
    """Return until when a page is to be looked over this month; "" once it was, or is offline."""
    begins = timezone.localdate().replace(day=1)
    if page.review_by is None or page.review_by >= _next_month(begins) or not is_published_now(page):
        return ""
    return gettext("na te kijken voor %(date)s") % {"date": date_format(page.review_by, "j F Y")}


def writes_products(user: User) -> bool:
    """Return whether there is a product that such a notice could be about."""
    return bool(page_permission_policy.user_has_permission(user, "change"))


def _owned() -> QuerySet[ProductPage]:
    owned: QuerySet[ProductPage] = ProductPage.objects.exclude(department=None).order_by()
    return owned


def _writers() -> QuerySet[User]:
    """Return who may change pages anywhere; which products those are is asked at delivery."""
    groups = GroupPagePermission.objects.filter(permission__codename="change_page").values("group")
    return User.objects.filter(groups__in=groups)


def _next_month(begins: datetime.date) -> datetime.date:
    return (begins + datetime.timedelta(days=31)).replace(day=1)
