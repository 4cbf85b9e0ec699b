"""The catalogue."""

from django.db.models import QuerySet
from django.http import Http404
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from api.auth import ApiRequest
from api.errors import problems
from api.paging import Pages
from api.products import ProductDetail, ProductLine
from products import service
from products.models import ProductPage

router = Router(tags=["products"])


class Filters(Schema):
    """Which products; codes of the IPDC lists."""

    theme: str = Field("", max_length=60)
    audience: str = Field("", max_length=60)


@router.get("/", response={200: list[ProductLine], **problems(404)}, summary="List products")
@paginate(Pages)
def list_products(request: ApiRequest, filters: Query[Filters]) -> QuerySet[ProductPage]:
    return service.visible_products(theme=filters.theme, audience=filters.audience)


@router.get("/{slug}/", response={200: ProductDetail, **problems(404)}, summary="Read a product")
def read_product(request: ApiRequest, slug: str) -> ProductPage:
    page = service.visible_products().filter(slug=slug).first()
    if page is None:
        raise Http404
    return page
