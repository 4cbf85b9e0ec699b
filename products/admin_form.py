"""The product's edit form: what fits together, and what does not."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from products.permissions import owns


class ProductPageForm(WagtailAdminPageForm):
    """Says in plain words what contradicts itself, beside the field where the editor can mend it.

    A draft may lack anything and contradict itself: it is kept as it was typed, and asked about when it is published.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        department = self.fields.get("department")
        user = self.for_user
        if department is not None and user is not None and not user.is_superuser:
            department.queryset = department.queryset.filter(
                pk__in={*user.department_ids(), self.instance.department_id} - {None}
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if not owns(self.for_user, getattr(data.get("department"), "pk", None)):
            self.add_error("department", _("Kies een dienst waarvoor u zelf werkt."))
        if not self.is_deferred_validation:
            self._must_agree(data)
        return data

    def is_valid(self) -> bool:
        """Also: an answer that is filled in already belongs to the form of its own row."""
        is_valid: bool = super().is_valid()
        return (self._answers_belong() and is_valid) if not self.is_deferred_validation else is_valid

    def _answers_belong(self) -> bool:
        """Look at rows only after they were read, which the form itself is before."""
        formset = self.formsets.get("form_links")
        wrong = [
            row
            for row in (formset.forms if formset is not None else [])
            if (form := getattr(row, "cleaned_data", {}).get("form")) is not None
            and (answer := row.cleaned_data.get("prefill"))
            and not answer.startswith(f"{form.key}/")
        ]
        for row in wrong:
            row.add_error("prefill", _("Dit antwoord hoort bij een ander formulier. Kies er een van dit formulier."))
        return not wrong

    def _must_agree(self, data: dict[str, Any]) -> None:
        if data.get("is_free") and data.get("costs"):
            self.add_error("is_free", _("U kruiste “gratis” aan, maar er staan ook bedragen. Kies één van de twee."))
        self._in_order(
            "valid_from", "valid_until", _("Deze dag valt voor de eerste dag waarop u het product kunt aanvragen.")
        )
        self._in_order("last_checked", "review_by", _("Deze dag valt voor de dag waarop de tekst is nagekeken."))
        self._processing_time(data)

    def _in_order(self, first: str, last: str, message: str) -> None:
        begin, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begin and end and end < begin:
            self.add_error(last, message)

    def _processing_time(self, data: dict[str, Any]) -> None:
        value, unit = data.get("processing_time_value"), data.get("processing_time_unit")
        if value and not unit:
            self.add_error("processing_time_unit", _("Kies ook of het dagen, weken of maanden zijn."))
        if unit and unit != "at_once" and not value:
            self.add_error("processing_time_value", _("Vul ook een getal in, bijvoorbeeld 5."))
