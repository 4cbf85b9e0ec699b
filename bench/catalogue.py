"""A synthetic catalogue of any size: pages, and the documents that tell about them. The same for the same seed."""

import random
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.sql import InsertQuery
from wagtail.models import Locale, Page

from people.models import Department
from products.models import ProductPage
from search.indexing.documents import Document, DocumentKey
from search.language.synonyms import FILES

SEED = 20260101
BATCH = 200
THEMES = ("BouwenWonen", "BurgerOverheid", "MilieuEnergie")
T = TypeVar("T")


def words() -> list[str]:
    """Return the words of the committed synonyms, and compounds of them: about 12,000, commonest first."""
    texts = (file.read_text(encoding="utf-8").lower() for file in sorted((FILES / "nl").glob("*.txt")))
    all_words = [word for text in texts for word in re.findall(r"[a-zà-ÿ]{3,}", text)]
    plain = list(dict.fromkeys(all_words))
    chance = random.Random(SEED)  # noqa: S311 # no secret
    compounds = {chance.choice(plain) + chance.choice(plain) for _ in range(12_000 - len(plain))}
    return plain + sorted(compound for compound in compounds if len(compound) < 30)


class Writer:
    """Writes texts as language does: few words often, most words seldom."""

    def __init__(self) -> None:
        self.words = words()
        self.chance = random.Random(SEED)  # noqa: S311  # a made-up catalogue, not a secret
        total, self.sums = 0.0, []
        for place in range(len(self.words)):
            total += 1 / (place + 10)
            self.sums.append(total)

    def text(self, count: int) -> str:
        """Return so many words."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.sums, k=count))

    def query(self) -> str:
        """Return what somebody may type: one to three words, one in four of them with a typing error."""
        said = self.text(self.chance.choice((1, 2, 2, 3)))
        if len(said) > 6 and self.chance.random() < 0.25:
            at = self.chance.randrange(2, len(said) - 1)
            said = said[:at] + said[at + 1 :]
        return said


def fill(size: int, parent: Page | None = None) -> Iterator[list[Document]]:
    """Write product pages below a page (the root unless told) and yield their documents, in batches."""
    writer = Writer()
    root = parent or Page.objects.get(depth=1)
    department, _made = Department.objects.get_or_create(code="bench", defaults={"name": "Meting"})
    kind, locale = ContentType.objects.get_for_model(ProductPage), Locale.get_default()
    numbers = iter(range(size))
    while batch := list(islice(numbers, BATCH)):
        pages = [
            ProductPage(
                title=writer.text(3),
                slug=f"meting-{number}",
                summary=writer.text(25),
                keywords=writer.text(3),
                description=f"<p>{writer.text(60)}</p>",
                department=department,
                content_type=kind,
                locale=locale,
                live=True,
                depth=root.depth + 1,
                themes=[THEMES[number % len(THEMES)]],
                path=f"{root.path}{Page._int2str(500_000 + number).rjust(4, '0')}",
                url_path=f"{root.url_path}meting-{number}/",
                draft_title="",
            )
            for number in batch
        ]
        with transaction.atomic():
            _insert(pages)
        yield [
            Document(
                DocumentKey("product", str(page.pk)),
                page.title,
                f"/producten/{page.slug}/",
                page.summary,
                keywords=page.keywords,
                body=f"{page.description[3:-4]} {writer.text(60)}",
                facets={
                    "kind": ("product",),
                    "theme": (writer.chance.choice(THEMES),),
                    "audience": ("Burger",),
                },
                page_id=page.pk,
            )
            for page in pages
        ]


def _insert(pages: list[Any]) -> None:
    """Write pages and products without treebeard's and Wagtail's work for each: the search is what is measured."""
    parents = [
        Page(
            **{
                field.attname: getattr(page, field.attname)
                for field in Page._meta.concrete_fields
                if field.name != "id"
            }
        )
        for page in pages
    ]
    for page, parent in zip(pages, Page.objects.bulk_create(parents), strict=True):
        page.pk = page.page_ptr_id = page.id = parent.pk
    query = InsertQuery(ProductPage)
    query.insert_values(ProductPage._meta.local_concrete_fields, pages, raw=True)
    query.get_compiler(connection=connection).execute_sql()
