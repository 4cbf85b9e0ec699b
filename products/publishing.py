"""What a product must have and agree on before citizens may read it; a draft may lack anything."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.fields import StreamField

from products.errors import IncompleteProduct

if TYPE_CHECKING:
    from forms_app.models import Form
    from products.models import ProductPage


def contradictions(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each field that contradicts another one, with what to do about it."""
    if values.get("is_free") and values.get("costs"):
        yield "is_free", gettext("U kruiste “gratis” aan, maar er staan ook bedragen. Kies één van de twee.")
    if _is_before(values, "valid_until", "valid_from"):
        yield "valid_until", gettext("Deze dag valt voor de eerste dag waarop u het product kunt aanvragen.")
    if _is_before(values, "review_by", "last_checked"):
        yield "review_by", gettext("Deze dag valt voor de dag waarop de tekst is nagekeken.")
    value, unit = values.get("processing_time_value"), values.get("processing_time_unit")
    if value and not unit:
        yield "processing_time_unit", gettext("Kies ook of het dagen, weken of maanden zijn.")
    if unit and unit != "at_once" and not value:
        yield "processing_time_value", gettext("Vul ook een getal in, bijvoorbeeld 5.")


def foreign_answer(form: "Form | None", prefill: str) -> str:
    """Return why an answer that is filled in already cannot stand beside a form; "" when it can."""
    if form is None or not prefill or prefill.startswith(f"{form.key}/"):
        return ""
    return gettext("Dit antwoord hoort bij een ander formulier. Kies er een van dit formulier.")


def problems(page: "ProductPage") -> list[str]:
    """Return what keeps a product from being published, each with the name of its field."""
    values = {field.name: getattr(page, field.attname) for field in page._meta.concrete_fields}
    pairs = [
        *contradictions(values),
        *((field.name, reason) for field in page._meta.concrete_fields for reason in _in_blocks(page, field)),
        *_in_rows(page),
    ]
    return list(dict.fromkeys(f"{_name(page, field)}: {reason}" for field, reason in pairs))


def require_publishable(page: "ProductPage") -> None:
    """Raise IncompleteProduct with every problem; pass when there is none."""
    if reasons := problems(page):
        title = gettext("‘%(title)s’ kan nog niet gepubliceerd worden.") % {"title": page.title}
        raise IncompleteProduct([title, *reasons], reverse("wagtailadmin_pages:edit", args=[page.pk]))


def _is_before(values: Mapping[str, Any], day: str, other: str) -> bool:
    return bool(values.get(day) and values.get(other) and values[day] < values[other])


def _in_blocks(page: "ProductPage", field: object) -> Iterator[str]:
    if isinstance(field, StreamField):
        try:
            field.stream_block.clean(getattr(page, field.name))
        except ValidationError as error:
            yield from _messages(error.as_json_data())  # type: ignore[attr-defined]  # a block's error has it


def _messages(data: Mapping[str, Any]) -> Iterator[str]:
    """Flatten a block's errors, which Wagtail nests as the blocks are."""
    yield from data.get("messages", [])
    inner = data.get("blockErrors", {})
    for error in inner.values() if isinstance(inner, Mapping) else inner:
        if error:
            yield from _messages(error)


def _in_rows(page: "ProductPage") -> Iterator[tuple[str, str]]:
    for link in page.form_links.all():
        if link.form is None:
            yield "form_links", gettext("Kies een formulier, of verwijder de rij.")
        elif reason := foreign_answer(link.form, link.prefill):
            yield "form_links", reason
    if any(link.related_id is None for link in page.related_links.all()):
        yield "related_links", gettext("Kies een product, of verwijder de rij.")


def _name(page: "ProductPage", field: str) -> str:
    rows = {
        "form_links": gettext("Formulier van de Stadswinkel"),
        "related_links": gettext("Misschien ook nuttig"),
    }  # as their panels
    return rows.get(field) or str(page._meta.get_field(field).verbose_name).capitalize()
