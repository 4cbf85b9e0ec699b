"""A question that citizens often ask, with its answer: on the page of its product, or on a page of its own."""

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.search import index

from ground.addresses import of_unfinished
from people.models import Department
from products.blocks import TEXT_FEATURES
from products.codelists import themes


class FrequentQuestion(DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """One question and its answer. Public when it is live and so is its product, where it has one."""

    question = models.CharField(
        _("vraag"),
        max_length=200,
        help_text=_("Zoals een inwoner het zegt. Bijvoorbeeld: Mag iemand anders mijn rijbewijs afhalen?"),
    )
    slug = models.SlugField(
        _("adres op de site"),
        max_length=100,
        unique=True,
        help_text=_("Het laatste deel van het webadres. Bijvoorbeeld: rijbewijs-afhalen"),
    )
    answer = RichTextField(
        _("antwoord"), features=TEXT_FEATURES, help_text=_("Begin met het antwoord zelf: ja, nee, hoeveel, wanneer.")
    )
    product = models.ForeignKey(
        "products.ProductPage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="questions",
        verbose_name=_("product"),
        help_text=_("De vraag staat op de pagina van dit product. Zonder product krijgt ze een eigen pagina."),
    )
    theme = models.CharField(
        _("thema"), max_length=60, choices=themes, blank=True, help_text=_("Alleen nodig zonder product.")
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="questions", verbose_name=_("verantwoordelijke dienst")
    )
    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="frequent_question",
        for_concrete_model=False,
    )

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("question"),
        index.AutocompleteField("question"),
        index.SearchField("answer"),
        index.FilterField("department"),
    ]

    class Meta:
        verbose_name = _("veelgestelde vraag")
        verbose_name_plural = _("veelgestelde vragen")
        ordering: ClassVar[list[str]] = ["question"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        """Where it is read. One query for the product, unless that was fetched along."""
        if self.product is not None:
            return f"{self.product.get_absolute_url()}#{self.anchor}"
        return of_unfinished("question", self.slug)

    @property
    def anchor(self) -> str:
        """The part of its product's page where it stands."""
        return f"vraag-{self.slug}"
