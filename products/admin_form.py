"""The edit forms of a product and of a theme: what fits together, what does not, and which icons there are."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminPageForm

from people.models import Department
from products.icon_select import IconSelect
from products.icons import theme_icon
from products.permissions import owns
from products.publishing import contradictions, foreign_answer


class IconPageForm(WagtailAdminPageForm):
    """The form of a page with an icon: it shows what the page has without one, and who has which already. Two queries."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["icon"].widget if "icon" in self.fields else None
        if isinstance(widget, IconSelect):
            widget.default_icon = self.usual_icon()
            widget.taken = self._taken()

    def usual_icon(self) -> str:
        """Return the icon that the page has without one of its own; "" while that is not known."""
        raise NotImplementedError

    def _taken(self) -> dict[str, list[str]]:
        others = type(self.instance).objects.exclude(pk=self.instance.pk).exclude(icon="")
        titles: dict[str, list[str]] = defaultdict(list)
        for icon, title in others.order_by("title").values_list("icon", "title"):
            titles[icon].append(title)
        return titles


class ThemePageForm(IconPageForm):
    """Chooses an icon from pictures."""

    def usual_icon(self) -> str:
        return theme_icon(self.instance.theme)


class ProductPageForm(IconPageForm):
    """Says in plain words what contradicts itself, beside the field where the editor can mend it.

    A draft may lack anything and contradict itself: it is kept as it was typed, and asked about when it is published.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        department = self.fields.get("department")
        user = self.for_user
        if department is None:
            return
        held = self.instance.department_id
        department.queryset = Department.objects.offered([held])
        if user is not None and not user.is_superuser:
            department.queryset = department.queryset.filter(pk__in={*user.department_ids(), held} - {None})

    def usual_icon(self) -> str:
        theme = next(iter(self.instance.themes or []), "")
        pages = apps.get_model("products", "ThemePage")._default_manager.filter(theme=theme)
        return theme_icon(theme, pages.values_list("icon", flat=True).first() or "")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if not owns(self.for_user, getattr(data.get("department"), "pk", None)):
            self.add_error("department", gettext("Kies een dienst waarvoor u zelf werkt."))
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
        is_right = True
        for row in formset.forms if formset is not None else []:
            values = getattr(row, "cleaned_data", {})
            if reason := foreign_answer(values.get("form"), values.get("prefill") or ""):
                row.add_error("prefill", reason)
                is_right = False
        return is_right

    def _must_agree(self, data: dict[str, Any]) -> None:
        for field, reason in contradictions(data):
            self.add_error(field, reason)
