"""The one API of the house, version 1. Wagtail's own stands beside it, for content alone (portal.urls)."""

from ninja import NinjaAPI

from api.errors import add_handlers
from api.routers import cases, forms, products, search

api = NinjaAPI(
    title="Stadswinkel",
    version="1",
    description="Producten, zoeken, formulieren en de stand van een aanvraag.",
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    docs_url="/docs",
)
add_handlers(api)
api.add_router("/products", products.router)
api.add_router("/search", search.router)
api.add_router("/forms", forms.router)
api.add_router("/cases", cases.router)
