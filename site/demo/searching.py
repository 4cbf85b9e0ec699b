"""What the demo city's editors told search: a few rules, and the queries by which they judge it."""

from demo.files import data
from ground.public import public_now
from products.models import ProductPage
from search.models import GoldenQuery, Promotion, Synonym


def load_rules() -> None:
    """Write what people of this town say, what is pinned, and which product should stand first for which query."""
    products = dict(public_now(ProductPage.objects.all()).values_list("title", "pk"))
    rules = data("search")
    for each in rules["synonyms"]:
        Synonym.objects.create(**each)
    for each in rules["pinned"]:
        key = str(products[each["product"]])
        Promotion.objects.create(queries=each["queries"], kind="product", object_id=key, note=each["note"])
    for query, title in rules["golden"].items():
        GoldenQuery.objects.create(query=query, kind="product", object_id=str(products[title]))
