"""The index in the site's own database. Its rows change in the transaction of the page they tell about."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar, NamedTuple

from django.db import connection, models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from search.indexing.documents import Document, DocumentKey, fields_of


def new_stamp() -> str:
    """Return a text that was never used before."""
    return uuid.uuid4().hex


class Generation(models.Model):
    """One whole index. Readers use the active one; a rebuild fills another beside it."""

    class State(models.TextChoices):
        ACTIVE = "active"
        BUILDING = "building"
        RETIRED = "retired"

    state = models.CharField(max_length=10, choices=State)
    change = models.PositiveBigIntegerField(default=0, help_text="Grows with each write; words carry it")
    stamp = models.CharField(
        max_length=32, default=new_stamp, help_text="Differs after each write, also a rolled back one"
    )
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state__in=["active", "building"]), name="search_one_generation_a_state"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    def advance(self) -> int:
        """Count a write and return its number. Its row lock also puts concurrent writers in one order."""
        self.stamp = new_stamp()
        Generation.objects.filter(pk=self.pk).update(change=F("change") + 1, stamp=self.stamp)
        self.change += 1
        return self.change


class IndexedDocumentQuerySet(models.QuerySet["IndexedDocument"]):
    """Sets of documents."""

    def of(self, generation: int, key: DocumentKey) -> "IndexedDocumentQuerySet":
        """Return the document with this key."""
        return self.filter(generation=generation, kind=key.kind, object_id=key.id, locale=key.locale)

    def in_use(self, keys: Iterable[DocumentKey]) -> "dict[DocumentKey, IndexedDocument]":
        """Return the documents of the active generation with these keys. One query."""
        wanted = set(keys)
        rows = self.filter(
            # As a subquery: joined, SQLite reads through all documents instead of looking them up by their key.
            generation__in=Generation.objects.filter(state=Generation.State.ACTIVE),
            kind__in={key.kind for key in wanted},
            object_id__in={key.id for key in wanted},
            locale__in={key.locale for key in wanted},
        )
        return {row.key: row for row in rows if row.key in wanted}


class IndexedDocument(models.Model):
    """What the index holds of one document. The tokens stand beside it, as each database keeps them best."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=200)
    locale = models.CharField(max_length=10)
    page = models.ForeignKey(
        # A page that went leaves its row invisible until content_changed has counted its words out.
        Page,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    # What every search asks of every document it found stands before the long texts: a row is read from its beginning.
    visible_from = models.DateTimeField(null=True)
    visible_until = models.DateTimeField(null=True)
    codes = models.TextField(help_text="What results can be narrowed by, a line for each: theme:MilieuEnergie")
    title = models.CharField(max_length=500)
    url = models.CharField(max_length=500)
    summary = models.TextField()
    keywords = models.TextField(
        help_text="Alternative titles and search words, in lines: what a model reads beside the rest"
    )
    body = models.TextField()
    digest = models.CharField(max_length=64)
    change = models.PositiveBigIntegerField(default=0, help_text="The generation's count when it was written")
    weights = models.JSONField(help_text="What each stem counts in this document")
    title_stems = models.JSONField()
    name_stems = models.JSONField(null=True, help_text="Of its title and alternative titles: what suggestions match")
    prior = models.FloatField(null=True, help_text="How usual it is that somebody wants it, 0 to 1")
    words = models.JSONField(help_text="Each word, and 1 when it stands in the title")

    objects = IndexedDocumentQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("zoekresultaat")
        verbose_name_plural = _("zoekresultaten")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["generation", "kind", "object_id", "locale"], name="search_document_once_a_generation"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["generation", "change"], name="search_document_change")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> DocumentKey:
        """Return the document's key."""
        return DocumentKey(self.kind, self.object_id, self.locale)

    @classmethod
    def values_of(cls, document: Document) -> dict[str, Any]:
        """Return the plain fields of a document."""
        return {
            "page_id": document.page_id,
            "title": document.title[:500],
            "url": document.url,
            "summary": document.summary,
            "keywords": fields_of(document)["keywords"],
            "body": document.body,
            "prior": document.prior,
            "visible_from": document.visible_from,
            "visible_until": document.visible_until,
        }


