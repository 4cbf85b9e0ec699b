"""What people come for most: kept for whoever offers it (the front page, search), written by the front page."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from ground.content_changed import announce
from products.models import ProductPage, TopTask
from products.queries import visible_products


def top_task_products() -> QuerySet[ProductPage]:
    """Return the products that people come for most, in the editor's order, those that are public. One query."""
    return visible_products().filter(top_task__isnull=False).order_by("top_task__position")


def products_in_order(ids: Sequence[int]) -> list[ProductPage]:
    """Return the public products of these ids in this order: for a front page that is not published yet. One query."""
    products = visible_products().in_bulk(ids)
    return [products[pk] for pk in ids if pk in products]


@transaction.atomic
def set_top_tasks(ids: Sequence[int]) -> None:
    """Make these products the ones that people come for most, in this order; one that is named twice counts once."""
    known = set(ProductPage.objects.filter(pk__in=ids).values_list("pk", flat=True))
    ordered = [pk for pk in dict.fromkeys(ids) if pk in known]
    before = list(TopTask.objects.values_list("product", flat=True))
    if ordered == before:
        return
    TopTask.objects.all().delete()
    TopTask.objects.bulk_create(TopTask(product_id=pk, position=place) for place, pk in enumerate(ordered))
    for pk in {*before} ^ {*ordered}:
        announce("product", pk)  # search puts what is usual first
