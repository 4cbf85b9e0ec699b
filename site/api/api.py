"""The one API of the house, version 1. Wagtail's own stands beside it, for content alone (portal.urls)."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from api.auth import bearer
from api.errors import add_handlers
from api.routers import cases, forms, products, search
from ground.problem_details import CONTENT_TYPE


class Api(NinjaAPI):
    """Ninja's, with a description that says what it cannot: a token is optional, and errors have a content type of their own."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**where)
        for operation in (each for path in schema["paths"].values() for each in path.values()):
            operation["security"].append({})
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    response["content"] = {CONTENT_TYPE: next(iter(response["content"].values()))}
        return schema


api = Api(
    title="Stadswinkel",
    version="1",
    description="Producten, zoeken, formulieren en de stand van een aanvraag.",
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    docs_url="/docs",
    auth=bearer,
)
add_handlers(api)
api.add_router("/products", products.router)
api.add_router("/search", search.router)
api.add_router("/forms", forms.router)
api.add_router("/cases", cases.router)