class ShownDocument(NamedTuple):
    """What a result shows of a document."""

    kind: str
    object_id: str
    locale: str
    title: str
    url: str
    summary: str
    body: str

    @property
    def key(self) -> DocumentKey:
        """Return the document's key."""
        return DocumentKey(self.kind, self.object_id, self.locale)


# Written out: the ORM took three times as long to make it as the database to answer. CROSS: each is looked up by its key.
_SHOWN = """
WITH wanted (kind, object_id, locale) AS (VALUES {wanted})
SELECT document.kind, document.object_id, document.locale, document.title, document.url, document.summary, document.body
FROM wanted CROSS JOIN search_indexeddocument document
WHERE document.generation_id = (SELECT id FROM search_generation WHERE state = 'active')
AND document.kind = wanted.kind AND document.object_id = wanted.object_id AND document.locale = wanted.locale
"""


def shown_documents(keys: Iterable[DocumentKey]) -> dict[DocumentKey, ShownDocument]:
    """Return the documents of the active generation with these keys as results show them. One query; none without keys."""
    wanted = [value for key in dict.fromkeys(keys) for value in (key.kind, key.id, key.locale)]
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN.format(wanted=", ".join(["(%s, %s, %s)"] * (len(wanted) // 3))), wanted)
        documents = [ShownDocument(*row) for row in cursor.fetchall()]
    return {document.key: document for document in documents}


class RemovedDocument(models.Model):
    """What went from a generation, and when: an engine that copies the index follows the counts of changes."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="removed")
    kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=200)
    locale = models.CharField(max_length=10)
    change = models.PositiveBigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["generation", "kind", "object_id", "locale"], name="search_removed_once_a_generation"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["generation", "change"], name="search_removed_change")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class DocumentVector(models.Model):
    """What a model made of a document's texts. By the document's digest: a rebuild finds again what it made before."""

    encoder = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    vector = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["encoder", "digest"], name="search_vector_once")
        ]

    def __str__(self) -> str:
        return f"{self.encoder} {self.digest}"


class DocumentFacet(models.Model):
    """A code by which results can be narrowed."""

    document = models.ForeignKey(IndexedDocument, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=20)
    code = models.CharField(max_length=60)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["name", "code"], name="search_facet_name_code")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "name", "code"], name="search_facet_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


class IndexedWord(models.Model):
    """A word of the catalogue, and in how many documents it stands. One with none is kept: readers must hear that it went."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="+")
    locale = models.CharField(max_length=10)
    word = models.CharField(max_length=40)
    surface = models.CharField(max_length=60)
    stem = models.CharField(max_length=40)
    documents = models.IntegerField()
    titles = models.IntegerField()
    change = models.PositiveBigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["generation", "locale", "word"], name="search_word_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["generation", "locale", "change"], name="search_word_change")
        ]

    def __str__(self) -> str:
        return self.word


def with_titles(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Return rows that name a document by kind, object_id and locale, each with its title as `indexed_title`."""
    titles = IndexedDocument.objects.filter(
        generation__state=Generation.State.ACTIVE,
        kind=OuterRef("kind"),
        object_id=OuterRef("object_id"),
        locale=OuterRef("locale"),
    ).values("title")
    named: models.QuerySet[Any] = rows.annotate(indexed_title=Subquery(titles[:1]))
    return named


def result_title(kind: str, object_id: str, locale: str) -> str:
    """Return the title of a document in use; its key when it is not in the index. One query."""
    documents = IndexedDocument.objects.filter(
        generation__state=Generation.State.ACTIVE, kind=kind, object_id=object_id, locale=locale
    )
    return documents.values_list("title", flat=True).first() or f"{kind} {object_id}"
